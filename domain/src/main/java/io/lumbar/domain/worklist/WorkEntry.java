package io.lumbar.domain.worklist;

import java.time.Instant;

import io.lumbar.domain.Personal;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the work list.
 *
 * <pre>
 * Unraised --RaiseEntry--> Waiting <--ReleaseEntry-- Claimed
 *                             |  \---ClaimEntry------^  |
 *                             +------FinishEntry--------+--> Done
 *                             +------CloseEntry---------+--> Closed --RaiseEntry--> Waiting
 *                                                              \-----FinishEntry--> Done
 * </pre>
 */
public sealed interface WorkEntry {

    /** Nothing is known under this id. */
    record Unraised() implements WorkEntry {}

    /** An entry that was made, whatever became of it. */
    sealed interface Raised extends WorkEntry {

        /** What it is about. */
        Matter matter();
    }

    /** Nobody sees to it yet. */
    record Waiting(Matter matter) implements Raised {}

    /** {@code by} sees to it since {@code at}. */
    record Claimed(Matter matter, String by, Instant at) implements Raised {}

    /** {@code by} saw to it. {@code note} is null when there is none. */
    record Done(Matter matter, String by, @Nullable Personal<String> note, Instant at) implements Raised {}

    /** What it was about is gone. */
    record Closed(Matter matter, Instant at) implements Raised {}
}
