package io.lumbar.infrastructure.axon;

import java.util.Arrays;
import java.util.stream.Stream;

import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.axonframework.serialization.upcasting.event.EventUpcasterChain;
import org.axonframework.serialization.upcasting.event.IntermediateEventRepresentation;
import org.axonframework.serialization.upcasting.event.SingleEventUpcaster;
import tools.jackson.databind.JsonNode;

/**
 * Brings events of earlier revisions to their present one while they are read; what is stored never changes. One
 * upcaster takes one event from one revision to the next, and they stand here in the order in which they were needed.
 * What is personal in such an event is opened before, so that they may move it.
 */
final class EventUpcasters {
    private EventUpcasters() {}

    static EventUpcasterChain chain(NamedSerializer serializer) {
        return chain(serializer, new EventUpcaster[0]);
    }

    static EventUpcasterChain chain(NamedSerializer serializer, EventUpcaster... upcasters) {
        return new EventUpcasterChain(Stream.concat(Stream.of(opening(serializer)), Arrays.stream(upcasters)).toList());
    }

    private static EventUpcaster opening(NamedSerializer serializer) {
        return new SingleEventUpcaster() {
            @Override
            protected boolean canUpcast(IntermediateEventRepresentation event) {
                return serializer.isEarlier(event.getType());
            }

            @Override
            protected IntermediateEventRepresentation doUpcast(IntermediateEventRepresentation event) {
                return event.upcastPayload(
                        new SimpleSerializedType(event.getType().getName(), event.getType().getRevision()),
                        JsonNode.class, payload -> serializer.opened(payload, event.getMessageIdentifier()));
            }
        };
    }
}
