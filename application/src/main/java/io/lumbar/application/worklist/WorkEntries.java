package io.lumbar.application.worklist;

import java.time.Clock;

import io.lumbar.application.Decisions;
import io.lumbar.application.Ids;
import io.lumbar.application.Receipt;
import io.lumbar.application.Records;
import io.lumbar.application.Request;
import io.lumbar.application.Scope;
import io.lumbar.application.Sight;
import io.lumbar.domain.DomainError.NotFound;
import io.lumbar.domain.Personal;
import io.lumbar.domain.Rejected;
import io.lumbar.domain.WorkEntryId;
import io.lumbar.domain.worklist.WorkEntry;
import io.lumbar.domain.worklist.WorkListCommand.ClaimEntry;
import io.lumbar.domain.worklist.WorkListCommand.FinishEntry;
import io.lumbar.domain.worklist.WorkListCommand.RaiseEntry;
import io.lumbar.domain.worklist.WorkListCommand.ReleaseEntry;
import org.jspecify.annotations.Nullable;

/** Seeing to what is on the work list. */
public final class WorkEntries {

    private final Decisions decisions;
    private final Records records;
    private final WorkList list;
    private final Sight sight;
    private final Ids ids;
    private final Clock clock;

    /** Entries that are seen to through {@code decisions}. */
    public WorkEntries(Decisions decisions, Records records, WorkList list, Sight sight, Ids ids, Clock clock) {
        this.decisions = decisions;
        this.records = records;
        this.list = list;
        this.sight = sight;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Says that the caller sees to it.
     *
     * @throws Rejected when there is no such entry, somebody else has claimed it, or it is done or closed
     */
    public Receipt claim(Request request, WorkEntryId entry) {
        enter(request.scope(), entry);
        return decisions.decide(new ClaimEntry(entry, request.actor(), clock.instant()), request, entry.value());
    }

    /**
     * Leaves it to others again; a manager may take it from whoever has it.
     *
     * @throws Rejected when there is no such entry, somebody else has claimed it, or it is done or closed
     */
    public Receipt release(Request request, WorkEntryId entry) {
        enter(request.scope(), entry);
        return decisions.decide(new ReleaseEntry(entry, request.actor(), request.manager(), clock.instant()), request,
                entry.value());
    }

    /**
     * Says that the caller saw to it, whoever had claimed it.
     *
     * @param note null for none
     * @throws Rejected when there is no such entry, it is done already, or the note is too long
     */
    public Receipt finish(Request request, WorkEntryId entry, @Nullable String note) {
        enter(request.scope(), entry);
        return decisions.decide(new FinishEntry(entry, request.actor(), note, clock.instant()), request,
                entry.value());
    }

    /**
     * The entry as it stands.
     *
     * @throws Rejected when there is none with this id
     */
    public Seen entry(Scope scope, WorkEntryId id) {
        WorkList.Item item = item(scope, id);
        return new Seen(item,
                records.workEntry(id).state() instanceof WorkEntry.Done done ? done.note() : null);
    }

    /** An entry with what was noted when it was done; null when nothing was. */
    public record Seen(WorkList.Item item, @Nullable Personal<String> note) {}

    /** What is on the list from its cause on is entered when somebody sees to it, and has a stream from then on. */
    private void enter(Scope scope, WorkEntryId id) {
        switch (records.workEntry(id).state()) {
            case WorkEntry.Unraised _,WorkEntry.Closed _ -> {
                WorkList.Item item = item(scope, id);
                if (item.matter().kind().atOnce() && item.state() != WorkList.State.CLOSED) {
                    decisions.decide(new RaiseEntry(item.matter(), clock.instant()),
                            new Request(Policies.ACTOR, ids.next(), null, null), id.value());
                }
            }
            case WorkEntry.Waiting _,WorkEntry.Claimed _,WorkEntry.Done _ -> {}
        }
    }

    private WorkList.Item item(Scope scope, WorkEntryId id) {
        return list.entry(id).filter(item -> sight.includes(scope, item.matter()))
                .orElseThrow(() -> new Rejected(new NotFound("work list entry", id)));
    }
}
