package io.lumbar.domain.episode;

import java.util.List;

import io.lumbar.domain.DomainError.NotFound;
import io.lumbar.domain.EpisodeError.SessionStateForbids;
import io.lumbar.domain.Personal;
import io.lumbar.domain.Subject;
import io.lumbar.domain.episode.Session.CancelledBy;
import io.lumbar.domain.episode.Session.SessionCancelled;
import io.lumbar.domain.episode.Session.SessionMissed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static io.lumbar.domain.People.ANNA;
import static io.lumbar.domain.People.MILA;
import static io.lumbar.domain.episode.Episodes.EPISODE;
import static io.lumbar.domain.episode.Episodes.FIRST;
import static io.lumbar.domain.episode.Episodes.FIRST_AT;
import static io.lumbar.domain.episode.Episodes.SECOND;
import static io.lumbar.domain.episode.Episodes.assigned;
import static io.lumbar.domain.episode.Episodes.cancel;
import static io.lumbar.domain.episode.Episodes.cancelled;
import static io.lumbar.domain.episode.Episodes.discharged;
import static io.lumbar.domain.episode.Episodes.given;
import static io.lumbar.domain.episode.Episodes.held;
import static io.lumbar.domain.episode.Episodes.missed;
import static io.lumbar.domain.episode.Episodes.noShow;
import static io.lumbar.domain.episode.Episodes.opened;
import static io.lumbar.domain.episode.Episodes.personal;
import static io.lumbar.domain.episode.Episodes.planned;
import static org.assertj.core.api.Assertions.assertThat;

class EndingPlannedSessionTest {

    private static final List<EpisodeEvent> PLANNED = planned(FIRST, FIRST_AT);

    @ParameterizedTest
    @EnumSource(value = CancelledBy.class, names = "DISCHARGE", mode = EnumSource.Mode.EXCLUDE)
    void a_planned_session_is_called_off(CancelledBy by) {
        given(opened(), assigned(ANNA), PLANNED).when(cancel(FIRST, by, "ill"))
                .then(new SessionCancelled(EPISODE, FIRST, by, personal("ill"), FIRST_AT));
        given(opened(), assigned(ANNA), PLANNED).when(cancel(FIRST, by, null))
                .then(new SessionCancelled(EPISODE, FIRST, by, null, FIRST_AT));
    }

    @Test
    void a_person_does_not_cancel_by_discharge() {
        given(opened(), assigned(ANNA), PLANNED).when(cancel(FIRST, CancelledBy.DISCHARGE, null))
                .rejectsValueOf("by");
    }

    @Test
    void the_reason_has_1_to_4000_characters() {
        given(opened(), assigned(ANNA), PLANNED).when(cancel(FIRST, CancelledBy.CLIENT, "")).rejectsValueOf("reason");
        given(opened(), assigned(ANNA), PLANNED).when(cancel(FIRST, CancelledBy.CLIENT, "a".repeat(4_001)))
                .rejectsValueOf("reason");
    }

    @Test
    void the_same_cancellation_again_changes_nothing_but_another_is_refused() {
        var standing = given(opened(), assigned(ANNA), PLANNED, cancelled(FIRST));
        standing.when(cancel(FIRST, CancelledBy.CLIENT, "ill")).thenNothing();
        standing.when(cancel(FIRST, CancelledBy.CLINIC, "ill"))
                .rejects(new SessionStateForbids(FIRST, "cancelled", "cancel it"));
        standing.when(cancel(FIRST, CancelledBy.CLIENT, "on holiday")).rejects(SessionStateForbids.class);
        standing.when(cancel(FIRST, CancelledBy.CLIENT, null)).rejects(SessionStateForbids.class);
    }

    @Test
    void when_the_reason_was_erased_the_same_cancellation_still_changes_nothing() {
        List<EpisodeEvent> erased = List.of(new SessionCancelled(EPISODE, FIRST, CancelledBy.CLIENT,
                new Personal.Erased<>(Subject.of(MILA)), FIRST_AT));
        given(opened(), assigned(ANNA), PLANNED, erased).when(cancel(FIRST, CancelledBy.CLIENT, "ill")).thenNothing();
    }

    @Test
    void what_was_held_or_missed_is_not_called_off() {
        given(opened(), assigned(ANNA), PLANNED, held(FIRST, FIRST_AT)).when(cancel(FIRST, CancelledBy.CLIENT, "ill"))
                .rejects(SessionStateForbids.class);
        given(opened(), assigned(ANNA), PLANNED, missed(FIRST)).when(cancel(FIRST, CancelledBy.CLIENT, "ill"))
                .rejects(SessionStateForbids.class);
    }

    @Test
    void a_client_who_did_not_come_by_the_start_is_marked() {
        given(opened(), assigned(ANNA), PLANNED).when(noShow(FIRST, FIRST_AT))
                .then(new SessionMissed(EPISODE, FIRST, FIRST_AT));
        given(opened(), assigned(ANNA), PLANNED).when(noShow(FIRST, FIRST_AT.minusMillis(1)))
                .rejects(SessionStateForbids.class);
    }

    @Test
    void marking_again_changes_nothing() {
        given(opened(), assigned(ANNA), PLANNED, missed(FIRST)).when(noShow(FIRST, FIRST_AT.plusSeconds(9)))
                .thenNothing();
    }

    @Test
    void what_was_held_or_cancelled_was_not_missed() {
        given(opened(), assigned(ANNA), PLANNED, held(FIRST, FIRST_AT)).when(noShow(FIRST, FIRST_AT))
                .rejects(new SessionStateForbids(FIRST, "held", "mark a no-show"));
        given(opened(), assigned(ANNA), PLANNED, cancelled(FIRST)).when(noShow(FIRST, FIRST_AT))
                .rejects(SessionStateForbids.class);
    }

    @Test
    void a_plan_for_before_the_discharge_may_still_be_settled_after_it() {
        var ended = given(opened(), assigned(ANNA), PLANNED, discharged(Discharge.Reason.MOVED));
        assertThat(ended.when(noShow(FIRST, FIRST_AT)).accepted()).hasSize(1);
        assertThat(ended.when(cancel(FIRST, CancelledBy.CLIENT, "ill")).accepted()).hasSize(1);
    }

    @Test
    void an_unknown_session_is_named() {
        given(opened(), assigned(ANNA), PLANNED).when(cancel(SECOND, CancelledBy.CLIENT, null))
                .rejects(new NotFound("session", SECOND));
        given(opened()).when(noShow(SECOND, FIRST_AT)).rejects(new NotFound("session", SECOND));
    }
}
