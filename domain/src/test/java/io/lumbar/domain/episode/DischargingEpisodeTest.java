package io.lumbar.domain.episode;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

import io.lumbar.domain.ClinicId;
import io.lumbar.domain.EpisodeError.DischargeBeforeLastSession;
import io.lumbar.domain.EpisodeError.EpisodeStateForbids;
import io.lumbar.domain.FollowUpId;
import io.lumbar.domain.episode.CareEpisode.Discharged;
import io.lumbar.domain.episode.CareEpisode.Opened;
import io.lumbar.domain.episode.Discharge.DischargeEpisode;
import io.lumbar.domain.episode.Discharge.EpisodeDischarged;
import io.lumbar.domain.episode.Discharge.Reason;
import io.lumbar.domain.episode.FollowUp.FollowUpPlanned;
import io.lumbar.domain.episode.Session.CancelledBy;
import io.lumbar.domain.episode.Session.SessionCancelled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static io.lumbar.domain.People.ANNA;
import static io.lumbar.domain.People.CLINIC;
import static io.lumbar.domain.People.OPENED_AT;
import static io.lumbar.domain.People.OTHER_CLINIC;
import static io.lumbar.domain.People.id;
import static io.lumbar.domain.episode.Episodes.ASSIGNED_AT;
import static io.lumbar.domain.episode.Episodes.DISCHARGED_AT;
import static io.lumbar.domain.episode.Episodes.EPISODE;
import static io.lumbar.domain.episode.Episodes.FIRST;
import static io.lumbar.domain.episode.Episodes.FIRST_AT;
import static io.lumbar.domain.episode.Episodes.FOLLOW_UPS;
import static io.lumbar.domain.episode.Episodes.SECOND;
import static io.lumbar.domain.episode.Episodes.SECOND_AT;
import static io.lumbar.domain.episode.Episodes.assigned;
import static io.lumbar.domain.episode.Episodes.cancelled;
import static io.lumbar.domain.episode.Episodes.declined;
import static io.lumbar.domain.episode.Episodes.discharge;
import static io.lumbar.domain.episode.Episodes.discharged;
import static io.lumbar.domain.episode.Episodes.given;
import static io.lumbar.domain.episode.Episodes.held;
import static io.lumbar.domain.episode.Episodes.later;
import static io.lumbar.domain.episode.Episodes.opened;
import static io.lumbar.domain.episode.Episodes.openedWith;
import static io.lumbar.domain.episode.Episodes.planned;
import static org.assertj.core.api.Assertions.assertThat;

class DischargingEpisodeTest {

    @Test
    void a_discharge_plans_four_follow_ups_by_local_date() {
        given(opened(), assigned(ANNA), held(FIRST, FIRST_AT)).when(discharge(Reason.GOALS_MET, DISCHARGED_AT)).then(
                new EpisodeDischarged(EPISODE, Reason.GOALS_MET, DISCHARGED_AT, null),
                followUp(0, FollowUp.Kind.W6, "2026-06-01"), followUp(1, FollowUp.Kind.M3, "2026-07-20"),
                followUp(2, FollowUp.Kind.M6, "2026-10-20"), followUp(3, FollowUp.Kind.M12, "2027-04-20"));
    }

    private static FollowUpPlanned followUp(int index, FollowUp.Kind kind, String dueOn) {
        return new FollowUpPlanned(EPISODE, FOLLOW_UPS.get(index), kind, LocalDate.parse(dueOn));
    }

    @Test
    void the_local_date_of_the_discharge_counts() {
        // 20 April, 22:30 UTC is 21 April in the clinic.
        var events = given(opened(), assigned(ANNA))
                .when(discharge(Reason.PLATEAU, Instant.parse("2026-04-20T22:30:00Z"))).accepted();
        assertThat(events).contains(followUp(0, FollowUp.Kind.W6, "2026-06-02"));
    }

    @Test
    void nobody_is_followed_up_after_death() {
        given(opened(), assigned(ANNA)).when(discharge(Reason.DECEASED, DISCHARGED_AT))
                .then(new EpisodeDischarged(EPISODE, Reason.DECEASED, DISCHARGED_AT, null));
    }

    @Test
    void plans_from_then_on_are_cancelled_and_earlier_ones_stay_to_be_settled() {
        var ending = given(opened(), assigned(ANNA), planned(FIRST, DISCHARGED_AT.minusMillis(1)),
                planned(SECOND, DISCHARGED_AT)).when(discharge(Reason.MOVED, DISCHARGED_AT));
        assertThat(ending.accepted()).filteredOn(SessionCancelled.class::isInstance).containsExactly(
                new SessionCancelled(EPISODE, SECOND, CancelledBy.DISCHARGE, null, DISCHARGED_AT));
        assertThat(((Opened) ending.state()).course().sessions().get(FIRST)).isInstanceOf(Session.Planned.class);
    }

    @Test
    void what_was_cancelled_before_is_not_cancelled_again() {
        assertThat(given(opened(), assigned(ANNA), planned(SECOND, DISCHARGED_AT), cancelled(SECOND))
                .when(discharge(Reason.MOVED, DISCHARGED_AT)).accepted())
                .noneMatch(SessionCancelled.class::isInstance);
    }

    @ParameterizedTest
    @EnumSource(value = Reason.class, names = "TRANSFERRED", mode = EnumSource.Mode.EXCLUDE)
    void it_may_end_before_treatment_too(Reason reason) {
        var waiting = given(openedWith("RF-INF-1")).when(discharge(reason, ASSIGNED_AT));
        assertThat(waiting.state()).isInstanceOfSatisfying(Discharged.class,
                ended -> assertThat(ended.therapist()).isNull());
        assertThat(given(opened()).when(discharge(reason, ASSIGNED_AT)).state()).isInstanceOf(Discharged.class);
    }

    @Test
    void it_does_not_lie_before_the_last_session_that_was_held() {
        var standing = given(opened(), assigned(ANNA), held(SECOND, SECOND_AT), held(FIRST, FIRST_AT));
        standing.when(discharge(Reason.PLATEAU, SECOND_AT.minusMillis(1)))
                .rejects(new DischargeBeforeLastSession(EPISODE, SECOND_AT));
        assertThat(standing.when(discharge(Reason.PLATEAU, SECOND_AT)).accepted()).hasSize(5);
    }

    @Test
    void it_lies_after_opening_and_assignment_and_not_in_the_future() {
        given(opened()).when(discharge(Reason.MOVED, OPENED_AT.minusMillis(1))).rejectsValueOf("at");
        given(opened(), assigned(ANNA)).when(discharge(Reason.MOVED, ASSIGNED_AT.minusMillis(1)))
                .rejectsValueOf("at");
        assertThat(given(opened(), assigned(ANNA)).when(discharge(Reason.MOVED, ASSIGNED_AT)).accepted()).hasSize(5);
        given(opened()).when(new DischargeEpisode(EPISODE, Reason.MOVED, DISCHARGED_AT, null, FOLLOW_UPS,
                DISCHARGED_AT.minusSeconds(121))).rejectsFuture("at");
    }

    @Test
    void a_transfer_names_the_other_clinic_and_only_a_transfer_does() {
        var standing = given(opened(), assigned(ANNA));
        assertThat(standing.when(discharge(Reason.TRANSFERRED, DISCHARGED_AT, OTHER_CLINIC)).accepted().getFirst())
                .isEqualTo(new EpisodeDischarged(EPISODE, Reason.TRANSFERRED, DISCHARGED_AT, OTHER_CLINIC));
        standing.when(discharge(Reason.TRANSFERRED, DISCHARGED_AT)).rejectsValueOf("toClinicId");
        standing.when(discharge(Reason.MOVED, DISCHARGED_AT, OTHER_CLINIC)).rejectsValueOf("toClinicId");
        standing.when(discharge(Reason.TRANSFERRED, DISCHARGED_AT, CLINIC)).rejectsValueOf("toClinicId");
    }

    @Test
    void a_client_is_not_transferred_to_two_clinics() {
        var transfer = discharge(Reason.TRANSFERRED, DISCHARGED_AT, OTHER_CLINIC);
        var transferred = given(opened(), assigned(ANNA), given(opened(), assigned(ANNA)).when(transfer).accepted());
        transferred.when(transfer).thenNothing();
        transferred.when(discharge(Reason.TRANSFERRED, DISCHARGED_AT, new ClinicId(id("c13"))))
                .rejects(EpisodeStateForbids.class);
    }

    @Test
    void each_follow_up_has_an_id_of_its_own() {
        refusesIds("followUps", FOLLOW_UPS.subList(0, 3));
        refusesIds("followUps[1]",
                List.of(FOLLOW_UPS.get(0), FOLLOW_UPS.get(0), FOLLOW_UPS.get(2), FOLLOW_UPS.get(3)));
    }

    private static void refusesIds(String field, List<FollowUpId> ids) {
        given(opened()).when(new DischargeEpisode(EPISODE, Reason.MOVED, DISCHARGED_AT, null, ids, DISCHARGED_AT))
                .rejectsValueOf(field);
    }

    @Test
    void the_same_discharge_again_changes_nothing_even_with_new_ids_for_the_follow_ups() {
        var ended = given(opened(), assigned(ANNA), discharged(Reason.MOVED));
        ended.when(discharge(Reason.MOVED, DISCHARGED_AT)).thenNothing();
        var others = List.of(new FollowUpId(id("f21")), new FollowUpId(id("f22")), new FollowUpId(id("f23")),
                new FollowUpId(id("f24")));
        ended.when(new DischargeEpisode(EPISODE, Reason.MOVED, DISCHARGED_AT, null, others, DISCHARGED_AT))
                .thenNothing();
    }

    @Test
    void who_says_no_time_repeats_the_discharge_that_stands() {
        var ended = given(opened(), assigned(ANNA), discharged(Reason.MOVED));
        Instant now = DISCHARGED_AT.plusSeconds(60);
        var ids = discharge(Reason.MOVED, DISCHARGED_AT).followUps();
        ended.when(new DischargeEpisode(EPISODE, Reason.MOVED, now, null, ids, now)).thenNothing();
        ended.when(new DischargeEpisode(EPISODE, Reason.MOVED, now, null, ids, now.plusSeconds(1)))
                .rejects(EpisodeStateForbids.class);
        ended.when(new DischargeEpisode(EPISODE, Reason.PLATEAU, now, null, ids, now))
                .rejects(EpisodeStateForbids.class);
    }

    @Test
    void another_discharge_is_refused() {
        var ended = given(opened(), assigned(ANNA), discharged(Reason.MOVED));
        ended.when(discharge(Reason.PLATEAU, DISCHARGED_AT))
                .rejects(new EpisodeStateForbids(EPISODE, "discharged", "discharge it"));
        ended.when(discharge(Reason.MOVED, later(DISCHARGED_AT))).rejects(EpisodeStateForbids.class);
        ended.when(discharge(Reason.TRANSFERRED, DISCHARGED_AT, OTHER_CLINIC)).rejects(EpisodeStateForbids.class);
        given(opened(), declined()).when(discharge(Reason.MOVED, DISCHARGED_AT)).rejects(EpisodeStateForbids.class);
    }
}
