package io.lumbar.application.imports;

import java.time.Clock;
import java.util.List;

import io.lumbar.application.Decisions;
import io.lumbar.application.Records;
import io.lumbar.domain.DomainError;
import org.jspecify.annotations.Nullable;

/**
 * Where commands that belong together are decided one after the other, before anything of them is stored; then all of
 * it is stored, or nothing. The deciders are those of {@link Decisions}, and so are the rules across aggregates.
 */
public interface Drafts {

    /**
     * What is decided, and what would stand if it were stored. Requests with conditions are not for it. Used by one thread.
     */
    interface Draft extends Decisions, Records {}

    /**
     * Begins a draft.
     *
     * @param standing what stands already
     * @param recorded tells when each thing was recorded, on a demo store; null for the database's own clock, which is the
     *     only one that any other store accepts
     */
    Draft begin(Records standing, @Nullable Clock recorded);

    /**
     * Stores drafts in one transaction.
     *
     * @param alongside writes what belongs to them, in the same transaction
     * @throws NotKept when a rule across aggregates is broken, or others changed what they build on; nothing was stored
     */
    void keep(List<? extends Draft> drafts, Runnable alongside);

    /**
     * Stores drafts as {@link #keep} does, with every rule that is kept there, and takes all of it back before anybody sees it.
     *
     * @throws NotKept when they could not have been stored
     */
    void rehearse(List<? extends Draft> drafts, Runnable alongside);

    /** Why drafts were not stored. */
    final class NotKept extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient DomainError error;
        private final int command;

        /** @param command of the last draft the one that breaks the rule, counted from 0; negative when it is not to blame */
        public NotKept(DomainError error, int command) {
            super(error.message(), null, false, false);
            this.error = error;
            this.command = command;
        }

        /** The refusal. */
        public DomainError error() {
            return error;
        }

        int command() {
            return command;
        }
    }
}
