package io.lumbar.domain.worklist;

import java.time.Instant;

import io.lumbar.domain.Command;
import io.lumbar.domain.StreamId;
import io.lumbar.domain.WorkEntryId;
import org.jspecify.annotations.Nullable;

/** What can be asked of an entry of the work list. Whoever sees to it is named by a stable id, never by name. */
public sealed interface WorkListCommand extends Command {

    /** Which entry. */
    WorkEntryId entry();

    @Override
    default StreamId stream() {
        return StreamId.of(entry());
    }

    /** Put it on the list. One that is done stays done. */
    record RaiseEntry(Matter matter, Instant now) implements WorkListCommand {
        @Override
        public WorkEntryId entry() {
            return matter.entry();
        }
    }

    /** See to it. */
    record ClaimEntry(WorkEntryId entry, String by, Instant now) implements WorkListCommand {}

    /**
     * Leave it to others again.
     *
     * @param byManager whether whoever asks is a manager, who may take it from another
     */
    record ReleaseEntry(WorkEntryId entry, String by, boolean byManager, Instant now) implements WorkListCommand {}

    /** Say that it is done, whoever has claimed it. {@code note}: 1 to 4,000 characters or null. */
    record FinishEntry(WorkEntryId entry, String by, @Nullable String note, Instant now) implements WorkListCommand {}

    /** Take it off the list because what it was about is gone. */
    record CloseEntry(WorkEntryId entry, Instant now) implements WorkListCommand {}
}
