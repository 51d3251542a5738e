package io.lumbar.infrastructure.eventstore;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;

import io.lumbar.infrastructure.Outage;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.eventsourcing.eventstore.EventStoreException;

/**
 * Reads events as they are stored, without Axon: one stream up to now, or all events in their order.
 *
 * <p>
 * The order is read only below the horizon, the oldest transaction still writing anywhere in the cluster. Everything
 * below it has ended, so no event can appear behind a reader any more. It is the database that keeps this promise;
 * there are no gaps, time-outs or clocks in it.
 *
 * <p>
 * Safe for use by many threads. Every method takes a connection for one statement and throws
 * {@link EventStoreException} when the database fails, {@link io.lumbar.application.Unavailable} when it does not answer.
 */
public final class EventReader {
    private static final String COLUMNS = "epoch, transaction_id, position, stream_kind, stream_id, version, event_id,"
            + " name, revision, recorded_at, payload, metadata";
    /** The condition that every transaction up to an event has ended, so that none can come before it any more. */
    public static final String BELOW_HORIZON = "(epoch, transaction_id) <"
            + " (eventstore.current_epoch(), pg_snapshot_xmin(pg_current_snapshot()))";
    private static final String LATEST_FIRST = " order by epoch desc, transaction_id desc, position desc limit 1";

    /** Row comparisons, so that both are conditions of the one index, which also gives the order. */
    static final String AFTER = "select " + COLUMNS + " from eventstore.event"
            + " where (epoch, transaction_id, position) > (?::smallint, ?::xid8, ?::bigint) and " + BELOW_HORIZON
            + " order by epoch, transaction_id, position limit ";
    private static final String COMMITTED_AFTER = "select " + COLUMNS + " from eventstore.event"
            + " where (epoch, transaction_id, position) > (?::smallint, ?::xid8, ?::bigint)"
            + " order by epoch, transaction_id, position";
    private static final String STREAM = "select " + COLUMNS + " from eventstore.event"
            + " where stream_kind = ? and stream_id = ? and version >= ? order by version limit ?";
    /** Lateral, so that each stream is looked up by the index. */
    private static final String STREAMS = "select " + COLUMNS + ", n from unnest(?, ?, ?)"
            + " with ordinality asked(kind, id, since, n) cross join lateral (select " + COLUMNS
            + " from eventstore.event where stream_kind = asked.kind and stream_id = asked.id"
            + " and version >= asked.since) stored order by n, version";
    private static final String SPANS = "select " + COLUMNS + " from unnest(?, ?, ?, ?)"
            + " with ordinality asked(kind, id, since, before, n) cross join lateral (select " + COLUMNS
            + " from eventstore.event where stream_kind = asked.kind and stream_id = asked.id"
            + " and version >= asked.since and version < asked.before) stored order by n, version";
    private static final int STREAMS_AT_ONCE = 200;
    private static final Duration PATIENCE = Duration.ofMillis(100);
    private static final String HEAD = "select epoch, transaction_id, position from eventstore.event where "
            + BELOW_HORIZON + LATEST_FIRST;
    private static final String BEFORE_FIRST_SINCE = "select epoch, transaction_id, position from eventstore.event"
            + " where (epoch, transaction_id, position) < (select epoch, transaction_id, position"
            + " from eventstore.event where recorded_at >= ? and " + BELOW_HORIZON
            + " order by epoch, transaction_id, position limit 1)" + LATEST_FIRST;
    private static final String ANY_SINCE = "select exists(select from eventstore.event where recorded_at >= ? and "
            + BELOW_HORIZON + ")";
    /**
     * The last in the order, which need not be the last by time: of two appends that begin together the first in the order
     * may be the second to take its time. They take it next to their transaction id, so seconds are plenty; but in a demo
     * the order is not that of time at all.
     */
    private static final String LAST_RECORDED_BY = "with by_then as materialized ("
            + "select epoch, transaction_id, position from eventstore.event where recorded_at <= ? and recorded_at >="
            + " case when exists (select from eventstore.demo) then '-infinity'"
            + " else (select max(recorded_at) from eventstore.event where recorded_at <= ?) - interval '5 s' end)"
            + " select epoch, transaction_id, position from by_then" + LATEST_FIRST;
    /**
     * The statement's time is taken before its transaction id, so every transaction that took its time by then has a lower
     * one. The upper end of a snapshot would not do: it is the last ended transaction, not the last begun.
     */
    private static final String BEGUN = "select statement_timestamp(), pg_current_xact_id()";
    private static final String OLDEST_RUNNING = "select pg_snapshot_xmin(pg_current_snapshot())";

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(5);

    private final ConnectionProvider connections;
    private final Gathering<Since> latest = new Gathering<>(STREAMS_AT_ONCE, PATIENCE, this::readAll);
    private final AtomicReference<Instant> known = new AtomicReference<>(Instant.MIN);

    /** Reads with the connections given, in their transaction where they have one: {@code dataSource::getConnection}. */
    public EventReader(ConnectionProvider connections) {
        this.connections = connections;
    }

    /** All committed events of a stream from a version on, in order; empty when there are none. */
    public List<RecordedEvent> stream(StreamId stream, long fromVersion) {
        return stream(stream, fromVersion, Integer.MAX_VALUE);
    }

    /** At most {@code limit} committed events of a stream from a version on, in order. */
    public List<RecordedEvent> stream(StreamId stream, long fromVersion, int limit) {
        return read(STREAM, statement -> {
            statement.setInt(1, stream.kind().number());
            statement.setObject(2, stream.id());
            statement.setLong(3, fromVersion);
            statement.setInt(4, limit);
            return events(statement);
        });
    }

    /**
     * As {@link #stream(StreamId, long)}, for the many small questions of requests: those that are asked at the same time
     * are answered by one query. It is not part of a transaction of the caller's.
     */
    public List<RecordedEvent> since(StreamId stream, long fromVersion) {
        var asked = new Since(stream, fromVersion);
        latest.done(asked);
        return asked.events;
    }

    /** A question and its answer. */
    private static final class Since {
        final StreamId stream;
        final long fromVersion;
        List<RecordedEvent> events = List.of();

        Since(StreamId stream, long fromVersion) {
            this.stream = stream;
            this.fromVersion = fromVersion;
        }
    }

    private void readAll(List<Since> asked) {
        if (asked.size() == 1) {
            asked.getFirst().events = stream(asked.getFirst().stream, asked.getFirst().fromVersion);
            return;
        }
        read(STREAMS, statement -> {
            Connection connection = statement.getConnection();
            statement.setArray(1, connection.createArrayOf("int4",
                    asked.stream().map(each -> each.stream.kind().number()).toArray()));
            statement.setArray(2,
                    connection.createArrayOf("uuid", asked.stream().map(each -> each.stream.id()).toArray()));
            statement.setArray(3,
                    connection.createArrayOf("int8", asked.stream().map(each -> each.fromVersion).toArray()));
            asked.forEach(each -> each.events = new ArrayList<>());
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    asked.get(row.getInt(13) - 1).events.add(event(row));
                }
            }
            return asked;
        });
    }

    /**
     * A part of a stream.
     *
     * @param before the first version that is left out
     */
    public record Span(StreamId stream, long fromVersion, long before) {}

    /** The committed events of many parts, those of a stream in order. */
    public List<RecordedEvent> spans(List<Span> spans) {
        return read(SPANS, statement -> {
            Connection connection = statement.getConnection();
            statement.setArray(1, connection.createArrayOf("int4",
                    spans.stream().map(each -> each.stream().kind().number()).toArray()));
            statement.setArray(2,
                    connection.createArrayOf("uuid", spans.stream().map(each -> each.stream().id()).toArray()));
            statement.setArray(3, connection.createArrayOf("int8", spans.stream().map(Span::fromVersion).toArray()));
            statement.setArray(4, connection.createArrayOf("int8", spans.stream().map(Span::before).toArray()));
            return events(statement);
        });
    }

    /** The next events after a position in the order of all, at most {@code limit}; empty when none is known yet. */
    public List<RecordedEvent> after(EventPosition position, int limit) {
        // The limit is part of the text, since a plan for any limit would not use the index.
        return read(AFTER + limit, statement -> {
            at(position, statement);
            return events(statement);
        });
    }

    /**
     * All committed events after a position, also beyond the horizon, where others may still come between them: for who
     * holds up every append, or asks for nothing but what its snapshot shows.
     */
    public List<RecordedEvent> committedAfter(EventPosition position) {
        return read(COMMITTED_AFTER, statement -> {
            at(position, statement);
            return events(statement);
        });
    }

    private static void at(EventPosition position, PreparedStatement statement) throws SQLException {
        statement.setInt(1, position.epoch());
        statement.setString(2, Long.toString(position.transactionId()));
        statement.setLong(3, position.place());
    }

    /** The last event's position that readers can know; {@link EventPosition#BEGINNING} in an empty store. */
    public EventPosition head() {
        return read(HEAD, EventReader::position);
    }

    /**
     * A position from which every event recorded at or after a moment is still to be read; the head when there is none
     * yet. Reads much of the table where the moment is long ago: meant for replays.
     */
    public EventPosition before(Instant moment) {
        EventPosition head = head();
        boolean any = read(ANY_SINCE, statement -> {
            statement.setObject(1, utc(moment));
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() && rows.getBoolean(1);
            }
        });
        return any ? read(BEFORE_FIRST_SINCE, statement -> {
            statement.setObject(1, utc(moment));
            return position(statement);
        }) : head;
    }

    /**
     * The position of the last event recorded at or before a moment, last in the order of all, once nothing can be
     * recorded by then any more. From then on the same moment has the same answer for ever. What was recorded by the
     * moment lies at or below this position; not all that lies below it was recorded by then, though.
     *
     * @param moment
     *            by the database's clock; one that is still to come is waited for
     * @param patience
     *            how long to wait for transactions begun before the moment
     * @throws HorizonHeld
     *             when they have not ended by then
     */
    public EventPosition asOf(Instant moment, Duration patience) {
        awaitKnown(moment, patience);
        return read(LAST_RECORDED_BY, statement -> {
            statement.setObject(1, utc(moment));
            statement.setObject(2, utc(moment));
            return position(statement);
        });
    }

    private void awaitKnown(Instant moment, Duration patience) {
        if (!moment.isAfter(known.get())) {
            return;
        }
        long deadline = System.nanoTime() + patience.toNanos();
        Begun begun = begun();
        while (begun.at().isBefore(moment)) {
            pause(deadline, moment);
            begun = begun();
        }
        while (oldestRunning() < begun.nextTransaction()) {
            pause(deadline, moment);
        }
        known.accumulateAndGet(begun.at(), (one, other) -> one.isAfter(other) ? one : other);
    }

    /** Whatever is recorded by a time is recorded by transactions below the next one. */
    private record Begun(Instant at, long nextTransaction) {}

    private Begun begun() {
        return read(BEGUN, statement -> {
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return new Begun(rows.getObject(1, OffsetDateTime.class).toInstant(), rows.getLong(2));
            }
        });
    }

    private long oldestRunning() {
        return read(OLDEST_RUNNING, statement -> {
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        });
    }

    private static void pause(long deadline, Instant moment) {
        if (System.nanoTime() > deadline) {
            throw new HorizonHeld(moment);
        }
        try {
            Thread.sleep(BETWEEN_LOOKS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HorizonHeld(moment);
        }
    }

    private static EventPosition position(PreparedStatement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery()) {
            return rows.next() ? position(rows) : EventPosition.BEGINNING;
        }
    }

    private static EventPosition position(ResultSet row) throws SQLException {
        return new EventPosition(row.getInt(1), row.getLong(2), row.getLong(3));
    }

    private static List<RecordedEvent> events(PreparedStatement statement) throws SQLException {
        var events = new ArrayList<RecordedEvent>();
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                events.add(event(row));
            }
        }
        return events;
    }

    private static RecordedEvent event(ResultSet row) throws SQLException {
        return new RecordedEvent(position(row),
                new StreamId(StreamKind.numbered(row.getInt(4)), row.getObject(5, UUID.class)), row.getLong(6),
                row.getObject(7, UUID.class), row.getString(8), row.getInt(9),
                row.getObject(10, OffsetDateTime.class).toInstant(), row.getBytes(11), row.getBytes(12));
    }

    private static OffsetDateTime utc(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }

    private <T> T read(String sql, Query<T> query) {
        try (Connection connection = connections.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            return query.run(statement);
        } catch (SQLException e) {
            throw Outage.or(new EventStoreException("events could not be read", e));
        }
    }

    private interface Query<T> {
        T run(PreparedStatement statement) throws SQLException;
    }
}
