package io.lumbar.infrastructure.eventstore;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.BatchingEventStorageEngine;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.jspecify.annotations.Nullable;

/**
 * Axon's events on PostgreSQL. An {@link Append} goes the way its unit of work chose, or else joins the transaction of
 * the thread; where there is none it is its own. What it did is left as {@link Appended} in the unit of work.
 *
 * <p>
 * A conflict (another append was first, the version is unknown, or the transaction id is too early) is Axon's
 * {@link org.axonframework.modelling.command.ConcurrencyException}, or
 * {@link org.axonframework.modelling.command.AggregateStreamCreationException} at version 0; both are cured by a new
 * attempt in a new transaction. Read events carry the time they were recorded as their timestamp. The message's own
 * timestamp is not stored, for the domain keeps its times itself.
 */
public final class PostgresEventStorageEngine extends BatchingEventStorageEngine {
    private final ConnectionProvider connections;
    private final EventReader reader;

    /**
     * @param connections
     *            those of the running unit of work, where there is one
     * @param serializer
     *            writes JSON, and names types by event name and integer revision
     * @param batchSize
     *            how many events a reader fetches at once
     */
    public PostgresEventStorageEngine(ConnectionProvider connections, Serializer serializer, EventUpcaster upcasters,
            int batchSize) {
        super(new Settings().batchSize(batchSize).eventSerializer(serializer).snapshotSerializer(serializer)
                .upcasterChain(upcasters).persistenceExceptionResolver(AppendConflict::isIn));
        this.connections = connections;
        this.reader = new EventReader(connections);
    }

    @Override
    protected void appendEvents(List<? extends EventMessage<?>> events, Serializer serializer) {
        if (events.isEmpty()) {
            return;
        }
        Append append = Append.of(events, serializer);
        Append.Way way = Append.way();
        try {
            if (way == null) {
                direct(append);
            } else {
                way.take(append);
            }
        } catch (SQLException e) {
            handlePersistenceException(e, events.getFirst());
        }
        append.appended().leave();
    }

    private void direct(Append append) throws SQLException {
        try (Connection connection = connections.getConnection()) {
            Append.carryOut(connection, List.of(append));
        }
    }

    @Override
    protected List<StoredEvent> fetchTrackedEvents(@Nullable TrackingToken lastToken, int batchSize) {
        EventPosition last = lastToken == null ? EventPosition.BEGINNING : (EventPosition) lastToken;
        return reader.after(last, batchSize).stream().map(StoredEvent::new).toList();
    }

    @Override
    protected List<StoredEvent> fetchDomainEvents(String aggregateIdentifier, long firstSequenceNumber, int batchSize) {
        return reader.stream(StreamId.parse(aggregateIdentifier), firstSequenceNumber, batchSize).stream()
                .map(StoredEvent::new).toList();
    }

    @Override
    public @Nullable TrackingToken createTailToken() {
        return null;
    }

    /** Cut at the horizon, so that an event still uncommitted is not skipped. */
    @Override
    public TrackingToken createHeadToken() {
        return reader.head();
    }

    /** By the time events were recorded. */
    @Override
    public TrackingToken createTokenAt(Instant dateTime) {
        return reader.before(dateTime);
    }

    /** There are no snapshots: streams are short, and a bounded cache keeps the busy ones. */
    @Override
    protected Stream<? extends DomainEventData<?>> readSnapshotData(String aggregateIdentifier) {
        return Stream.empty();
    }

    /**
     * @throws UnsupportedOperationException
     *             always: no snapshot is lost unnoticed
     */
    @Override
    protected void storeSnapshot(DomainEventMessage<?> snapshot, Serializer serializer) {
        throw new UnsupportedOperationException("this store keeps no snapshots");
    }

    private static final class Settings extends Builder {}
}
