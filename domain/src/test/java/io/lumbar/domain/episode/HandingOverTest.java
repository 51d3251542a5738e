package io.lumbar.domain.episode;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

import io.lumbar.domain.EpisodeError.ClearanceMissing;
import io.lumbar.domain.EpisodeError.ManagerNeeded;
import io.lumbar.domain.EpisodeError.PlannedSessionsDoNotFit;
import io.lumbar.domain.EpisodeError.PlannedSessionsDoNotFit.Unfit;
import io.lumbar.domain.EpisodeError.PreferredGenderDiffers;
import io.lumbar.domain.EpisodeError.TherapistAlreadyAssigned;
import io.lumbar.domain.EpisodeError.TherapistNotAtClinic;
import io.lumbar.domain.EpisodeError.TherapistNotQualified;
import io.lumbar.domain.Gender;
import io.lumbar.domain.RuleOverride;
import io.lumbar.domain.SessionId;
import io.lumbar.domain.SessionKind;
import io.lumbar.domain.Style;
import io.lumbar.domain.TherapistId;
import io.lumbar.domain.episode.Assignment.AssignTherapist;
import io.lumbar.domain.episode.Assignment.PlannedSessions;
import io.lumbar.domain.episode.Assignment.TherapistReassigned;
import io.lumbar.domain.episode.CareEpisode.InTreatment;
import io.lumbar.domain.episode.CareEpisode.OnHold;
import io.lumbar.domain.episode.Session.Plan;
import io.lumbar.domain.episode.Session.Planned;
import io.lumbar.domain.episode.Session.SessionPlanned;
import io.lumbar.domain.episode.Session.SessionRescheduled;
import io.lumbar.domain.therapist.Absence;
import io.lumbar.domain.therapist.TherapistStanding;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static io.lumbar.domain.People.ANNA;
import static io.lumbar.domain.People.BEN;
import static io.lumbar.domain.People.OTHER_CLINIC;
import static io.lumbar.domain.People.anna;
import static io.lumbar.domain.People.ben;
import static io.lumbar.domain.People.id;
import static io.lumbar.domain.episode.Episodes.ASSIGNED_AT;
import static io.lumbar.domain.episode.Episodes.EPISODE;
import static io.lumbar.domain.episode.Episodes.FIRST;
import static io.lumbar.domain.episode.Episodes.FIRST_AT;
import static io.lumbar.domain.episode.Episodes.SECOND;
import static io.lumbar.domain.episode.Episodes.SECOND_AT;
import static io.lumbar.domain.episode.Episodes.assigned;
import static io.lumbar.domain.episode.Episodes.discharge;
import static io.lumbar.domain.episode.Episodes.given;
import static io.lumbar.domain.episode.Episodes.later;
import static io.lumbar.domain.episode.Episodes.opened;
import static io.lumbar.domain.episode.Episodes.openedPreferring;
import static io.lumbar.domain.episode.Episodes.personal;
import static io.lumbar.domain.episode.Episodes.planned;
import static io.lumbar.domain.episode.Episodes.reassign;
import static io.lumbar.domain.episode.Episodes.screened;
import static org.assertj.core.api.Assertions.assertThat;

class HandingOverTest {

    /** Between the first and the second session. */
    private static final Instant AT = FIRST_AT.plus(Duration.ofDays(2));
    private static final SessionId THIRD = new SessionId(id("513"));

    @Test
    void another_therapist_takes_over_with_a_reason() {
        var handing = given(opened(), assigned(ANNA)).when(reassign(ben(), AT));
        handing.then(new TherapistReassigned(EPISODE, ANNA, BEN, AT, personal("Anna is on leave"), null));
        var state = (InTreatment) handing.state();
        assertThat(state.therapist()).isEqualTo(BEN);
        assertThat(state.since()).isEqualTo(AT);
    }

    @Test
    void without_a_reason_nobody_takes_over_and_with_one_nobody_begins() {
        given(opened(), assigned(ANNA)).when(asked(ben(), null, null)).rejects(
                new TherapistAlreadyAssigned(EPISODE, ANNA));
        given(opened(), assigned(ANNA)).when(asked(ben(), " ", null)).rejectsValueOf("reason");
        given(opened(), assigned(ANNA)).when(asked(ben(), "a".repeat(4_001), null)).rejectsValueOf("reason");
        given(opened()).when(reassign(ben(), AT)).rejectsValueOf("reason");
    }

    @Test
    void sessions_planned_from_then_on_go_to_the_new_therapist() {
        given(opened(), assigned(ANNA), planned(FIRST, FIRST_AT), planned(SECOND, SECOND_AT)).when(reassign(ben(), AT))
                .then(new TherapistReassigned(EPISODE, ANNA, BEN, AT, personal("Anna is on leave"), null),
                        new SessionRescheduled(EPISODE, SECOND,
                                new Plan(BEN, SECOND_AT, 50, Style.SWEDISH, SessionKind.STRUCTURAL), later(AT)));
        assertThat(given(opened(), assigned(ANNA), planned(SECOND, AT)).when(reassign(ben(), AT)).accepted())
                .hasSize(2);
    }

    @Test
    void what_a_colleague_was_to_give_in_their_place_stays() {
        List<EpisodeEvent> covered = List.of(new SessionPlanned(EPISODE, SECOND,
                new Plan(BEN, SECOND_AT, 50, Style.SWEDISH, SessionKind.STRUCTURAL), ASSIGNED_AT));
        var carl = new TherapistStanding(new TherapistId(id("b13")), anna().practisingSince(),
                anna().clinics(), anna().qualifications());
        assertThat(given(opened(), assigned(ANNA), covered).when(reassign(carl, AT)).accepted()).hasSize(1);
    }

    @Test
    void sessions_that_do_not_fit_are_all_listed() {
        List<EpisodeEvent> deep = List.of(new SessionPlanned(EPISODE, SECOND,
                new Plan(ANNA, SECOND_AT, 50, Style.DEEP_TISSUE, SessionKind.STRUCTURAL), ASSIGNED_AT));
        Instant june = Instant.parse("2026-06-02T09:00:00Z");
        given(opened(), assigned(ANNA), planned(FIRST, AT), deep, planned(THIRD, june))
                .when(reassign(ben(), AT, FIRST))
                .rejects(new PlannedSessionsDoNotFit(EPISODE,
                        List.of(new Unfit(FIRST, AT, "therapist-double-booked"),
                                new Unfit(SECOND, SECOND_AT, "therapist-not-qualified"),
                                new Unfit(THIRD, june, "therapist-not-qualified"))));
    }

    @Test
    void nor_do_those_in_whose_time_the_new_therapist_is_away() {
        var away = new TherapistStanding(BEN, ben().practisingSince(), null, ben().clinics(), ben().qualifications(),
                List.of(), List.of(new Absence(SECOND_AT.plusSeconds(49 * 60), SECOND_AT.plusSeconds(86_400))));
        given(opened(), assigned(ANNA), planned(SECOND, SECOND_AT)).when(reassign(away, AT)).rejects(
                new PlannedSessionsDoNotFit(EPISODE, List.of(new Unfit(SECOND, SECOND_AT, "therapist-absent"))));
    }

    @Test
    void unless_they_are_to_be_kept() {
        var keeping = new AssignTherapist(EPISODE, ben(), Gender.FEMALE, AT, "Anna is on leave", null,
                PlannedSessions.KEEP, Set.of(FIRST), AT);
        var state = (InTreatment) given(opened(), assigned(ANNA), planned(FIRST, SECOND_AT)).when(keeping).state();
        assertThat(((Planned) state.course().session(FIRST)).plan().therapist()).isEqualTo(ANNA);
    }

    @Test
    void the_new_therapist_fits_as_the_first_one_had_to() {
        var elsewhere = new TherapistStanding(BEN, ben().practisingSince(), List.of(OTHER_CLINIC),
                ben().qualifications());
        given(opened(), assigned(ANNA)).when(reassign(elsewhere, AT)).rejects(TherapistNotAtClinic.class);
        given(openedPreferring(Style.DEEP_TISSUE, null), assigned(ANNA)).when(reassign(ben(), AT))
                .rejects(TherapistNotQualified.class);
        given(openedPreferring(null, Gender.MALE), assigned(ANNA)).when(reassign(ben(), AT))
                .rejects(PreferredGenderDiffers.class);
    }

    @Test
    void unless_a_manager_sets_that_aside() {
        var preferring = given(openedPreferring(Style.DEEP_TISSUE, Gender.MALE), assigned(ANNA));
        preferring.when(asked(ben(), "Anna left", new RuleOverride("client agrees", true)))
                .then(new TherapistReassigned(EPISODE, ANNA, BEN, AT, personal("Anna left"),
                        personal("client agrees")));
        preferring.when(asked(ben(), "Anna left", new RuleOverride("client agrees", false)))
                .rejects(new ManagerNeeded("override"));
    }

    @Test
    void never_while_a_clearance_is_missing() {
        var held = given(opened(), assigned(ANNA), screened(AT, "RF-INF-1"));
        held.when(asked(ben(), "Anna left", new RuleOverride("client agrees", true))).rejects(ClearanceMissing.class);
        assertThat(held.when(reassign(ben(), AT.minusSeconds(1))).state()).isInstanceOf(OnHold.class);
    }

    @Test
    void it_begins_after_the_one_before_did_and_not_in_the_future() {
        given(opened(), assigned(ANNA)).when(reassign(ben(), ASSIGNED_AT)).rejectsValueOf("at");
        assertThat(given(opened(), assigned(ANNA)).when(reassign(ben(), ASSIGNED_AT.plusMillis(1))).accepted())
                .hasSize(1);
        given(opened(), assigned(ANNA)).when(new AssignTherapist(EPISODE, ben(), null, AT, "Anna left", null,
                PlannedSessions.MOVE, Set.of(), AT.minusSeconds(121))).rejectsFuture("at");
    }

    @Test
    void a_discharge_does_not_lie_before_it() {
        List<EpisodeEvent> taken = List.of(
                new TherapistReassigned(EPISODE, ANNA, BEN, AT, personal("Anna is on leave"), null));
        given(opened(), assigned(ANNA), taken).when(discharge(Discharge.Reason.PLATEAU, AT.minusMillis(1)))
                .rejectsValueOf("at");
        given(opened(), assigned(ANNA), taken).when(reassign(ben(), AT)).thenNothing();
    }

    private static AssignTherapist asked(TherapistStanding therapist, @Nullable String reason,
            @Nullable RuleOverride override) {
        return new AssignTherapist(EPISODE, therapist, Gender.FEMALE, AT, reason, override, PlannedSessions.MOVE,
                Set.of(), AT);
    }
}
