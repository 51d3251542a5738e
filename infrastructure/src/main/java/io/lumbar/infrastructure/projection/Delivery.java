package io.lumbar.infrastructure.projection;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Applies a batch within the transaction that also keeps the position. Where the batch fails, it goes back to a
 * savepoint and applies event by event: the one that cannot be applied is parked, and so are the later ones of its
 * stream, all in the same transaction; the other streams go on. Axon's own dead letters cannot do that when it was the
 * database that refused, for the whole transaction is beyond use then (AxonFramework issue 3289).
 *
 * <p>
 * What may pass by itself, such as a lost connection, is thrown on: the processor begins the batch again after a while.
 */
final class Delivery {
    private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);

    private Delivery() {}

    /** Applies or parks every event of the batch that the projection follows and that was not discarded. */
    static void deliver(Connection transaction, Projection projection, List<Arrival> all) throws SQLException {
        List<Arrival> batch = all.stream().filter(event -> event.isOf(projection.follows())).toList();
        if (batch.isEmpty()) {
            return;
        }
        ParkedRows.lockWithOthers(transaction, projection.name());
        ParkedRows.Held held = ParkedRows.held(transaction, projection.name(),
                batch.stream().map(Arrival::stream).distinct().toList());
        var free = new ArrayList<Arrival>(batch.size());
        for (Arrival event : batch) {
            if (held.isDiscarded(event)) {
                continue;
            }
            if (held.streams().contains(event.stream())) {
                ParkedRows.park(transaction, projection.name(), event, null);
            } else {
                free.add(event);
            }
        }
        if (failure(transaction, projection, free) != null) {
            oneByOne(transaction, projection, free);
        }
    }

    private static void oneByOne(Connection transaction, Projection projection, List<Arrival> batch)
            throws SQLException {
        var held = new HashSet<String>();
        for (Arrival event : batch) {
            String cause = held.contains(event.stream()) ? null : failure(transaction, projection, List.of(event));
            if (cause != null) {
                LOG.error("{} cannot apply version {} of {} and parks it: {}", projection.name(), event.version(),
                        event.stream(), cause);
            }
            if (cause != null || held.contains(event.stream())) {
                held.add(event.stream());
                ParkedRows.park(transaction, projection.name(), event, cause);
            }
        }
    }

    /** Applies the events, all or none; what went wrong, or null when nothing did. */
    static @Nullable String failure(Connection transaction, Projection projection,
            List<Arrival> events) throws SQLException {
        Savepoint before = transaction.setSavepoint();
        try {
            projection.prepare(events.stream().map(Arrival::streamId).distinct().toList());
            var occurrences = new ArrayList<Occurrence>(events.size());
            for (Arrival event : events) {
                occurrences.add(event.occurrence().get());
            }
            projection.project(transaction, occurrences);
            transaction.releaseSavepoint(before);
            return null;
        } catch (SQLException | RuntimeException e) {
            if (Failure.isTransient(e)) {
                throw e;
            }
            transaction.rollback(before);
            return Failure.describe(e);
        }
    }
}
