package io.lumbar.domain.worklist;

import java.time.Instant;

import io.lumbar.domain.FollowUpId;
import org.jspecify.annotations.Nullable;

/**
 * From when something is due, if nothing else happens.
 *
 * @param from the first moment
 * @param until the first moment at which it is not due any more; null for never
 */
public record Term(Due what, Instant from, @Nullable Instant until) {

    /** What falls due. */
    public sealed interface Due {

        /** Somebody must see to it. */
        record ToSee(Matter matter) implements Due {}

        /** A follow-up is missed. */
        record ToMiss(FollowUpId followUp) implements Due {}

        /** The client is lost: the episode is discharged. */
        record ToLapse() implements Due {}
    }

    boolean isDue(Instant now) {
        return !now.isBefore(from) && (until == null || now.isBefore(until));
    }
}
