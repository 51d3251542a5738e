package io.lumbar.infrastructure.projection;

import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

import io.lumbar.domain.Event;
import io.lumbar.domain.StreamId;
import io.lumbar.infrastructure.eventstore.RecordedEvent;

/**
 * A stored event on its way to a projection. It is read from its stored form only when it is applied, and that can
 * fail like the applying itself.
 *
 * @param stream such as {@code care-episode:0199...}
 * @param version its place in the stream, counted from 0
 * @param id identifies the event for ever
 */
record Arrival(String stream, long version, UUID id, Supplier<Occurrence> occurrence) {

    /** Whether it is of a stream of this kind. */
    boolean isOf(StreamId.Kind kind) {
        return stream.startsWith(kind.label() + ':');
    }

    /** The stream without its kind. */
    UUID streamId() {
        return UUID.fromString(stream.substring(stream.indexOf(':') + 1));
    }

    /** A stored event that {@code parsing} makes sense of. */
    static Arrival of(RecordedEvent stored, Function<RecordedEvent, Event> parsing) {
        return new Arrival(stored.stream().toString(), stored.version(), stored.eventId(),
                () -> new Occurrence(parsing.apply(stored), stored.version(), stored.recordedAt()));
    }
}
