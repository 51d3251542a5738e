package io.lumbar.application;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import io.lumbar.domain.StreamId;
import org.jspecify.annotations.Nullable;

/**
 * Events that a projection could not apply, and the later ones of the same streams, which wait for them. Lists and
 * reports lack what they tell; all other streams go on.
 */
public interface ParkedEvents {

    /** At most {@code limit} parked events, longest parked first and in the order of their streams. */
    List<Parked> list(int limit);

    /**
     * Applies a stream's parked events in their order, up to the first that fails again. Any number may be waiting; what
     * is parked meanwhile is applied too.
     *
     * @return how many were applied
     */
    int retry(String projection, StreamId stream);

    /**
     * Gives up one event: the projection goes on as if it had never happened, also when it is made anew. The event itself
     * stays in the store.
     *
     * @param reason nothing about a person
     * @return whether it was parked
     */
    boolean discard(String projection, StreamId stream, long version, String reason);

    /**
     * A parked event.
     *
     * @param projection which could not apply it
     * @param attempts how often it failed; 0 for one that only waits for an earlier one of its stream
     * @param cause kind and place of the last failure, without any value; null when it only waits
     */
    record Parked(String projection, StreamId stream, long version, UUID event, Instant parkedAt, int attempts,
            @Nullable String cause) {}
}
