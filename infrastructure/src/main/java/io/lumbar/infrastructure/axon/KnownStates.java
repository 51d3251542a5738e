package io.lumbar.infrastructure.axon;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.lumbar.application.Versioned;
import io.lumbar.domain.StreamId;
import org.jspecify.annotations.Nullable;

/**
 * States that streams were in, each the newest that this instance has seen: folded by a reader, or left by a command that
 * was committed here. Another instance may have gone further, so whoever takes one asks for the events since.
 */
final class KnownStates {
    private final Cache<StreamId, Versioned<?>> newest;

    /** Keeps the {@code size} states that are likeliest to be asked for again. */
    KnownStates(long size) {
        newest = Caffeine.newBuilder().maximumSize(size).build();
    }

    /** Null when none is known. */
    @Nullable
    Versioned<?> of(StreamId stream) {
        return newest.getIfPresent(stream);
    }

    /** {@code state} follows from committed events alone. */
    void learn(StreamId stream, Versioned<?> state) {
        newest.asMap().merge(stream, state,
                (known, learned) -> known.version() < learned.version() ? learned : known);
    }
}
