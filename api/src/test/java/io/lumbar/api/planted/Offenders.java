package io.lumbar.api.planted;

import java.sql.SQLException;

import io.lumbar.domain.Personal;
import io.lumbar.infrastructure.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

/** One offence each, named after it. */
public final class Offenders {

    record SeesInfrastructure(TestDatabase database) {}

    record KnowsTheDatabase(SQLException failure) {}

    static final class InjectsAField {
        @Autowired
        @Nullable
        Object field;
    }

    static final class InjectsASetting {
        @Value("x")
        @Nullable
        String field;
    }

    static final class OpensWhatIsPersonal {
        static String name(Personal<String> name) {
            return name.orElse("somebody");
        }
    }

    private Offenders() {}
}
