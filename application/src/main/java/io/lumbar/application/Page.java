package io.lumbar.application;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A part of a list.
 *
 * @param nextCursor asks for the part that follows, see {@link PageRequest#cursor()}; null after the last item
 * @param asOf by the database's clock: everything recorded before it is included
 * @param position up to which events are included
 */
public record Page<T>(List<T> items, @Nullable String nextCursor, Instant asOf, Position position) {
    public Page {
        items = List.copyOf(items);
    }
}
