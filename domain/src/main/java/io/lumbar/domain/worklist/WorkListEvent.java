package io.lumbar.domain.worklist;

import java.time.Instant;

import io.lumbar.domain.Event;
import io.lumbar.domain.Personal;
import io.lumbar.domain.StreamId;
import io.lumbar.domain.WorkEntryId;
import org.jspecify.annotations.Nullable;

/** What happened to an entry of the work list. */
public sealed interface WorkListEvent extends Event {

    /** Which entry. */
    WorkEntryId entry();

    @Override
    default StreamId stream() {
        return StreamId.of(entry());
    }

    /** It waits for somebody, for the first time or again. */
    record EntryRaised(WorkEntryId entry, Matter matter, Instant at) implements WorkListEvent {}

    /** {@code by} sees to it. */
    record EntryClaimed(WorkEntryId entry, String by, Instant at) implements WorkListEvent {}

    /** It waits again; {@code by} gave it back, or took it from whoever had it. */
    record EntryReleased(WorkEntryId entry, String by, Instant at) implements WorkListEvent {}

    /** {@code by} saw to it. {@code note} is null when there is none. */
    record EntryDone(WorkEntryId entry, String by, @Nullable Personal<String> note,
            Instant at) implements WorkListEvent {}

    /** What it was about is gone. */
    record EntryClosed(WorkEntryId entry, Instant at) implements WorkListEvent {}
}
