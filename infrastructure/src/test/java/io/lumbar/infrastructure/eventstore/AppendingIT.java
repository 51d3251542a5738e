package io.lumbar.infrastructure.eventstore;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import io.lumbar.infrastructure.TestDatabase;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.axonframework.common.jdbc.UnitOfWorkAwareConnectionProviderWrapper;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.axonframework.serialization.upcasting.event.NoOpEventUpcaster;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static io.lumbar.infrastructure.eventstore.Noted.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class AppendingIT {
    private static TestDatabase database;
    private static PostgresEventStorageEngine engine;
    private static EventReader reader;

    private final StreamId stream = Noted.newStream();

    @BeforeAll
    static void migrate() {
        database = TestDatabase.migrated();
        engine = new PostgresEventStorageEngine(
                new UnitOfWorkAwareConnectionProviderWrapper(database.dataSource()::getConnection), Noted.SERIALIZER,
                NoOpEventUpcaster.INSTANCE, 100);
        reader = new EventReader(database.dataSource()::getConnection);
    }

    @AfterAll
    static void drop() {
        database.close();
    }

    @Test
    void what_was_appended_is_read_back_byte_for_byte_by_axon_and_by_the_reader() {
        DomainEventMessage<Noted> first = event(stream, 0, "Kreuzschmerz \u2192 L4/L5");
        engine.appendEvents(first, event(stream, 1, "better"));

        List<? extends DomainEventMessage<?>> messages = engine.readEvents(stream.toString()).asStream().toList();
        assertThat(messages).extracting(DomainEventMessage::getPayload)
                .isEqualTo(List.of(first.getPayload(), new Noted("better")));
        assertThat(messages.getFirst().getIdentifier()).isEqualTo(first.getIdentifier());
        assertThat(messages.getFirst().getMetaData()).isEqualTo(first.getMetaData());
        assertThat(messages.getFirst().getType()).isEqualTo("care-episode");

        List<RecordedEvent> events = reader.stream(stream, 1);
        assertThat(events).singleElement().satisfies(event -> {
            assertThat(event.version()).isEqualTo(1);
            assertThat(event.name()).isEqualTo("test.noted");
            assertThat(event.revision()).isEqualTo(1);
            assertThat(event.payload()).asString().isEqualTo("{\"text\":\"better\"}");
            assertThat(event.recordedAt()).isEqualTo(messages.getLast().getTimestamp());
        });
    }

    @Test
    void leaves_position_time_and_versions_in_the_unit_of_work() {
        StreamId other = Noted.newStream();
        var unit = DefaultUnitOfWork.startAndGet(GenericEventMessage.asEventMessage("command"));
        engine.appendEvents(event(stream, 0, "a"), event(other, 0, "b"), event(stream, 1, "c"));
        Appended appended = Appended.in(unit).orElseThrow();
        unit.commit();

        List<RecordedEvent> events = new ArrayList<>(reader.stream(stream, 0));
        events.addAll(reader.stream(other, 0));
        assertThat(appended.versions()).containsOnly(java.util.Map.entry(stream, 1L), java.util.Map.entry(other, 0L));
        assertThat(events).extracting(RecordedEvent::position).contains(appended.position())
                .allMatch(position -> position.compareTo(appended.position()) <= 0);
        assertThat(events).extracting(RecordedEvent::recordedAt).containsOnly(appended.recordedAt());
        assertThat(Appended.in(new DefaultUnitOfWork<>(GenericEventMessage.asEventMessage("next")))).isEmpty();
    }

    @Test
    void the_recorded_time_never_goes_back_within_a_stream() throws SQLException {
        Sql.append(database.dataSource(), stream, 0, "from a database whose clock was ahead");
        Sql.execute(database.ownerDataSource(),
                "update eventstore.event set recorded_at = recorded_at + interval '1 day'"
                        + " where stream_id = '" + stream.id() + "'");
        Sql.append(database.dataSource(), stream, 1, "after the clock was set right");

        List<RecordedEvent> events = reader.stream(stream, 0);
        assertThat(events.get(1).recordedAt()).isEqualTo(events.get(0).recordedAt());
    }

    @Test
    void refuses_a_transaction_that_has_written_before_and_accepts_the_retry() throws SQLException {
        try (Connection early = Sql.begin(database.dataSource())) {
            Sql.execute(early, "select pg_current_xact_id()");
            Sql.append(database.dataSource(), stream, 0, "by another, with a later transaction id");
            assertRefused("LB001", () -> Sql.append(early, stream, 1, "late"));
            early.rollback();
            Sql.append(early, stream, 1, "late");
            early.commit();
        }
        assertThat(Noted.texts(reader.stream(stream, 0))).hasSize(2);
    }

    @Test
    void refuses_a_predecessor_that_is_ordered_later_even_where_first_writes_are_not_checked() throws SQLException {
        try (var unguarded = TestDatabase.migrated()) {
            Sql.withoutCheck(unguarded.ownerDataSource(), Sql.FIRST_WRITE);
            try (Connection early = Sql.begin(unguarded.dataSource())) {
                Sql.execute(early, "select pg_current_xact_id()");
                Sql.append(unguarded.dataSource(), stream, 0, "by another, with a later transaction id");
                assertRefused("LB003", () -> Sql.append(early, stream, 1, "late"));
                early.rollback();
                Sql.append(early, stream, 1, "late");
                early.commit();
            }
        }
    }

    @Test
    void refuses_holes() throws SQLException {
        assertRefused("LB002", () -> Sql.append(database.dataSource(), stream, 1, "no first"));
        Sql.append(database.dataSource(), stream, 0, "first");
        assertRefused("LB002", () -> Sql.append(database.dataSource(), stream, 2, "third"));
        assertThatThrownBy(() -> engine.appendEvents(event(stream, 1, "second"), event(stream, 3, "fourth")))
                .isInstanceOf(ConcurrencyException.class);
        assertThat(reader.stream(stream, 0)).hasSize(1);
    }

    @Test
    void conflicts_are_those_axon_knows() {
        engine.appendEvents(event(stream, 0, "a"));
        assertThatThrownBy(() -> engine.appendEvents(event(stream, 0, "b")))
                .isInstanceOf(AggregateStreamCreationException.class);
        engine.appendEvents(event(stream, 1, "a"));
        assertThatThrownBy(() -> engine.appendEvents(event(stream, 1, "b"))).isInstanceOf(ConcurrencyException.class);
        var unit = DefaultUnitOfWork.startAndGet(GenericEventMessage.asEventMessage("command"));
        DomainEventMessage<Noted> twice = event(stream, 2, "c");
        engine.appendEvents(twice);
        unit.commit();
        assertThatThrownBy(() -> engine.appendEvents(new org.axonframework.eventhandling.GenericDomainEventMessage<>(
                "care-episode", stream.toString(), 3, twice.getPayload(), twice.getMetaData(), twice.getIdentifier(),
                twice.getTimestamp()))).as("the same event again is a fault, not a conflict")
                .isInstanceOf(EventStoreException.class).isNotInstanceOf(ConcurrencyException.class);
    }

    @Test
    void refuses_what_no_stream_of_ours_could_hold() {
        assertThatThrownBy(() -> engine.appendEvents(GenericEventMessage.asEventMessage(new Noted("of no stream"))))
                .isInstanceOf(IllegalArgumentException.class);
        String call = "select * from eventstore.append('{%s}', '{%s}', '{0,0}', array[uuidv7(), uuidv7()],"
                + " '{a.b,a.b}', '{1,1}', '{%s}', '{\"{}\",\"{}\"}')";
        String one = "00000000-0000-0000-0000-000000000001";
        String two = "00000000-0000-0000-0000-000000000002";
        String json = "\"{}\",\"{}\"";
        assertRefused("LB005", () -> Sql.execute(database.dataSource(), call.formatted("9,9", one + "," + two, json)));
        assertRefused("LB005", () -> Sql.execute(database.dataSource(), call.formatted("1,1", two + "," + one, json)));
        assertRefused("LB005", () -> Sql.execute(database.dataSource(), call.formatted("1,1", one, json)));
        assertRefused("22P02", () -> Sql.execute(database.dataSource(),
                call.formatted("1,1", one + "," + two, "\"{}\",\"no json\"")));
        assertThat(reader.stream(StreamId.parse("client:" + one), 0)).as("all or none").isEmpty();
    }

    @Test
    void one_of_sixteen_appends_of_the_same_version_wins_and_the_others_are_conflicts() throws Exception {
        engine.appendEvents(event(stream, 0, "opened"));
        var start = new CyclicBarrier(16);
        try (var threads = Executors.newFixedThreadPool(16)) {
            List<Callable<String>> race = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                String text = "writer " + i;
                race.add(() -> {
                    start.await();
                    try {
                        engine.appendEvents(event(stream, 1, text));
                        return "won";
                    } catch (ConcurrencyException e) {
                        return state(e);
                    }
                });
            }
            List<String> outcomes = threads.invokeAll(race).stream().map(Future::resultNow).toList();
            assertThat(outcomes).containsOnlyOnce("won").containsOnly("won", "23505");
        }
        assertThat(reader.stream(stream, 0)).hasSize(2);
    }

    @Test
    void appends_to_the_same_streams_in_any_order_never_dead_lock() throws Exception {
        StreamId other = Noted.newStream();
        try (var threads = Executors.newFixedThreadPool(2)) {
            for (int version = 0; version < 30; version++) {
                long v = version;
                var start = new CyclicBarrier(2);
                List<Future<String>> both = threads.invokeAll(List.of(
                        () -> race(start, event(stream, v, "a"), event(other, v, "a")),
                        () -> race(start, event(other, v, "b"), event(stream, v, "b"))));
                assertThat(both).extracting(Future::resultNow).containsExactlyInAnyOrder("won", "23505");
            }
        }
    }

    private static String race(CyclicBarrier start, DomainEventMessage<?>... events) throws Exception {
        start.await();
        try {
            engine.appendEvents(events);
            return "won";
        } catch (ConcurrencyException | AggregateStreamCreationException e) {
            return state(e);
        }
    }

    @Test
    void an_append_inside_a_savepoint_keeps_its_place_and_a_second_one_after_its_rollback_is_refused()
            throws SQLException {
        try (Connection connection = Sql.begin(database.dataSource())) {
            var savepoint = connection.setSavepoint();
            EventPosition position = Sql.append(connection, stream, 0, "inside");
            connection.releaseSavepoint(savepoint);
            assertThat(Sql.column(connection, "select pg_current_xact_id()"))
                    .containsExactly(Long.toString(position.transactionId()));
            connection.commit();

            var undone = connection.setSavepoint();
            Sql.append(connection, stream, 1, "undone");
            connection.rollback(undone);
            assertRefused("LB001", () -> Sql.append(connection, stream, 1, "again in the same transaction"));
            connection.rollback();
            Sql.append(connection, stream, 1, "in a new one");
            connection.commit();
        }
        assertThat(Noted.texts(reader.stream(stream, 0))).containsExactly("inside", "in a new one");
    }

    @Test
    void a_cause_stands_before_its_effect_in_another_stream() throws SQLException {
        StreamId effects = Noted.newStream();
        try (Connection early = Sql.begin(database.dataSource())) {
            Sql.execute(early, "select pg_current_xact_id()");
            EventPosition cause = Sql.append(database.dataSource(), stream, 0, "cause");
            assertRefused("LB001", () -> Sql.append(early, effects, 0, "effect"));
            early.rollback();
            EventPosition effect = Sql.append(early, effects, 0, "effect");
            early.commit();
            assertThat(effect).isGreaterThan(cause);
        }
    }

    @Test
    void without_the_check_of_first_writes_an_effect_stands_before_its_cause() throws SQLException {
        try (var unguarded = TestDatabase.migrated()) {
            Sql.withoutCheck(unguarded.ownerDataSource(), Sql.FIRST_WRITE);
            try (Connection early = Sql.begin(unguarded.dataSource())) {
                Sql.execute(early, "select pg_current_xact_id()");
                EventPosition cause = Sql.append(unguarded.dataSource(), stream, 0, "cause");
                EventPosition effect = Sql.append(early, Noted.newStream(), 0, "effect");
                early.commit();
                assertThat(effect).isLessThan(cause);
            }
        }
    }

    @Test
    void keeps_no_snapshots_and_says_so() {
        assertThat(engine.readSnapshot(stream.toString())).isEmpty();
        assertThatThrownBy(() -> engine.storeSnapshot(event(stream, 0, "a")))
                .isInstanceOf(UnsupportedOperationException.class);
        assertThatCode(() -> engine.appendEvents(List.of())).doesNotThrowAnyException();
    }

    private static String state(RuntimeException conflict) {
        return conflict.getCause() instanceof SQLException e ? e.getSQLState() : "no SQL state";
    }

    private static void assertRefused(String state, ThrowingCallable append) {
        assertThatThrownBy(append).isInstanceOfSatisfying(SQLException.class,
                e -> assertThat(e.getSQLState()).as(e.getMessage()).isEqualTo(state));
    }
}
