package io.lumbar.domain;

/** The refusals that speak of the work list. */
public sealed interface WorkListError extends DomainError {

    /** Somebody else has claimed the entry. */
    record EntryClaimed(WorkEntryId entry) implements WorkListError {
        @Override
        public String code() {
            return "work-entry-claimed";
        }

        @Override
        public String message() {
            return "Somebody else has claimed the entry.";
        }
    }

    /** The entry is done, or its cause is gone. */
    record EntryEnded(WorkEntryId entry) implements WorkListError {
        @Override
        public String code() {
            return "work-entry-ended";
        }

        @Override
        public String message() {
            return "The entry is done, or what it was about is gone.";
        }
    }
}
