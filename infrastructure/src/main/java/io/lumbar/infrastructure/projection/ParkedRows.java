package io.lumbar.infrastructure.projection;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

import io.lumbar.application.ParkedEvents.Parked;
import io.lumbar.domain.StreamId;
import org.jspecify.annotations.Nullable;

/** The table of parked events. */
final class ParkedRows {
    private ParkedRows() {}

    /** Lets many batches of a processor go on at once, but none beside {@link #lockAlone}; until the transaction ends. */
    static void lockWithOthers(Connection transaction, String processor) throws SQLException {
        // Losing the last moments in a crash is no loss: position and rows go back together. So nothing waits for a disk.
        new Query("select pg_advisory_xact_lock_shared(hashtextextended(?, 10)),"
                + " set_config('synchronous_commit', 'off', true)", processor).list(transaction, _ -> true);
    }

    /** Holds up the processor's batches, so that none parks an event behind the one that is being retried. */
    static void lockAlone(Connection transaction, String processor) throws SQLException {
        new Query("select pg_advisory_xact_lock(hashtextextended(?, 10))", processor).list(transaction, _ -> true);
    }

    /** What keeps events of some streams from being applied. */
    record Held(Set<String> streams, Set<String> discarded) {

        /** Whether an operator gave the event up. */
        boolean isDiscarded(Arrival event) {
            return !discarded.isEmpty() && discarded.contains(event.stream() + '@' + event.version());
        }
    }

    /** Those of the streams that have something parked, and what of them was given up. */
    static Held held(Connection transaction, String processor, Collection<String> streams) throws SQLException {
        var held = new Held(new HashSet<>(), new HashSet<>());
        new Query("""
                with asked as (select ?::text as processor, ?::text[] as streams)
                select distinct p.stream, null::bigint from asked a join projection.parked_event p
                    on p.processor = a.processor and p.stream = any(a.streams)
                union all
                select d.stream, d.version from asked a join projection.discarded_event d
                    on d.processor = a.processor and d.stream = any(a.streams)""", processor,
                Query.array("text", streams, s -> s)).list(transaction, row -> {
                    String stream = row.getString(1);
                    long version = row.getLong(2);
                    return row.wasNull() ? held.streams.add(stream) : held.discarded.add(stream + '@' + version);
                });
        return held;
    }

    /** Parks an event that failed, or, where {@code cause} is null, one that waits for an earlier one. */
    static void park(Connection transaction, String processor, Arrival event, @Nullable String cause)
            throws SQLException {
        new Query("insert into projection.parked_event (processor, stream, version, event_id, attempts, cause)"
                + " values (?, ?, ?, ?, ?, ?) on conflict do nothing", processor, event.stream(), event.version(),
                event.id(), cause == null ? 0 : 1, cause).update(transaction);
    }

    static List<Parked> list(Connection connection, int limit) throws SQLException {
        return new Query("select * from projection.parked_event order by parked_at, processor, stream, version limit ?",
                limit).list(connection,
                        row -> new Parked(row.getString("processor"), stream(row.getString("stream")),
                                row.getLong("version"), row.getObject("event_id", UUID.class),
                                Objects.requireNonNull(Query.instant(row, "parked_at")), row.getInt("attempts"),
                                row.getString("cause")));
    }

    static long count(Connection connection, String processor) throws SQLException {
        return new Query("select count(*) from projection.parked_event where processor = ?", processor)
                .list(connection, row -> row.getLong(1)).getFirst();
    }

    /** The versions parked of a stream, ascending. */
    static List<Long> versions(Connection transaction, String processor, StreamId stream) throws SQLException {
        return new Query("select version from projection.parked_event where processor = ? and stream = ?"
                + " order by version", processor, stream.toString()).list(transaction, row -> row.getLong(1));
    }

    /** Gives up a parked event; false when it is not parked. */
    static boolean discard(Connection transaction, String processor, StreamId stream, long version, String reason)
            throws SQLException {
        return new Query("""
                with gone as (delete from projection.parked_event where processor = ? and stream = ? and version = ?
                              returning processor, stream, version, event_id)
                insert into projection.discarded_event (processor, stream, version, event_id, reason)
                select processor, stream, version, event_id, ? from gone""", processor, stream.toString(), version,
                reason).update(transaction) > 0;
    }

    static boolean delete(Connection transaction, String processor, StreamId stream, long version)
            throws SQLException {
        return new Query("delete from projection.parked_event where processor = ? and stream = ? and version = ?",
                processor, stream.toString(), version).update(transaction) > 0;
    }

    static void failedAgain(Connection transaction, String processor, StreamId stream, long version, String cause)
            throws SQLException {
        new Query("update projection.parked_event set attempts = attempts + 1, cause = ?,"
                + " last_tried_at = clock_timestamp() where processor = ? and stream = ? and version = ?", cause,
                processor, stream.toString(), version).update(transaction);
    }

    /** How many streams of a kind lack something: an event is parked or was given up. */
    static long incomplete(Connection connection, String processor, StreamId.Kind kind) throws SQLException {
        return new Query("""
                select count(*) from (
                    select stream from projection.parked_event where processor = ?
                    union select stream from projection.discarded_event where processor = ?) s
                where starts_with(s.stream, ?)""", processor, processor, kind.label() + ":")
                .list(connection, row -> row.getLong(1)).getFirst();
    }

    static void clear(Connection transaction, Collection<String> processors) throws SQLException {
        new Query("delete from projection.parked_event where processor = any(?)",
                Query.array("text", processors, name -> name)).update(transaction);
    }

    private static StreamId stream(String text) {
        int colon = text.indexOf(':');
        for (StreamId.Kind kind : StreamId.Kind.values()) {
            if (kind.label().equals(text.substring(0, colon))) {
                return new StreamId(kind, UUID.fromString(text.substring(colon + 1)));
            }
        }
        throw new IllegalStateException("not a stream: " + text);
    }
}
