package io.lumbar.infrastructure.audit;

import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;

import javax.sql.DataSource;

import io.lumbar.infrastructure.Outage;
import io.lumbar.infrastructure.eventstore.EventPosition;
import io.lumbar.infrastructure.eventstore.EventReader;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.jspecify.annotations.Nullable;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Reads the whole history range by range, some of them at the same time, and works out each event's hash anew. What it remembers
 * does not grow with the history.
 */
final class HistoryRanges {
    /** Events of a range. */
    static final int RANGE = 2_000;
    private static final byte[] NOTHING_BEFORE = new byte[32];
    private static final String AFTER = "(e.epoch, e.transaction_id, e.position) > (?::smallint, ?::xid8, ?::bigint)";
    private static final String UP_TO = "(e.epoch, e.transaction_id, e.position) <= (?::smallint, ?::xid8, ?::bigint)";
    private static final String IN_ORDER = " order by e.epoch, e.transaction_id, e.position";
    private static final String BOUND = "select e.epoch, e.transaction_id, e.position from eventstore.event e where "
            + AFTER + " and " + UP_TO + IN_ORDER + " offset " + (RANGE - 1) + " limit 1";
    /** Lateral and limited, so that each predecessor is looked up by the index whatever the planner thinks of a range. */
    private static final String EVENTS = "select e.epoch, e.transaction_id, e.position, e.stream_kind, e.stream_id,"
            + " e.version, e.event_id, e.name, e.revision, (extract(epoch from e.recorded_at) * 1000000)::bigint,"
            + " e.payload, e.metadata, e.hash, p.hash, (p.epoch, p.transaction_id, p.position) <"
            + " (e.epoch, e.transaction_id, e.position) from eventstore.event e left join lateral (select * from"
            + " eventstore.event where e.version > 0 and stream_kind = e.stream_kind and stream_id = e.stream_id"
            + " and version = e.version - 1 limit 1) p on true where " + AFTER + " and " + UP_TO + IN_ORDER;

    private final DataSource dataSource;
    private final int threads;

    HistoryRanges(DataSource dataSource, int threads) {
        this.dataSource = dataSource;
        this.threads = threads;
    }

    /**
     * An event that was looked at.
     *
     * @param hashed hash of its leaf
     * @param fault what is wrong with it by itself; null when nothing is
     */
    @SuppressWarnings("ArrayRecordComponent") // compared by their bytes, and written by nobody
    record Looked(Leaf leaf, byte[] hashed, @Nullable Fault fault) {}

    enum Fault {
        /** Its hash is not that of what is stored and of its predecessor's. */
        HASH,
        /** Its predecessor is not there. */
        WITHOUT_PREDECESSOR,
        /** Its predecessor is ordered after it. */
        BEFORE_PREDECESSOR
    }

    /**
     * Looks at every event up to what readers can know, in order, until {@code next} has enough.
     *
     * @throws io.lumbar.application.Unavailable the database does not answer
     */
    void read(Predicate<Looked> next) {
        EventPosition head = new EventReader(dataSource::getConnection).head();
        try (ExecutorService workers = Executors.newFixedThreadPool(threads)) {
            Deque<Future<List<Looked>>> underway = new ArrayDeque<>();
            try {
                EventPosition from = EventPosition.BEGINNING;
                while (from.compareTo(head) < 0 || !underway.isEmpty()) {
                    while (from.compareTo(head) < 0 && underway.size() < 2 * threads) {
                        EventPosition begin = from;
                        EventPosition end = bound(begin, head);
                        underway.add(workers.submit(() -> looked(begin, end)));
                        from = end;
                    }
                    for (Looked each : underway.remove().get()) {
                        if (!next.test(each)) {
                            return;
                        }
                    }
                }
            } finally {
                underway.forEach(each -> each.cancel(false));
            }
        } catch (SQLException e) {
            throw failed(e);
        } catch (ExecutionException e) {
            throw failed(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static RuntimeException failed(Throwable e) {
        return Outage.or(new EventStoreException("events could not be read", e));
    }

    private EventPosition bound(EventPosition from, EventPosition head) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(BOUND)) {
            bind(statement, from, head);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? position(row) : head;
            }
        }
    }

    private List<Looked> looked(EventPosition from, EventPosition to) throws SQLException {
        var looked = new ArrayList<Looked>(RANGE);
        MessageDigest sha256 = MerkleTree.sha256();
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(EVENTS)) {
            bind(statement, from, to);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    looked.add(look(row, sha256));
                }
            }
        }
        return looked;
    }

    private static Looked look(ResultSet row, MessageDigest sha256) throws SQLException {
        byte[] stored = row.getBytes(13);
        var leaf = new Leaf(position(row), row.getInt(4), row.getObject(5, UUID.class), row.getLong(6),
                stored == null ? new byte[0] : stored);
        byte[] previous = leaf.version() == 0 ? NOTHING_BEFORE : row.getBytes(14);
        Fault fault = null;
        if (previous == null) {
            fault = Fault.WITHOUT_PREDECESSOR;
        } else if (leaf.version() > 0 && !row.getBoolean(15)) {
            fault = Fault.BEFORE_PREDECESSOR;
        } else if (!MessageDigest.isEqual(hash(row, leaf, previous, sha256), leaf.hash())) {
            fault = Fault.HASH;
        }
        return new Looked(leaf, leaf.hashed(sha256), fault);
    }

    /** As {@code eventstore.hash_of}, which whoever alters the database can alter as well. */
    private static byte[] hash(ResultSet row, Leaf leaf, byte[] previous, MessageDigest sha256) throws SQLException {
        byte[] payload = sha256.digest(bytes(row, 11));
        byte[] metadata = sha256.digest(bytes(row, 12));
        sha256.update(previous);
        sha256.update(payload);
        sha256.update(metadata);
        return sha256.digest((leaf.kind() + "|" + leaf.stream() + '|' + leaf.version() + '|' + row.getString(7) + '|'
                + row.getString(8) + '|' + row.getInt(9) + '|' + row.getLong(10)).getBytes(UTF_8));
    }

    private static byte[] bytes(ResultSet row, int column) throws SQLException {
        byte[] bytes = row.getBytes(column);
        return bytes == null ? new byte[0] : bytes;
    }

    private static void bind(PreparedStatement statement, EventPosition from, EventPosition to) throws SQLException {
        int n = 0;
        for (EventPosition each : List.of(from, to)) {
            statement.setInt(++n, each.epoch());
            statement.setString(++n, Long.toString(each.transactionId()));
            statement.setLong(++n, each.place());
        }
    }

    private static EventPosition position(ResultSet row) throws SQLException {
        return new EventPosition(row.getInt(1), row.getLong(2), row.getLong(3));
    }
}
