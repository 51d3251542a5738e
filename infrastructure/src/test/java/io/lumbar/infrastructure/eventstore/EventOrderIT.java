package io.lumbar.infrastructure.eventstore;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import javax.sql.DataSource;

import io.lumbar.infrastructure.TestDatabase;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.serialization.upcasting.event.NoOpEventUpcaster;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Two transactions in every awkward interleaving: each reader gets each event once, in one order. */
class EventOrderIT {
    private TestDatabase database;
    private Tail tail;
    private Tail axon;

    @BeforeEach
    void migrate() {
        database = TestDatabase.migrated();
        tail = new ReaderTail(new EventReader(database.dataSource()::getConnection));
        axon = new AxonTail(new PostgresEventStorageEngine(database.dataSource()::getConnection, Noted.SERIALIZER,
                NoOpEventUpcaster.INSTANCE, 100));
    }

    @AfterEach
    void drop() {
        database.close();
    }

    @Test
    void an_event_whose_lower_position_commits_last_is_read_once_and_in_place() throws SQLException {
        var byPosition = new PositionTail(database.dataSource(), "true");
        try (Connection slow = Sql.begin(database.dataSource())) {
            Sql.append(slow, Noted.newStream(), 0, "slow");
            Sql.append(database.dataSource(), Noted.newStream(), 0, "quick");
            byPosition.look();
            assertThat(look()).as("nothing is below the open transaction").isEmpty();
            slow.commit();
        }
        byPosition.look();
        assertThat(look()).containsExactly("slow", "quick");
        assertThat(look()).isEmpty();
        assertThat(byPosition.seen).as("a reader by position loses it").containsExactly("quick");
    }

    @Test
    void an_event_with_a_lower_transaction_and_a_higher_position_is_read_once_and_in_place() throws SQLException {
        String horizon = "transaction_id < pg_snapshot_xmin(pg_current_snapshot())";
        var byPosition = new PositionTail(database.dataSource(), horizon);
        try (Connection one = Sql.begin(database.ownerDataSource());
                Connection other = Sql.begin(database.ownerDataSource())) {
            Sql.execute(one, "select pg_current_xact_id()");
            Sql.write(other, Noted.newStream(), 0, "lower position");
            Sql.write(one, Noted.newStream(), 0, "lower transaction");
            one.commit();
            byPosition.look();
            assertThat(look()).containsExactly("lower transaction");
            other.commit();
        }
        byPosition.look();
        assertThat(look()).containsExactly("lower position");
        assertThat(byPosition.seen).as("by position alone it is lost even below the horizon")
                .containsExactly("lower transaction");
    }

    @Test
    void a_lower_transaction_that_writes_only_after_the_higher_one_has_committed_is_read_before_it()
            throws SQLException {
        try (Connection early = Sql.begin(database.ownerDataSource())) {
            Sql.execute(early, "select pg_current_xact_id()");
            Sql.append(database.dataSource(), Noted.newStream(), 0, "higher transaction");
            assertThat(look()).isEmpty();
            Sql.write(early, Noted.newStream(), 0, "lower transaction");
            assertThat(look()).isEmpty();
            early.commit();
        }
        assertThat(look()).containsExactly("lower transaction", "higher transaction");
    }

    @Test
    void a_transaction_rolled_back_leaves_nothing_to_wait_for() throws SQLException {
        try (Connection failing = Sql.begin(database.dataSource())) {
            Sql.append(failing, Noted.newStream(), 0, "rolled back");
            Sql.append(database.dataSource(), Noted.newStream(), 0, "stands");
            failing.rollback();
        }
        assertThat(look()).containsExactly("stands");
    }

    @Test
    void a_token_at_the_head_does_not_pass_an_open_transaction() throws SQLException {
        var engine = new PostgresEventStorageEngine(database.dataSource()::getConnection, Noted.SERIALIZER,
                NoOpEventUpcaster.INSTANCE, 100);
        assertThat(engine.createHeadToken()).isEqualTo(EventPosition.BEGINNING);
        Sql.append(database.dataSource(), Noted.newStream(), 0, "before");
        TrackingToken head;
        try (Connection slow = Sql.begin(database.dataSource())) {
            Sql.append(slow, Noted.newStream(), 0, "slow");
            Sql.append(database.dataSource(), Noted.newStream(), 0, "quick");
            head = engine.createHeadToken();
            slow.commit();
        }
        assertThat(engine.readEvents(head, false).map(EventOrderIT::text)).containsExactly("slow", "quick");
    }

    @Test
    void a_token_at_a_moment_has_everything_recorded_since_before_it() throws SQLException {
        var engine = new PostgresEventStorageEngine(database.dataSource()::getConnection, Noted.SERIALIZER,
                NoOpEventUpcaster.INSTANCE, 100);
        Sql.append(database.dataSource(), Noted.newStream(), 0, "earlier");
        TrackingToken token;
        try (Connection slow = Sql.begin(database.dataSource())) {
            Instant at = Sql.instant(database.dataSource(), "select clock_timestamp()");
            assertThat(engine.createTokenAt(at)).as("nothing since").isEqualTo(engine.createHeadToken());
            Sql.append(slow, Noted.newStream(), 0, "slow");
            Sql.append(database.dataSource(), Noted.newStream(), 0, "quick");
            token = engine.createTokenAt(at);
            slow.commit();
            assertThat(engine.createTokenAt(at)).isEqualTo(token);
        }
        assertThat(engine.readEvents(token, false).map(EventOrderIT::text)).containsExactly("slow", "quick");
        assertThat(engine.readEvents(engine.createTokenAt(Instant.EPOCH), false).map(EventOrderIT::text))
                .containsExactly("earlier", "slow", "quick");
    }

    /** What both readers find new; they must agree. */
    private List<String> look() {
        List<String> found = tail.look();
        assertThat(axon.look()).isEqualTo(found);
        return found;
    }

    private static String text(TrackedEventMessage<?> message) {
        return ((Noted) message.getPayload()).text();
    }

    private interface Tail {
        List<String> look();
    }

    private static final class ReaderTail implements Tail {
        private final EventReader reader;
        private EventPosition last = EventPosition.BEGINNING;

        ReaderTail(EventReader reader) {
            this.reader = reader;
        }

        @Override
        public List<String> look() {
            List<RecordedEvent> page = reader.after(last, 100);
            last = page.isEmpty() ? last : page.getLast().position();
            return Noted.texts(page);
        }
    }

    private static final class AxonTail implements Tail {
        private final PostgresEventStorageEngine engine;
        private @Nullable TrackingToken last;

        AxonTail(PostgresEventStorageEngine engine) {
            this.engine = engine;
        }

        @Override
        public List<String> look() {
            return engine.readEvents(last, false).peek(m -> last = m.trackingToken()).map(EventOrderIT::text).toList();
        }
    }

    /** The reader one would write first: after the last position, in the order of positions. */
    private static final class PositionTail {
        final List<String> seen = new ArrayList<>();
        private final DataSource source;
        private final String filter;
        private long last;

        PositionTail(DataSource source, String filter) {
            this.source = source;
            this.filter = filter;
        }

        void look() throws SQLException {
            for (String row : Sql.column(source, "select position || ' ' || (payload ->> 'text') from eventstore.event"
                    + " where position > " + last + " and " + filter + " order by position")) {
                last = Long.parseLong(row.substring(0, row.indexOf(' ')));
                seen.add(row.substring(row.indexOf(' ') + 1));
            }
        }
    }
}
