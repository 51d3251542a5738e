package io.lumbar.application.report;

import java.util.List;

import io.lumbar.application.Scope;
import io.lumbar.application.report.ReportFacts.Known;
import io.lumbar.domain.DomainError.InvalidValue;
import io.lumbar.domain.Rejected;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

class AskingOldDefinitionsTest {
    private static final ReportQuery EVERYBODY = new ReportQuery(Cohort.EVERYONE, List.of(), null, null,
            Scope.EVERYTHING);

    /** Answers with the version it was asked under. */
    private static final class Improved extends Report<String> {
        Improved() {
            super(KnownFacts.of(List.of()), List.of(version(1), version(3), version(2)));
        }

        private static Version<String> version(int number) {
            return new Version<>(new Definition("improved", number, "text", null, null, null, Definition.NOTE),
                    Improved::answer);
        }

        private static String answer(Definition definition, Known known, ReportQuery query, Disclosure disclosure) {
            return "version " + definition.version();
        }
    }

    @Test
    void the_newest_answers_unless_an_older_one_is_asked_for() {
        assertThat(new Improved().answer(EVERYBODY)).isEqualTo("version 3");
        assertThat(new Improved().answer(EVERYBODY, Disclosure.ON_SCREEN, 1)).isEqualTo("version 1");
        assertThat(new Improved().definitions()).extracting(Definition::version).containsExactly(1, 2, 3);
    }

    @Test
    void one_that_never_was_is_refused() {
        assertThatThrownBy(() -> new Improved().answer(EVERYBODY, Disclosure.ON_SCREEN, 4))
                .asInstanceOf(type(Rejected.class)).extracting(Rejected::error)
                .isEqualTo(new InvalidValue("definition", "must be one of [1, 2, 3]"));
    }
}
