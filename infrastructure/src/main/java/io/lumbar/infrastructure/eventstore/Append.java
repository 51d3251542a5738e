package io.lumbar.infrastructure.eventstore;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * What one unit of work appends. Several can be carried out together, by one call of {@code eventstore.append}, which
 * must be the first write of the transaction it runs in.
 */
public final class Append {
    private static final String STATEMENT = "select epoch, transaction_id, position, recorded_at"
            + " from eventstore.append(?, ?, ?, ?, ?, ?, ?, ?, ?)";
    private static final String WAY = Append.class.getName() + ".way";

    private final List<NewEvent> events;
    /** Of its last event; null until it was carried out, as is the time. */
    private @Nullable EventPosition position;
    private @Nullable Instant recordedAt;

    private Append(List<NewEvent> events) {
        this.events = events;
    }

    /** How an append gets into a transaction. */
    @FunctionalInterface
    public interface Way {
        /**
         * Returns when the append was carried out and committed.
         *
         * @throws SQLException as it failed
         */
        void take(Append append) throws SQLException;
    }

    /** The current unit of work's append goes this way. Left to itself it joins the transaction of the thread. */
    public static void goes(Way way) {
        CurrentUnitOfWork.get().resources().put(WAY, way);
    }

    static @Nullable Way way() {
        return CurrentUnitOfWork.isStarted() ? CurrentUnitOfWork.get().getResource(WAY) : null;
    }

    static Append of(List<? extends EventMessage<?>> events, Serializer serializer) {
        var metadata = new WrittenMetadata(serializer);
        return new Append(events.stream().map(event -> NewEvent.of(event, serializer, metadata, null)).toList());
    }

    /** An event, and when it was recorded; null for the database's own time, which is all that most stores accept. */
    public record Dated(DomainEventMessage<?> event, @Nullable Instant recordedAt) {}

    /** Events of any number of streams, those of a stream in the order of their versions. */
    public static Append ofDated(List<Dated> events, EventWriter serializer) {
        serializer.prepare(events.stream().map(Dated::event).toList());
        var metadata = new WrittenMetadata(serializer);
        return new Append(events.stream()
                .map(each -> NewEvent.of(each.event, serializer, metadata, each.recordedAt)).toList());
    }

    /**
     * What it did.
     *
     * @throws IllegalStateException before it was carried out
     */
    public Appended appended() {
        if (position == null || recordedAt == null) {
            throw new IllegalStateException("the append was not carried out");
        }
        var versions = new HashMap<StreamId, Long>();
        events.forEach(event -> versions.put(event.stream, event.version));
        return new Appended(position, recordedAt, versions);
    }

    /**
     * Appends in the connection's transaction, all or none.
     *
     * @throws SQLException also when one of them conflicts with what another transaction appended
     */
    public static void carryOut(Connection connection, List<Append> appends) throws SQLException {
        // The sort is stable: the events of a stream keep their order.
        List<Owned> sorted = appends.stream()
                .flatMap(append -> append.events.stream().map(event -> new Owned(append, event)))
                .sorted(Comparator.comparing(owned -> owned.event.stream)).toList();
        try (PreparedStatement statement = connection.prepareStatement(STATEMENT)) {
            bind(connection, statement, sorted.stream().map(Owned::event).toList());
            try (ResultSet rows = statement.executeQuery()) {
                for (Owned owned : sorted) {
                    rows.next();
                    owned.append.position = new EventPosition(rows.getInt(1), rows.getLong(2), rows.getLong(3));
                    owned.append.recordedAt = rows.getObject(4, OffsetDateTime.class).toInstant();
                }
            }
        }
    }

    private record Owned(Append append, NewEvent event) {}

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
        statement.setArray(++index, recordedAts(connection, events));
    }

    /** None of them, or all; the function refuses any other. */
    private static @Nullable Array recordedAts(Connection connection, List<NewEvent> events) throws SQLException {
        if (events.stream().allMatch(event -> event.recordedAt == null)) {
            return null;
        }
        return connection.createArrayOf("timestamptz", events.stream()
                .map(event -> event.recordedAt == null ? null : event.recordedAt.atOffset(ZoneOffset.UTC).toString())
                .toArray());
    }

    /** An event as the append takes it. */
    private record NewEvent(StreamId stream, long version, UUID id, String name, short revision, String payload,
            String metadata, @Nullable Instant recordedAt) {
        static NewEvent of(EventMessage<?> message, Serializer serializer, WrittenMetadata metadata,
                @Nullable Instant recordedAt) {
            if (!(message instanceof DomainEventMessage<?> event)) {
                throw new IllegalArgumentException("not an event of a stream: " + message.getPayloadType().getName());
            }
            SerializedObject<String> payload = serializer instanceof EventWriter writer ? writer.payload(event)
                    : event.serializePayload(serializer, String.class);
            return new NewEvent(StreamId.parse(event.getAggregateIdentifier()), event.getSequenceNumber(),
                    UUID.fromString(event.getIdentifier()), payload.getType().getName(),
                    Short.parseShort(payload.getType().getRevision()), payload.getData(),
                    metadata.of(event), recordedAt);
        }
    }

    /** Metadata as it is stored, written once for all events that came with the same. */
    private static final class WrittenMetadata {
        private final Serializer serializer;
        private final Map<MetaData, String> written = new HashMap<>();

        WrittenMetadata(Serializer serializer) {
            this.serializer = serializer;
        }

        String of(EventMessage<?> event) {
            return written.computeIfAbsent(event.getMetaData(),
                    _ -> event.serializeMetaData(serializer, String.class).getData());
        }
    }
}
