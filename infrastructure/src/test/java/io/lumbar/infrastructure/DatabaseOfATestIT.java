package io.lumbar.infrastructure;

import java.sql.SQLException;

import javax.sql.DataSource;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class DatabaseOfATestIT {
    @Test
    void gives_each_test_a_database_of_its_own_with_the_logins_of_production() throws SQLException {
        try (var one = TestDatabase.create(); var other = TestDatabase.migrated()) {
            assertThat(value(one.ownerDataSource(), "select current_user")).isEqualTo("lumbar_owner");
            assertThat(value(other.dataSource(), "select current_user")).isEqualTo("lumbar_app");
            assertThat(value(one.ownerDataSource(), "select current_database()"))
                    .isNotEqualTo(value(other.dataSource(), "select current_database()"));
            assertThat(value(one.ownerDataSource(), "select split_part(version(), ' ', 2) >= '18'")).isEqualTo("t");
        }
    }

    @Test
    void the_run_time_login_can_create_nothing() throws SQLException {
        try (var database = TestDatabase.migrated()) {
            for (String sql : new String[]{"create table public.t()", "create schema s", "create temp table t()"}) {
                assertThatThrownBy(() -> value(database.dataSource(), sql)).as(sql)
                        .hasMessageContaining("permission denied");
            }
        }
    }

    private static String value(DataSource source, String sql) throws SQLException {
        try (var connection = source.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
