package io.lumbar.infrastructure.eventstore;

import java.time.Instant;

import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.eventhandling.TrackedEventData;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.SerializedMetaData;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.SimpleSerializedType;

/** A recorded event in the form Axon upcasts and deserialises. */
record StoredEvent(RecordedEvent event) implements TrackedEventData<byte[]>, DomainEventData<byte[]> {
    @Override
    public TrackingToken trackingToken() {
        return event.position();
    }

    @Override
    public String getType() {
        return event.stream().kind().label();
    }

    @Override
    public String getAggregateIdentifier() {
        return event.stream().toString();
    }

    @Override
    public long getSequenceNumber() {
        return event.version();
    }

    @Override
    public String getEventIdentifier() {
        return event.eventId().toString();
    }

    @Override
    public Instant getTimestamp() {
        return event.recordedAt();
    }

    @Override
    public SerializedObject<byte[]> getPayload() {
        return new StoredPayload(event.eventId(),
                new SimpleSerializedType(event.name(), Integer.toString(event.revision())), event.payload());
    }

    /** Axon's own {@link MetaData}. */
    @Override
    public SerializedObject<byte[]> getMetaData() {
        return new SerializedMetaData<>(event.metadata(), byte[].class);
    }
}
