package io.lumbar.infrastructure.axon;

import org.axonframework.serialization.upcasting.event.EventUpcasterChain;

/**
 * Brings events of earlier revisions to their present one while they are read; what is stored never changes. One
 * upcaster takes one event from one revision to the next, and they stand here in the order in which they were needed.
 */
final class EventUpcasters {
    private EventUpcasters() {}

    static EventUpcasterChain chain() {
        return new EventUpcasterChain();
    }
}
