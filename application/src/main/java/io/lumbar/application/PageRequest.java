package io.lumbar.application;

import io.lumbar.domain.DomainError.InvalidValue;
import io.lumbar.domain.Rejected;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a list is asked for.
 *
 * @param limit most items to answer, 1 to {@value #MOST}
 * @param cursor {@link Page#nextCursor()} of the part before; null for the beginning. A list refuses one that it did not
 *     give ({@link Rejected} with {@link InvalidValue}).
 * @param after what the list must include; it waits at most 5 s for it, then throws {@link PositionNotReached}. Null when
 *     any state will do.
 * @param scope what there is for whoever asks; nothing else is in the list
 */
public record PageRequest(int limit, @Nullable String cursor, @Nullable Position after,
        Scope scope) {

    /** The most items a part may have. */
    public static final int MOST = 200;

    /** @throws Rejected when the limit is out of range */
    public PageRequest {
        if (limit < 1 || limit > MOST) {
            throw new Rejected(new InvalidValue("limit", "must be between 1 and " + MOST));
        }
    }
}
