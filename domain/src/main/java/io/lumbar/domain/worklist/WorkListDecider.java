package io.lumbar.domain.worklist;

import java.util.List;
import java.util.Objects;

import io.lumbar.domain.Decider;
import io.lumbar.domain.DomainError.NotFound;
import io.lumbar.domain.Personal;
import io.lumbar.domain.Rejected;
import io.lumbar.domain.Require;
import io.lumbar.domain.WorkListError.EntryClaimed;
import io.lumbar.domain.WorkListError.EntryEnded;
import io.lumbar.domain.worklist.WorkEntry.Claimed;
import io.lumbar.domain.worklist.WorkEntry.Closed;
import io.lumbar.domain.worklist.WorkEntry.Done;
import io.lumbar.domain.worklist.WorkEntry.Raised;
import io.lumbar.domain.worklist.WorkEntry.Unraised;
import io.lumbar.domain.worklist.WorkEntry.Waiting;
import io.lumbar.domain.worklist.WorkListCommand.ClaimEntry;
import io.lumbar.domain.worklist.WorkListCommand.CloseEntry;
import io.lumbar.domain.worklist.WorkListCommand.FinishEntry;
import io.lumbar.domain.worklist.WorkListCommand.RaiseEntry;
import io.lumbar.domain.worklist.WorkListCommand.ReleaseEntry;
import io.lumbar.domain.worklist.WorkListEvent.EntryDone;
import io.lumbar.domain.worklist.WorkListEvent.EntryRaised;
import io.lumbar.domain.worklist.WorkListEvent.EntryReleased;
import org.jspecify.annotations.Nullable;

/** Decides about entries of the work list. */
public final class WorkListDecider implements Decider<WorkListCommand, WorkEntry, WorkListEvent> {

    @Override
    public WorkEntry initial() {
        return new Unraised();
    }

    @Override
    public List<WorkListEvent> decide(WorkListCommand command, WorkEntry state) {
        return switch (command) {
            case RaiseEntry c -> raise(c, state);
            case ClaimEntry c -> claim(c, raised(c, state));
            case ReleaseEntry c -> release(c, raised(c, state));
            case FinishEntry c -> finish(c, raised(c, state));
            case CloseEntry c -> close(c, raised(c, state));
        };
    }

    @Override
    public WorkEntry evolve(WorkEntry state, WorkListEvent event) {
        return switch (event) {
            case EntryRaised e -> new Waiting(e.matter());
            case WorkListEvent.EntryClaimed e -> new Claimed(known(state), e.by(), e.at());
            case EntryReleased _ -> new Waiting(known(state));
            case EntryDone e -> new Done(known(state), e.by(), e.note(), e.at());
            case WorkListEvent.EntryClosed e -> new Closed(known(state), e.at());
        };
    }

    private static Matter known(WorkEntry state) {
        return switch (state) {
            case Raised raised -> raised.matter();
            case Unraised() -> throw new IllegalStateException("an event before the entry");
        };
    }

    private static Raised raised(WorkListCommand command, WorkEntry state) {
        return switch (state) {
            case Raised raised -> raised;
            case Unraised() -> throw new Rejected(new NotFound("work list entry", command.entry()));
        };
    }

    private static List<WorkListEvent> raise(RaiseEntry command, WorkEntry state) {
        return switch (state) {
            case Unraised _,Closed _ -> List.of(new EntryRaised(command.entry(), command.matter(), command.now()));
            case Waiting _,Claimed _,Done _ -> List.of();
        };
    }

    private static List<WorkListEvent> claim(ClaimEntry command, Raised state) {
        return switch (state) {
            case Waiting _ ->
                List.of(new WorkListEvent.EntryClaimed(command.entry(), command.by(), command.now()));
            case Claimed claimed when claimed.by().equals(command.by()) -> List.of();
            case Claimed _ -> throw new Rejected(new EntryClaimed(command.entry()));
            case Done _,Closed _ -> throw new Rejected(new EntryEnded(command.entry()));
        };
    }

    private static List<WorkListEvent> release(ReleaseEntry command, Raised state) {
        return switch (state) {
            case Waiting _ -> List.of();
            case Claimed claimed when command.byManager() || claimed.by().equals(command.by()) ->
                List.of(new EntryReleased(command.entry(), command.by(), command.now()));
            case Claimed _ -> throw new Rejected(new EntryClaimed(command.entry()));
            case Done _,Closed _ -> throw new Rejected(new EntryEnded(command.entry()));
        };
    }

    private static List<WorkListEvent> finish(FinishEntry command, Raised state) {
        if (command.note() != null) {
            Require.text("note", command.note(), 4_000);
        }
        Personal<String> note = command.note() == null ? null
                : Personal.of(state.matter().person(), command.note());
        return switch (state) {
            case Waiting _,Claimed _,Closed _ ->
                List.of(new EntryDone(command.entry(), command.by(), note, command.now()));
            case Done done when repeats(command, note, done) -> List.of();
            case Done _ -> throw new Rejected(new EntryEnded(command.entry()));
        };
    }

    /** What was erased cannot be told from what is said now, and counts as the same. */
    private static boolean repeats(FinishEntry command, @Nullable Personal<String> note, Done done) {
        return done.by().equals(command.by())
                && (done.note() instanceof Personal.Erased ? note != null : Objects.equals(done.note(), note));
    }

    private static List<WorkListEvent> close(CloseEntry command, Raised state) {
        return switch (state) {
            case Waiting _,Claimed _ ->
                List.of(new WorkListEvent.EntryClosed(command.entry(), command.now()));
            case Done _,Closed _ -> List.of();
        };
    }
}
