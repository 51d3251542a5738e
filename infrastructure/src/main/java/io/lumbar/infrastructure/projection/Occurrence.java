package io.lumbar.infrastructure.projection;

import java.time.Instant;

import io.lumbar.domain.Event;

/**
 * An event as a projection meets it.
 *
 * @param version its place in its stream, counted from 0
 * @param recordedAt when the system learned it; the same for all events of one append, never falling within a stream
 */
public record Occurrence(Event event, long version, Instant recordedAt) {

    /** The event's stream, such as {@code care-episode:0199...}. */
    public String stream() {
        return event.stream().toString();
    }
}
