package io.lumbar.infrastructure.eventstore;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;

import io.lumbar.infrastructure.TestDatabase;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What was known at a moment is told once, and never differently. */
class AsOfIT {
    private static final Duration SHORT = Duration.ofMillis(60);
    private static final Duration LONG = Duration.ofSeconds(30);

    private TestDatabase database;
    private EventReader reader;

    @BeforeEach
    void migrate() {
        database = TestDatabase.migrated();
        reader = new EventReader(database.dataSource()::getConnection);
    }

    @AfterEach
    void drop() {
        database.close();
    }

    @Test
    void is_the_last_event_recorded_by_then() throws SQLException {
        EventPosition first = Sql.append(database.dataSource(), Noted.newStream(), 0, "first");
        Instant between = now();
        EventPosition second = Sql.append(database.dataSource(), Noted.newStream(), 0, "second");

        assertThat(reader.asOf(Instant.EPOCH, LONG)).isEqualTo(EventPosition.BEGINNING);
        assertThat(reader.asOf(between, LONG)).isEqualTo(first);
        assertThat(reader.asOf(now(), LONG)).isEqualTo(second);
    }

    @Test
    void is_the_last_in_the_order_where_the_first_took_its_time_second() throws SQLException {
        EventPosition first = Sql.append(database.dataSource(), Noted.newStream(), 0, "first in the order");
        EventPosition second = Sql.append(database.dataSource(), Noted.newStream(), 0, "second in the order");
        Sql.execute(database.ownerDataSource(), "update eventstore.event set recorded_at = clock_timestamp()"
                + " where position = " + first.place());

        assertThat(reader.asOf(now(), LONG)).isEqualTo(second);
    }

    @Test
    void is_not_told_while_a_transaction_begun_before_it_could_still_record_something() throws SQLException {
        try (Connection slow = Sql.begin(database.dataSource())) {
            EventPosition late = Sql.append(slow, Noted.newStream(), 0, "recorded, not committed");
            Instant moment = now();
            assertThatThrownBy(() -> reader.asOf(moment, SHORT)).isInstanceOf(HorizonHeld.class);
            var answer = CompletableFuture.supplyAsync(() -> reader.asOf(moment, LONG));
            slow.commit();
            assertThat(answer.join()).isEqualTo(late);
        }
    }

    @Test
    void is_told_at_once_where_it_was_known_before() throws SQLException {
        Instant moment = now();
        EventPosition before = reader.asOf(moment, LONG);
        try (Connection slow = Sql.begin(database.dataSource())) {
            Sql.append(slow, Noted.newStream(), 0, "later");
            assertThat(reader.asOf(moment, Duration.ZERO)).isEqualTo(before);
        }
    }

    @Test
    void waits_for_a_moment_to_come() throws SQLException {
        Instant moment = now().plusMillis(150);
        reader.asOf(moment, LONG);
        assertThat(now()).isAfterOrEqualTo(moment);
        assertThatThrownBy(() -> reader.asOf(now().plusSeconds(60), SHORT)).isInstanceOf(HorizonHeld.class);
    }

    @Test
    void failures_of_the_database_are_the_event_store_s() {
        var broken = new EventReader(() -> {
            throw new SQLException("no connection");
        });
        assertThatThrownBy(broken::head).isInstanceOf(EventStoreException.class);
    }

    private Instant now() throws SQLException {
        return Sql.instant(database.dataSource(), "select clock_timestamp()");
    }
}
