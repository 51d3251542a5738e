package io.lumbar.infrastructure.limit;

import java.sql.SQLException;
import java.time.Duration;
import java.util.stream.IntStream;

import io.lumbar.infrastructure.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Two instances on one database. */
class SharedAllowanceIT {
    private static TestDatabase database;

    @BeforeAll
    static void migrate() {
        database = TestDatabase.migrated();
    }

    @AfterAll
    static void drop() {
        database.close();
    }

    @Test
    void says_how_long_to_wait_once_a_minute_s_worth_was_taken() {
        var allowance = new SharedAllowance(database.dataSource());

        assertThat(taken(allowance, "Mila", 100)).isBetween(60, 75);
        assertThat(allowance.take("Mila", 60, 60)).isBetween(Duration.ofSeconds(50), Duration.ofSeconds(60));
        assertThat(allowance.take("Noor", 60, 60)).isZero();
    }

    @Test
    void instances_share_it_but_for_a_twentieth() {
        var first = new SharedAllowance(database.dataSource());
        var second = new SharedAllowance(database.dataSource());

        assertThat(taken(first, "shared", 40) + taken(second, "shared", 60)).isBetween(60, 80);
    }

    @Test
    void what_is_asked_often_is_not_asked_of_the_database() throws SQLException {
        var allowance = new SharedAllowance(database.dataSource());
        allowance.take("often", 10_000, 1);
        long before = written();

        assertThat(taken(allowance, "often", 10_000, 400)).isEqualTo(400);

        assertThat(written() - before).isZero();
    }

    @Test
    void keeps_nobody_s_name_or_address() {
        new SharedAllowance(database.dataSource()).take("192.0.2.77", 60, 1);

        assertThat(JdbcClient.create(database.ownerDataSource())
                .sql("select string_agg(id || ' ' || encode(state, 'escape'), ' ') from access.allowance")
                .query(String.class).single()).doesNotContain("192.0.2.77");
    }

    @Test
    void an_instance_counts_for_itself_while_the_database_is_gone() {
        var allowance = new SharedAllowance(
                new DriverManagerDataSource("jdbc:postgresql://127.0.0.1:1/nowhere?loginTimeout=2"));

        assertThat(taken(allowance, "alone", 100)).isBetween(60, 75);
    }

    private static int taken(SharedAllowance allowance, String who, int times) {
        return taken(allowance, who, 60, times);
    }

    private static int taken(SharedAllowance allowance, String who, int perMinute, int times) {
        return (int) IntStream.range(0, times).filter(_ -> allowance.take(who, perMinute, 1).isZero()).count();
    }

    /** How often anybody's row was written, as its version tells. */
    private static long written() throws SQLException {
        return JdbcClient.create(database.ownerDataSource())
                .sql("select coalesce(sum(xmin::text::bigint), 0) from access.allowance").query(Long.class).single();
    }
}
