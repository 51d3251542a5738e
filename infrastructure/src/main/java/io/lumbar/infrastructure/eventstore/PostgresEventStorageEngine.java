package io.lumbar.infrastructure.eventstore;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.BatchingEventStorageEngine;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.jspecify.annotations.Nullable;

/**
 * Axon's events on PostgreSQL. An append is one call of {@code eventstore.append}, which must be the first write of the
 * transaction it runs in; where there is no transaction it is its own. What it did is left as {@link Appended} in the
 * unit of work.
 *
 * <p>
 * A conflict (another append was first, the version is unknown, or the transaction id is too early) is Axon's
 * {@link org.axonframework.modelling.command.ConcurrencyException}, or
 * {@link org.axonframework.modelling.command.AggregateStreamCreationException} at version 0; both are cured by a new
 * attempt in a new transaction. Read events carry the time they were recorded as their timestamp. The message's own
 * timestamp is not stored, for the domain keeps its times itself.
 */
public final class PostgresEventStorageEngine extends BatchingEventStorageEngine {
    /**
     * Every new connection begins with this, before anything is appended or read: it fails where the cluster was
     * restored or promoted and the owner has not yet entered the new epoch.
     */
    public static final String CONNECTION_INIT_SQL = "select eventstore.check_epoch()";

    private static final String APPEND = "select epoch, transaction_id, position, recorded_at"
            + " from eventstore.append(?, ?, ?, ?, ?, ?, ?, ?)";

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
        List<NewEvent> sorted = events.stream().map(event -> NewEvent.of(event, serializer))
                .sorted(Comparator.comparing(NewEvent::stream)).toList();
        try (Connection connection = connections.getConnection();
                PreparedStatement statement = connection.prepareStatement(APPEND)) {
            bind(connection, statement, sorted);
            try (ResultSet rows = statement.executeQuery()) {
                appended(rows, sorted).leave();
            }
        } catch (SQLException e) {
            handlePersistenceException(e, events.getFirst());
        }
    }

    private static void bind(Connection connection, PreparedStatement statement, List<NewEvent> events)
            throws SQLException {
        record Parameter(String type, Function<NewEvent, Object> value) {}
        List<Parameter> parameters = List.of(new Parameter("int2", e -> (short) e.stream().kind().number()),
                new Parameter("uuid", e -> e.stream().id()), new Parameter("int8", NewEvent::version),
                new Parameter("uuid", NewEvent::id), new Parameter("text", NewEvent::name),
                new Parameter("int2", NewEvent::revision), new Parameter("text", NewEvent::payload),
                new Parameter("text", NewEvent::metadata));
        int index = 0;
        for (Parameter parameter : parameters) {
            Object[] values = events.stream().map(parameter.value()).toArray();
            statement.setArray(++index, connection.createArrayOf(parameter.type(), values));
        }
    }

    private static Appended appended(ResultSet rows, List<NewEvent> events) throws SQLException {
        EventPosition position = EventPosition.BEGINNING;
        Instant recordedAt = Instant.MIN;
        var versions = new HashMap<StreamId, Long>();
        for (NewEvent event : events) {
            rows.next();
            position = new EventPosition(rows.getInt(1), rows.getLong(2), rows.getLong(3));
            recordedAt = rows.getObject(4, OffsetDateTime.class).toInstant();
            versions.put(event.stream(), event.version());
        }
        return new Appended(position, recordedAt, versions);
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

    /** An event as the append takes it. */
    private record NewEvent(StreamId stream, long version, UUID id, String name, short revision, String payload,
            String metadata) {
        static NewEvent of(EventMessage<?> message, Serializer serializer) {
            if (!(message instanceof DomainEventMessage<?> event)) {
                throw new IllegalArgumentException("not an event of a stream: " + message.getPayloadType().getName());
            }
            SerializedObject<String> payload = event.serializePayload(serializer, String.class);
            return new NewEvent(StreamId.parse(event.getAggregateIdentifier()), event.getSequenceNumber(),
                    UUID.fromString(event.getIdentifier()), payload.getType().getName(),
                    Short.parseShort(payload.getType().getRevision()), payload.getData(),
                    event.serializeMetaData(serializer, String.class).getData());
        }
    }
}
