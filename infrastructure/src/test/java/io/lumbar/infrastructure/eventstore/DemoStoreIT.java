package io.lumbar.infrastructure.eventstore;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.lumbar.infrastructure.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Only a store that is marked as a demo takes the recorded time from outside, and the mark stays. */
class DemoStoreIT {
    private static final String LONG_AGO = "'2025-03-01T10:00:00Z'";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final StreamId stream = Noted.newStream();
    private TestDatabase database;

    @BeforeEach
    void migrate() {
        database = TestDatabase.migrated();
    }

    @AfterEach
    void drop() {
        database.close();
    }

    @Test
    void another_store_refuses_a_recorded_time() throws SQLException {
        refusedAt(LONG_AGO, "only a demo store");
        refusedAt("null", "only a demo store");
        assertThat(recorded()).isEmpty();
    }

    /** What the check is for: without it a history could be written behind everybody's back. */
    @Test
    void it_would_take_one_without_the_check() throws SQLException {
        Sql.withoutCheck(database.ownerDataSource(), Sql.DEMO_ONLY);
        Sql.appendAt(database.dataSource(), stream, 0, LONG_AGO);
        assertThat(recorded()).containsExactly("2025-03-01 10:00:00+00");
    }

    @Test
    void a_demo_store_records_at_the_time_that_is_told_but_in_order_and_not_in_the_future() throws SQLException {
        mark();
        Sql.appendAt(database.dataSource(), stream, 0, LONG_AGO);
        Sql.appendAt(database.dataSource(), stream, 1, "'2025-02-01T10:00:00Z'");
        refusedAt(2, "clock_timestamp() + interval '1 hour'", "in the future");
        refusedAt(2, "null", "missing");
        Instant before = Sql.instant(database.dataSource(), "select clock_timestamp()");
        Sql.append(database.dataSource(), stream, 2, "told by nobody");
        assertThat(recorded()).hasSize(3).startsWith("2025-03-01 10:00:00+00", "2025-03-01 10:00:00+00");
        assertThat(Sql.instant(database.dataSource(),
                "select max(recorded_at) from eventstore.event")).isAfterOrEqualTo(before);
        assertThat(Sql.column(database.dataSource(), """
                select (e.hash = eventstore.hash_of(coalesce(p.hash, decode(repeat('00', 32), 'hex')), e.stream_kind,
                    e.stream_id, e.version, e.event_id, e.name, e.revision, e.recorded_at, e.payload::text,
                    e.metadata::text))::text
                from eventstore.event e left join eventstore.event p on p.stream_id = e.stream_id
                    and p.version = e.version - 1""")).containsOnly("true");
    }

    @Test
    void a_store_that_holds_events_does_not_become_a_demo() throws SQLException {
        Sql.append(database.dataSource(), stream, 0, "a client's");
        assertThatThrownBy(this::mark).isInstanceOfSatisfying(SQLException.class,
                e -> assertThat(e.getSQLState()).isEqualTo("LB006"));
        refusedAt(1, LONG_AGO, "only a demo store");
    }

    @ParameterizedTest
    @ValueSource(strings = {"delete from eventstore.demo", "update eventstore.demo set marked_at = now()",
            "truncate eventstore.demo"})
    void the_mark_stays(String change) throws SQLException {
        mark();
        mark();
        assertThatThrownBy(() -> Sql.execute(database.ownerDataSource(), change))
                .isInstanceOfSatisfying(SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("LB006"));
        assertThat(Sql.value(database.dataSource(), "select count(*) from eventstore.demo")).isEqualTo("1");
    }

    @Test
    void what_was_known_at_a_moment_is_found_though_the_order_is_not_that_of_time() throws SQLException {
        mark();
        var reader = new EventReader(database.dataSource()::getConnection);
        Sql.appendAt(database.dataSource(), stream, 0, "'2025-06-01T10:00:00Z'");
        Sql.appendAt(database.dataSource(), Noted.newStream(), 0, LONG_AGO);
        Sql.appendAt(database.dataSource(), Noted.newStream(), 0, "'2025-09-01T10:00:00Z'");
        List<String> places = Sql.column(database.dataSource(),
                "select position from eventstore.event order by position");

        assertThat(reader.asOf(Instant.parse("2025-07-01T00:00:00Z"), PATIENCE).place())
                .isEqualTo(Long.parseLong(places.get(1)));
        assertThat(reader.asOf(Instant.parse("2025-10-01T00:00:00Z"), PATIENCE).place())
                .isEqualTo(Long.parseLong(places.get(2)));
    }

    private void mark() throws SQLException {
        Sql.execute(database.ownerDataSource(), "select eventstore.mark_demo()");
    }

    private void refusedAt(String recordedAt, String message) {
        refusedAt(0, recordedAt, message);
    }

    private void refusedAt(long version, String recordedAt, String message) {
        assertThatThrownBy(() -> Sql.appendAt(database.dataSource(), stream, version, recordedAt))
                .isInstanceOfSatisfying(SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("LB006"))
                .hasMessageContaining(message);
    }

    private List<String> recorded() throws SQLException {
        return Sql.column(database.dataSource(),
                "select (recorded_at at time zone 'UTC')::text || '+00' from eventstore.event order by version");
    }
}
