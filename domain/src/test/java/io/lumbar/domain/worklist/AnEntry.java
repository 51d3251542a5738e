package io.lumbar.domain.worklist;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

import io.lumbar.domain.FollowUpId;
import io.lumbar.domain.WorkEntryId;
import io.lumbar.domain.worklist.Matter.Kind;
import io.lumbar.domain.worklist.WorkListCommand.ClaimEntry;
import io.lumbar.domain.worklist.WorkListCommand.CloseEntry;
import io.lumbar.domain.worklist.WorkListCommand.FinishEntry;
import io.lumbar.domain.worklist.WorkListCommand.RaiseEntry;
import io.lumbar.domain.worklist.WorkListCommand.ReleaseEntry;
import org.jspecify.annotations.Nullable;

import static io.lumbar.domain.People.ANNA;
import static io.lumbar.domain.People.CLINIC;
import static io.lumbar.domain.People.MILA;
import static io.lumbar.domain.episode.Episodes.EPISODE;
import static io.lumbar.domain.episode.Episodes.FOLLOW_UPS;

/** An entry of the work list: a follow-up of Mila's was missed. */
public final class AnEntry {
    public static final Instant AT = Instant.parse("2026-06-22T22:00:00Z");
    public static final Matter MATTER = Matter.of(Kind.MISSED_FOLLOW_UP, CLINIC, EPISODE, MILA, ANNA, AT)
            .about(FOLLOW_UPS.getFirst(), LocalDate.of(2026, 6, 1));
    public static final WorkEntryId ENTRY = MATTER.entry();
    public static final String FLO = "user:flo";
    public static final String GUS = "user:gus";

    private AnEntry() {}

    /** The same about another follow-up. */
    public static Matter about(FollowUpId followUp) {
        return MATTER.about(followUp, LocalDate.of(2026, 7, 20));
    }

    public static RaiseEntry raise() {
        return new RaiseEntry(MATTER, AT);
    }

    public static ClaimEntry claim(String by) {
        return new ClaimEntry(ENTRY, by, AT);
    }

    public static ReleaseEntry release(String by) {
        return new ReleaseEntry(ENTRY, by, false, AT);
    }

    public static FinishEntry finish(String by, @Nullable String note) {
        return new FinishEntry(ENTRY, by, note, AT);
    }

    public static CloseEntry close() {
        return new CloseEntry(ENTRY, AT);
    }

    /** What happens to it when an event of every type comes about. */
    public static List<WorkListEvent> story() {
        var decider = new WorkListDecider();
        var events = new ArrayList<WorkListEvent>();
        for (WorkListCommand command : List.of(raise(), claim(FLO), release(FLO), close(), raise(),
                finish(GUS, "called, all is well"))) {
            events.addAll(decider.decide(command, decider.replay(events)));
        }
        return events;
    }
}
