package io.lumbar.infrastructure.projection;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;

import javax.sql.DataSource;

import io.lumbar.application.Page;
import io.lumbar.application.PageRequest;
import io.lumbar.application.Position;
import io.lumbar.application.PositionNotReached;
import io.lumbar.domain.DomainError.InvalidValue;
import io.lumbar.domain.Rejected;
import io.lumbar.domain.StreamId;
import io.lumbar.infrastructure.Outage;
import io.lumbar.infrastructure.eventstore.EventPosition;
import org.axonframework.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the projections' tables. Each reading sees one moment of the database, so that the position it answers with is
 * exactly what its rows include.
 */
public final class Readings {
    /** Nothing that can be recorded lies outside; and the database would not know some of it. */
    private static final Instant FIRST = Instant.parse("1900-01-01T00:00:00Z");
    private static final Instant AFTER_LAST = Instant.parse("2200-01-01T00:00:00Z");
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(10);

    private final DataSource dataSource;
    private final Positions positions;
    private final Duration patience;

    /** @param patience how long a reading waits for a position, 5 s in the product */
    public Readings(DataSource dataSource, Serializer serializer, Duration patience) {
        this.dataSource = dataSource;
        this.positions = new Positions(serializer);
        this.patience = patience;
    }

    /** What is read. */
    public interface Reading<R> {
        R read(Connection connection, EventPosition position) throws SQLException;
    }

    /** Reads as soon as the projections have come as far as {@code after}; at once when it is null. */
    public <R> R read(Set<Projection> projections, @Nullable EventPosition after, Reading<R> reading) {
        long deadline = System.nanoTime() + patience.toNanos();
        var names = projections.stream().map(Projection::name).toList();
        // Emptying a table is seen by snapshots taken before it; with the lock it waits for them, or they for it.
        var lock = new Query("lock table " + String.join(", ", Projection.tablesOf(projections))
                + " in access share mode");
        while (true) {
            try (Connection connection = dataSource.getConnection()) {
                connection.setReadOnly(true);
                connection.setAutoCommit(false);
                connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
                try {
                    lock.update(connection);
                    EventPosition position = positions.least(connection, names);
                    if (after == null || position.compareTo(after) >= 0) {
                        return reading.read(connection, position);
                    }
                } finally {
                    connection.rollback();
                    connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
                    connection.setAutoCommit(true);
                    connection.setReadOnly(false);
                }
            } catch (SQLException e) {
                throw Outage.or(new IllegalStateException("the projections cannot be read", e));
            }
            pause(deadline, after);
        }
    }

    /**
     * One part of a list.
     *
     * @param query begins the statement, up to and with its conditions; the order and the limit are added
     * @param order such as {@code id desc}
     * @param cursorOf what the next part begins after
     */
    public <T> Page<T> page(Set<Projection> projections, PageRequest request, Query query, String order,
            Query.RowReading<T> row, Function<T, String> cursorOf) {
        return read(projections, position(request.after()), (connection, position) -> page(connection, position,
                request, query, order, row, cursorOf));
    }

    /** The same, where {@code ahead} is told the ids of all rows before the first is read. */
    public <T> Page<T> page(Set<Projection> projections, PageRequest request, Query query, String order,
            Consumer<List<UUID>> ahead, Query.RowReading<T> row, Function<T, String> cursorOf) {
        return read(projections, position(request.after()), (connection, position) -> page(connection, position,
                request, query, order, ahead, row, cursorOf));
    }

    /** The same within a reading. */
    public static <T> Page<T> page(Connection connection, EventPosition position, PageRequest request, Query query,
            String order, Consumer<List<UUID>> ahead, Query.RowReading<T> row, Function<T, String> cursorOf)
            throws SQLException {
        return page(connection, position, request, ordered(query, order, request).list(connection, ahead, row),
                cursorOf);
    }

    /** One part of a list within a reading, without anything ahead. */
    public static <T> Page<T> page(Connection connection, EventPosition position, PageRequest request, Query query,
            String order, Query.RowReading<T> row, Function<T, String> cursorOf) throws SQLException {
        return page(connection, position, request, ordered(query, order, request).list(connection, row), cursorOf);
    }

    private static Query ordered(Query query, String order, PageRequest request) {
        return query.then("order by " + order + " limit ?", request.limit() + 1);
    }

    private static <T> Page<T> page(Connection connection, EventPosition position, PageRequest request, List<T> found,
            Function<T, String> cursorOf) throws SQLException {
        boolean more = found.size() > request.limit();
        List<T> items = more ? found.subList(0, request.limit()) : found;
        return new Page<>(items, more ? cursorOf.apply(items.getLast()) : null, asOf(connection, position),
                new Position(position.toString()));
    }

    /**
     * The position that a caller gave.
     *
     * @throws Rejected when nobody was ever given it
     */
    public static @Nullable EventPosition position(@Nullable Position given) {
        if (given == null) {
            return null;
        }
        try {
            return EventPosition.parse(given.value());
        } catch (IllegalArgumentException _) {
            throw new Rejected(new InvalidValue("Lumbar-After", "must be the Lumbar-Position of an answer"));
        }
    }

    /**
     * An id that was given out as a cursor.
     *
     * @throws Rejected when it is anything else
     */
    public static UUID idFrom(String cursor) {
        try {
            return UUID.fromString(cursor);
        } catch (IllegalArgumentException _) {
            throw badCursor();
        }
    }

    /**
     * A moment and an id, given out as the cursor {@code <moment>_<id>}.
     *
     * @throws Rejected when it is anything else
     */
    public static Map.Entry<Instant, UUID> momentAndIdFrom(String cursor) {
        int split = cursor.indexOf('_');
        try {
            Instant moment = Instant.parse(cursor.substring(0, Math.max(split, 0)));
            if (moment.isBefore(FIRST) || !moment.isBefore(AFTER_LAST)) {
                throw badCursor();
            }
            return Map.entry(moment, idFrom(cursor.substring(split + 1)));
        } catch (DateTimeException _) {
            throw badCursor();
        }
    }

    private static Rejected badCursor() {
        return new Rejected(new InvalidValue("cursor", "must be the nextCursor of the same list"));
    }

    /** Now, or, where events wait to be read, when the next of them was recorded. */
    private static Instant asOf(Connection connection, EventPosition position) throws SQLException {
        return new Query("select coalesce((select recorded_at from eventstore.event"
                + " where (epoch, transaction_id, position) > (?::smallint, ?::xid8, ?::bigint)"
                + " order by epoch, transaction_id, position limit 1), statement_timestamp()) as as_of",
                position.epoch(), Long.toString(position.transactionId()), position.place())
                .list(connection, row -> Objects.requireNonNull(Query.instant(row, "as_of"))).getFirst();
    }

    /** How many streams of a kind {@code projection} lacks something of, as events are parked or were discarded. */
    public static long incomplete(Connection connection, Projection projection, StreamId.Kind kind)
            throws SQLException {
        return ParkedRows.incomplete(connection, projection.name(), kind);
    }

    private static void pause(long deadline, @Nullable EventPosition after) {
        try {
            if (after != null && System.nanoTime() < deadline) {
                Thread.sleep(BETWEEN_LOOKS);
                return;
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        throw new PositionNotReached(new Position(String.valueOf(after)));
    }
}
