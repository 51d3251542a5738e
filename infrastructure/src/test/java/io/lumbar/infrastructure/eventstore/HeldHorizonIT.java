package io.lumbar.infrastructure.eventstore;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.stream.IntStream;

import io.lumbar.infrastructure.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** Half a million committed events wait behind one transaction that is still writing. */
class HeldHorizonIT {
    private static final int WAITING = 500_000;
    private static TestDatabase database;
    private static Connection holder;

    @BeforeAll
    static void hold() throws SQLException {
        database = TestDatabase.migrated();
        for (int i = 0; i < 3; i++) {
            Sql.append(database.dataSource(), Noted.newStream(), 0, "read long ago");
        }
        holder = Sql.begin(database.dataSource());
        Sql.execute(holder, "select pg_current_xact_id()");
        Sql.execute(database.ownerDataSource(), """
				insert into eventstore.event (transaction_id, version, recorded_at, stream_id, event_id, epoch,
				    stream_kind, revision, hash, name, payload, metadata)
				select pg_current_xact_id(), n, clock_timestamp(), '01999999-0000-7000-8000-000000000000', uuidv7(), 1,
				    4, 1, sha256(''), 'test.noted', '{"text":"waiting"}', '{}' from generate_series(0, %d - 1) n"""
                .formatted(WAITING));
        Sql.execute(database.ownerDataSource(), "analyze eventstore.event");
    }

    @AfterAll
    static void drop() throws SQLException {
        holder.close();
        database.close();
    }

    @Test
    void a_poll_finds_nothing_new_in_less_than_five_milliseconds() {
        var reader = new EventReader(database.dataSource()::getConnection);
        EventPosition head = reader.head();
        assertThat(reader.after(EventPosition.BEGINNING, 100)).hasSize(3);
        long fastest = IntStream.range(0, 200).mapToLong(i -> {
            long start = System.nanoTime();
            assertThat(reader.after(head, 500)).isEmpty();
            return System.nanoTime() - start;
        }).min().orElseThrow();
        assertThat(Duration.ofNanos(fastest)).isLessThan(Duration.ofMillis(5));
    }

    /** Time depends on the machine; the pages touched do not. */
    @ParameterizedTest
    @ValueSource(strings = {"force_custom_plan", "force_generic_plan"})
    void a_poll_touches_a_handful_of_pages_with_either_plan(String plans) throws SQLException {
        JsonNode plan = explain(plans, EventReader.AFTER + 500);
        JsonNode scan = plan.get("Plans").get(0);
        assertThat(scan.get("Index Name").asString()).isEqualTo("event_order");
        assertThat(scan.get("Index Cond").asString()).contains("ROW(epoch, transaction_id, \"position\") >",
                "ROW(epoch, transaction_id) <");
        assertThat(scan.has("Filter")).isFalse();
        assertThat(pages(plan)).isLessThan(10);
    }

    /** The negative control: the same condition spelled out is no condition of the index. */
    @Test
    void written_with_or_the_same_poll_wades_through_everything_that_waits() throws SQLException {
        String spelledOut = EventReader.AFTER.replace(
                "(epoch, transaction_id) < (eventstore.current_epoch(), pg_snapshot_xmin(pg_current_snapshot()))",
                "(epoch < eventstore.current_epoch() or epoch = eventstore.current_epoch()"
                        + " and transaction_id < pg_snapshot_xmin(pg_current_snapshot()))");
        assertThat(spelledOut).isNotEqualTo(EventReader.AFTER);
        assertThat(pages(explain("force_custom_plan", spelledOut + 500))).isGreaterThan(1000);
    }

    private static long pages(JsonNode plan) {
        return plan.get("Shared Hit Blocks").asLong() + plan.get("Shared Read Blocks").asLong();
    }

    private static JsonNode explain(String plans, String poll) throws SQLException {
        EventPosition head = new EventReader(database.dataSource()::getConnection).head();
        try (Connection connection = database.dataSource().getConnection()) {
            Sql.execute(connection, "set plan_cache_mode = " + plans);
            Sql.execute(connection, "prepare poll(text, text, text) as " + poll.replaceFirst("\\?", "\\$1")
                    .replaceFirst("\\?", "\\$2").replaceFirst("\\?", "\\$3"));
            String json = String.join("",
                    Sql.column(connection, "explain (analyze, buffers, format json) execute poll('%d', '%d', '%d')"
                            .formatted(head.epoch(), head.transactionId(), head.place())));
            Sql.execute(connection, "deallocate poll");
            return JsonMapper.shared().readTree(json).get(0).get("Plan");
        }
    }
}
