package io.lumbar.api.request;

import java.time.Instant;
import java.util.List;
import java.util.function.Function;

import io.lumbar.application.Page;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a question for a list.
 *
 * @param nextCursor asks for the items that follow; null after the last
 * @param asOf everything recorded before it is included
 * @param position up to which events are included, to be compared with {@code Lumbar-Position}
 */
public record Listing<T>(List<T> items, @Nullable String nextCursor, Instant asOf, String position) {

    /** How many items are answered when the caller does not say. */
    public static final String LIMIT = "50";

    /** {@code page}, each item seen through {@code view}. */
    public static <E, T> Listing<T> of(Page<E> page, Function<? super E, ? extends T> view) {
        return new Listing<>(page.items().stream().<T>map(view).toList(), page.nextCursor(), page.asOf(),
                page.position().value());
    }
}
