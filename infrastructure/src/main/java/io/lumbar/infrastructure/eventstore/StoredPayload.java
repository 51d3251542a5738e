package io.lumbar.infrastructure.eventstore;

import java.util.UUID;

import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.SerializedType;

/** A payload that knows whose it is: what is personal in it opens in this event only. */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record StoredPayload(UUID event, SerializedType type, byte[] data) implements SerializedObject<byte[]> {
    @Override
    public Class<byte[]> getContentType() {
        return byte[].class;
    }

    @Override
    public SerializedType getType() {
        return type;
    }

    @Override
    public byte[] getData() {
        return data;
    }
}
