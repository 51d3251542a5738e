package io.lumbar.infrastructure.rules;

import io.lumbar.infrastructure.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.springframework.jdbc.core.simple.JdbcClient;

import static io.lumbar.domain.People.CLINIC;

/** A migrated database for all tests of a class that looks at what events write to tables of rules. One clinic is open. */
public abstract class RuleTables {
    protected static TestDatabase database;
    protected static JdbcClient sql;

    @BeforeAll
    static void migrate() {
        database = TestDatabase.migrated();
        sql = JdbcClient.create(database.dataSource());
        sql.sql("insert into rules.clinic (clinic_id) values (?)").param(CLINIC.value()).update();
    }

    @AfterAll
    static void drop() {
        database.close();
    }
}
