package io.lumbar.infrastructure.eventstore;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.lumbar.infrastructure.TestDatabase;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Sixteen writers on eight streams for two seconds, with delays, roll-backs and transactions that got their id long
 * before they append; four readers tail the store meanwhile.
 */
class ConcurrentWritersIT {
    private static final int WRITERS = 16;
    private static final int READERS = 4;
    private static final long RUN_NANOS = 2_000_000_000L;

    private final List<StreamId> streams = Stream.generate(Noted::newStream).limit(8).toList();
    private final AtomicInteger appends = new AtomicInteger();
    private final AtomicInteger tooEarly = new AtomicInteger();

    @Test
    void every_reader_sees_the_committed_events_once_in_the_table_s_order_with_versions_ascending() throws Exception {
        try (var database = TestDatabase.migrated()) {
            writeWhileReadersTail(database);
            assertThat(tooEarly).as("appends refused for an early id").hasPositiveValue();
            assertThat(orderErrors(database)).isZero();
        }
    }

    @Test
    void the_predecessor_s_guard_alone_keeps_versions_ascending() throws Exception {
        try (var database = TestDatabase.migrated()) {
            Sql.withoutCheck(database.ownerDataSource(), Sql.FIRST_WRITE);
            writeWhileReadersTail(database);
            assertThat(tooEarly).as("appends refused for their predecessor").hasPositiveValue();
            assertThat(orderErrors(database)).isZero();
        }
    }

    /** The negative control: readers still lose nothing, but streams are read out of order. */
    @Test
    void without_both_checks_versions_are_read_out_of_order() throws Exception {
        try (var database = TestDatabase.migrated()) {
            Sql.withoutCheck(database.ownerDataSource(), Sql.FIRST_WRITE);
            Sql.withoutCheck(database.ownerDataSource(), Sql.PREDECESSOR_EARLIER);
            writeWhileReadersTail(database);
            assertThat(orderErrors(database)).isPositive();
        }
    }

    private void writeWhileReadersTail(TestDatabase database) throws Exception {
        long end = System.nanoTime() + RUN_NANOS;
        List<List<EventPosition>> readings = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(WRITERS + READERS)) {
            List<Future<?>> writers = IntStream.range(0, WRITERS)
                    .<Future<?>>mapToObj(seed -> threads.submit(() -> write(database, new Random(seed), end))).toList();
            List<Future<List<EventPosition>>> readers = IntStream.range(0, READERS)
                    .mapToObj(page -> threads.submit(() -> tail(database, 16 << (2 * page), writers))).toList();
            for (Future<?> writer : writers) {
                writer.get();
            }
            for (Future<List<EventPosition>> reader : readers) {
                readings.add(reader.get());
            }
        }
        List<EventPosition> committed = Sql.column(database.ownerDataSource(),
                "select epoch || '-' || transaction_id || '-' || position from eventstore.event"
                        + " order by epoch, transaction_id, position")
                .stream().map(EventPosition::parse).toList();
        assertThat(committed).hasSize(appends.get()).hasSizeGreaterThan(200);
        assertThat(readings).allSatisfy(reading -> assertThat(reading).isEqualTo(committed));
    }

    private Void write(TestDatabase database, Random random, long end) throws SQLException {
        try (Connection connection = Sql.begin(database.dataSource())) {
            while (System.nanoTime() < end) {
                try {
                    if (random.nextInt(4) == 0) {
                        Sql.execute(connection, "select pg_current_xact_id()");
                        delay(random, 20);
                    }
                    StreamId stream = streams.get(random.nextInt(streams.size()));
                    String next = Sql.column(connection, "select coalesce(max(version), -1) + 1 from eventstore.event"
                            + " where stream_id = '" + stream.id() + "'").getFirst();
                    delay(random, 4);
                    String[] texts = Stream.generate(() -> "note").limit(1 + random.nextInt(3)).toArray(String[]::new);
                    Sql.append(connection, stream, Long.parseLong(next), texts);
                    delay(random, random.nextInt(8) == 0 ? 25 : 2);
                    if (random.nextInt(7) == 0) {
                        connection.rollback();
                    } else {
                        connection.commit();
                        appends.addAndGet(texts.length);
                    }
                } catch (SQLException refused) {
                    assertThat(AppendConflict.isIn(refused)).as(refused.getMessage()).isTrue();
                    if (List.of("LB001", "LB003").contains(refused.getSQLState())) {
                        tooEarly.incrementAndGet();
                    }
                    connection.rollback();
                }
            }
        }
        return null;
    }

    private static List<EventPosition> tail(TestDatabase database, int page, List<Future<?>> writers)
            throws ExecutionException {
        var reader = new EventReader(database.dataSource()::getConnection);
        var seen = new ArrayList<EventPosition>();
        while (true) {
            boolean written = writers.stream().allMatch(Future::isDone);
            EventPosition last = seen.isEmpty() ? EventPosition.BEGINNING : seen.getLast();
            List<RecordedEvent> events = reader.after(last, page);
            events.forEach(event -> seen.add(event.position()));
            if (events.isEmpty() && written) {
                return seen;
            }
            LockSupport.parkNanos(1_000_000);
        }
    }

    private static long orderErrors(TestDatabase database) {
        Map<StreamId, Long> versions = new HashMap<>();
        return new EventReader(database.dataSource()::getConnection).after(EventPosition.BEGINNING, 1_000_000).stream()
                .filter(event -> {
                    Long previous = versions.put(event.stream(), event.version());
                    return event.version() != (previous == null ? 0 : previous + 1);
                }).count();
    }

    private static void delay(Random random, int milliseconds) {
        LockSupport.parkNanos(random.nextInt(milliseconds * 1_000_000));
    }
}
