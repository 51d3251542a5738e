package io.lumbar.domain.worklist;

import java.util.List;
import java.util.stream.Stream;

import io.lumbar.domain.DomainError.NotFound;
import io.lumbar.domain.Personal;
import io.lumbar.domain.Scenario;
import io.lumbar.domain.Subject;
import io.lumbar.domain.WorkListError.EntryClaimed;
import io.lumbar.domain.WorkListError.EntryEnded;
import io.lumbar.domain.worklist.WorkEntry.Waiting;
import io.lumbar.domain.worklist.WorkListCommand.ReleaseEntry;
import io.lumbar.domain.worklist.WorkListEvent.EntryClosed;
import io.lumbar.domain.worklist.WorkListEvent.EntryDone;
import io.lumbar.domain.worklist.WorkListEvent.EntryRaised;
import io.lumbar.domain.worklist.WorkListEvent.EntryReleased;
import org.junit.jupiter.api.Test;

import static io.lumbar.domain.People.MILA;
import static io.lumbar.domain.episode.Episodes.FOLLOW_UPS;
import static io.lumbar.domain.worklist.AnEntry.AT;
import static io.lumbar.domain.worklist.AnEntry.ENTRY;
import static io.lumbar.domain.worklist.AnEntry.FLO;
import static io.lumbar.domain.worklist.AnEntry.GUS;
import static io.lumbar.domain.worklist.AnEntry.MATTER;
import static io.lumbar.domain.worklist.AnEntry.claim;
import static io.lumbar.domain.worklist.AnEntry.close;
import static io.lumbar.domain.worklist.AnEntry.finish;
import static io.lumbar.domain.worklist.AnEntry.raise;
import static io.lumbar.domain.worklist.AnEntry.release;
import static org.assertj.core.api.Assertions.assertThat;

/** What becomes of an entry of the work list. */
class WorkingOffTheListTest {

    private static final WorkListEvent RAISED = new EntryRaised(ENTRY, MATTER, AT);
    private static final WorkListEvent CLAIMED = new WorkListEvent.EntryClaimed(ENTRY, FLO, AT);
    private static final WorkListEvent CLOSED = new EntryClosed(ENTRY, AT);
    private static final WorkListEvent DONE = new EntryDone(ENTRY, FLO, note("called"), AT);

    @Test
    void a_matter_is_entered_once() {
        given().when(raise()).then(RAISED);
        given(RAISED).when(raise()).thenNothing();
        given(RAISED, CLAIMED).when(raise()).thenNothing();
        assertThat(AnEntry.about(FOLLOW_UPS.getLast()).entry()).isNotEqualTo(ENTRY);
    }

    @Test
    void one_person_claims_it() {
        given(RAISED).when(claim(FLO)).then(CLAIMED);
        given(RAISED, CLAIMED).when(claim(FLO)).thenNothing();
        given(RAISED, CLAIMED).when(claim(GUS)).rejects(new EntryClaimed(ENTRY));
    }

    @Test
    void and_gives_it_back_or_a_manager_takes_it() {
        var released = given(RAISED, CLAIMED).when(release(FLO));
        released.then(new EntryReleased(ENTRY, FLO, AT));
        assertThat(released.state()).isEqualTo(new Waiting(MATTER));
        given(RAISED, CLAIMED).when(release(GUS)).rejects(new EntryClaimed(ENTRY));
        given(RAISED, CLAIMED).when(new ReleaseEntry(ENTRY, GUS, true, AT))
                .then(new EntryReleased(ENTRY, GUS, AT));
        given(RAISED).when(release(GUS)).thenNothing();
    }

    @Test
    void whoever_did_it_says_so_with_a_note_about_the_client() {
        given(RAISED).when(finish(FLO, "called")).then(DONE);
        given(RAISED, CLAIMED).when(finish(GUS, null)).then(new EntryDone(ENTRY, GUS, null, AT));
        given(RAISED, DONE).when(finish(FLO, "called")).thenNothing();
        given(RAISED, DONE).when(finish(FLO, "called twice")).rejects(new EntryEnded(ENTRY));
        given(RAISED, DONE).when(finish(GUS, "called")).rejects(new EntryEnded(ENTRY));
        given(RAISED).when(finish(FLO, " ")).rejectsValueOf("note");
        given(RAISED).when(finish(FLO, "x".repeat(4_001))).rejectsValueOf("note");
    }

    @Test
    void what_is_done_stays_done_although_its_cause_stands() {
        given(RAISED, DONE).when(raise()).thenNothing();
        given(RAISED, DONE).when(close()).thenNothing();
        given(RAISED, DONE).when(claim(GUS)).rejects(new EntryEnded(ENTRY));
        given(RAISED, DONE).when(release(FLO)).rejects(new EntryEnded(ENTRY));
    }

    @Test
    void it_closes_by_itself_when_its_cause_is_gone_and_comes_back_with_it() {
        given(RAISED).when(close()).then(CLOSED);
        given(RAISED, CLAIMED).when(close()).then(CLOSED);
        given(RAISED, CLOSED).when(close()).thenNothing();
        given(RAISED, CLOSED).when(claim(FLO)).rejects(new EntryEnded(ENTRY));
        given(RAISED, CLOSED).when(raise()).then(RAISED);
    }

    @Test
    void what_was_done_before_it_closed_may_be_said_after() {
        given(RAISED, CLOSED).when(finish(FLO, "called")).then(DONE);
    }

    @Test
    void an_erased_note_is_not_told_from_another() {
        var erased = new EntryDone(ENTRY, FLO, new Personal.Erased<>(Subject.of(MILA)), AT);
        given(RAISED, erased).when(finish(FLO, "called")).thenNothing();
        given(RAISED, erased).when(finish(FLO, null)).rejects(new EntryEnded(ENTRY));
    }

    @Test
    void nothing_is_done_about_what_is_unknown() {
        for (WorkListCommand command : List.of(claim(FLO), release(FLO), finish(FLO, null), close())) {
            given().when(command).rejects(new NotFound("work list entry", ENTRY));
        }
    }

    private static Personal<String> note(String text) {
        return Personal.of(Subject.of(MILA), text);
    }

    private static Scenario<WorkListCommand, WorkEntry, WorkListEvent> given(WorkListEvent... history) {
        return Scenario.given(new WorkListDecider(), Stream.of(history).toList());
    }
}
