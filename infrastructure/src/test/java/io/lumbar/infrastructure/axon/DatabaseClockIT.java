package io.lumbar.infrastructure.axon;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import io.lumbar.infrastructure.TestDatabase;
import org.axonframework.eventhandling.EventProcessingException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** On a database whose clock is a day ahead of this machine's. */
class DatabaseClockIT {
    private static final Duration AHEAD = Duration.ofDays(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static TestDatabase database;

    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1); // they may wrap around
    private final DatabaseClock clock = new DatabaseClock(this::connection, nanos::get);

    @BeforeAll
    static void set_the_clock() throws SQLException {
        database = TestDatabase.create();
        try (var connection = database.ownerDataSource().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("create schema ahead; create function ahead.clock_timestamp() returns timestamptz"
                    + " language sql return pg_catalog.clock_timestamp() + interval '1 day'");
        }
    }

    @AfterAll
    static void drop() {
        database.close();
    }

    private Connection connection() throws SQLException {
        asked.incrementAndGet();
        Connection connection = database.ownerDataSource().getConnection();
        try (var statement = connection.createStatement()) {
            statement.execute("set search_path = ahead, pg_catalog");
        }
        return connection;
    }

    @Test
    void tells_the_time_of_the_database_and_not_of_this_machine() {
        assertThat(clock.instant()).isBetween(Instant.now().plus(AHEAD).minus(MINUTE),
                Instant.now().plus(AHEAD).plus(MINUTE));
    }

    @Test
    void adds_the_time_that_passed_and_asks_again_after_ten_seconds() {
        Instant first = clock.instant();
        nanos.addAndGet(Duration.ofSeconds(10).toNanos());
        assertThat(clock.instant()).isEqualTo(first.plusSeconds(10));
        assertThat(asked).hasValue(1);

        nanos.addAndGet(1);
        assertThat(clock.instant()).isBetween(first, first.plusSeconds(9)); // hardly any time passed in the database
        assertThat(asked).hasValue(2);
    }

    @Test
    void tells_no_time_of_its_own_when_the_database_does_not_answer() {
        var unreachable = new DatabaseClock(() -> {
            throw new SQLException("no connection");
        });
        assertThatThrownBy(unreachable::instant).isInstanceOf(EventProcessingException.class);
    }
}
