package io.lumbar.infrastructure.axon;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import io.lumbar.domain.Event;
import io.lumbar.infrastructure.eventstore.RecordedEvent;
import io.lumbar.infrastructure.eventstore.StoredPayload;
import org.axonframework.eventhandling.EventData;
import org.axonframework.serialization.SerializationException;
import org.axonframework.serialization.SerializedMetaData;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.axonframework.serialization.upcasting.event.InitialEventRepresentation;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Reads events from their stored form without Axon's messages around them, earlier revisions through the upcasters. */
public final class StoredEvents {
    private final NamedSerializer serializer;
    private final EventUpcaster upcasters;

    /** By the names and the upcasters of the product, for whoever needs nothing personal: that is read as erased. */
    public StoredEvents() {
        this(new NamedSerializer());
    }

    /** By the names and the upcasters of the product. */
    public StoredEvents(NamedSerializer serializer) {
        this(serializer, EventUpcasters.chain(serializer));
    }

    StoredEvents(NamedSerializer serializer, EventUpcaster upcasters) {
        this.serializer = serializer;
        this.upcasters = upcasters;
    }

    /**
     * The event that is stored as {@code payload}.
     *
     * @throws SerializationException if nothing has this name and revision, or the payload is not of its form
     */
    Event event(UUID id, String name, int revision, byte[] payload) {
        var stored = new StoredPayload(id, new SimpleSerializedType(name, Integer.toString(revision)), payload);
        if (serializer.reads(name, revision)) {
            return serializer.deserialize(stored);
        }
        SerializedObject<?> present = upcasters
                .upcast(Stream.of(new InitialEventRepresentation(new Earlier(stored), serializer))).findFirst()
                .orElseThrow(() -> new SerializationException("nothing is left of " + name + " " + revision))
                .getData();
        if (serializer.deserialize(present) instanceof Event event) {
            return event;
        }
        throw new SerializationException(
                name + " of revision " + revision + " cannot be read: another release recorded it");
    }

    /** The event of a row. */
    public Event event(RecordedEvent row) {
        return event(row.eventId(), row.name(), row.revision(), row.payload());
    }

    /** Has at hand what it takes to read these. */
    public void prepare(List<RecordedEvent> rows) {
        serializer.fetch(rows.stream().map(row -> row.stream().toString()).distinct().toList());
    }

    /** Who recorded it. */
    String actor(RecordedEvent row) {
        return serializer.getObjectMapper().readTree(row.metadata()).path(Attempt.ACTOR).asString();
    }

    /** As much of a stored event as an upcaster of the payload needs. */
    private record Earlier(StoredPayload payload) implements EventData<byte[]> {
        @Override
        public String getEventIdentifier() {
            return payload.event().toString();
        }

        @Override
        public Instant getTimestamp() {
            return Instant.EPOCH;
        }

        @Override
        public SerializedObject<byte[]> getMetaData() {
            return new SerializedMetaData<>("{}".getBytes(UTF_8), byte[].class);
        }

        @Override
        public SerializedObject<byte[]> getPayload() {
            return payload;
        }
    }
}
