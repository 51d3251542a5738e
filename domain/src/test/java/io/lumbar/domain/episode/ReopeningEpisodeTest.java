package io.lumbar.domain.episode;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import io.lumbar.domain.DomainError.AlreadyExists;
import io.lumbar.domain.DomainError.ConcurrentChange;
import io.lumbar.domain.EpisodeError.EpisodeStateForbids;
import io.lumbar.domain.EpisodeError.ManagerNeeded;
import io.lumbar.domain.EpisodeError.ReopeningTooLate;
import io.lumbar.domain.FollowUpId;
import io.lumbar.domain.RuleOverride;
import io.lumbar.domain.Scenario;
import io.lumbar.domain.StreamId;
import io.lumbar.domain.episode.CareEpisode.AwaitingTherapist;
import io.lumbar.domain.episode.CareEpisode.Discharged;
import io.lumbar.domain.episode.CareEpisode.InTreatment;
import io.lumbar.domain.episode.CareEpisode.OnHold;
import io.lumbar.domain.episode.Discharge.DischargeEpisode;
import io.lumbar.domain.episode.Discharge.EpisodeReopened;
import io.lumbar.domain.episode.Discharge.Reason;
import io.lumbar.domain.episode.Discharge.ReopenEpisode;
import io.lumbar.domain.episode.FollowUp.FollowUpRecorded;
import io.lumbar.domain.episode.FollowUp.FollowUpWithdrawn;
import io.lumbar.domain.episode.Intake.EpisodeVoided;
import io.lumbar.domain.therapist.TherapistStanding;
import org.junit.jupiter.api.Test;

import static io.lumbar.domain.People.ANNA;
import static io.lumbar.domain.People.CLINIC;
import static io.lumbar.domain.People.anna;
import static io.lumbar.domain.People.ben;
import static io.lumbar.domain.People.id;
import static io.lumbar.domain.episode.Episodes.ASSIGNED_AT;
import static io.lumbar.domain.episode.Episodes.DISCHARGED_AT;
import static io.lumbar.domain.episode.Episodes.EPISODE;
import static io.lumbar.domain.episode.Episodes.FIRST;
import static io.lumbar.domain.episode.Episodes.FIRST_AT;
import static io.lumbar.domain.episode.Episodes.FOLLOW_UPS;
import static io.lumbar.domain.episode.Episodes.SECOND;
import static io.lumbar.domain.episode.Episodes.assign;
import static io.lumbar.domain.episode.Episodes.assigned;
import static io.lumbar.domain.episode.Episodes.decline;
import static io.lumbar.domain.episode.Episodes.declined;
import static io.lumbar.domain.episode.Episodes.discharge;
import static io.lumbar.domain.episode.Episodes.given;
import static io.lumbar.domain.episode.Episodes.held;
import static io.lumbar.domain.episode.Episodes.hold;
import static io.lumbar.domain.episode.Episodes.later;
import static io.lumbar.domain.episode.Episodes.notCleared;
import static io.lumbar.domain.episode.Episodes.opened;
import static io.lumbar.domain.episode.Episodes.openedWith;
import static io.lumbar.domain.episode.Episodes.personal;
import static io.lumbar.domain.episode.Episodes.reopen;
import static io.lumbar.domain.episode.Episodes.screened;
import static org.assertj.core.api.Assertions.assertThat;

class ReopeningEpisodeTest {

    private static final Instant AT = DISCHARGED_AT.plus(Duration.ofDays(50));
    private static final List<FollowUpId> NEXT_FOLLOW_UPS = Stream.of("f21", "f22", "f23", "f24")
            .map(hex -> new FollowUpId(id(hex))).toList();

    @Test
    void whoever_was_responsible_is_so_again_and_what_is_pending_is_withdrawn() {
        List<EpisodeEvent> asked = List.of(new FollowUpRecorded(EPISODE, FOLLOW_UPS.getFirst(), AT, null));
        var reopening = ended(asked).when(reopen(AT));
        reopening.then(new EpisodeReopened(EPISODE, ANNA, AT, personal("the pain came back"), null),
                new FollowUpWithdrawn(EPISODE, FOLLOW_UPS.get(1), AT),
                new FollowUpWithdrawn(EPISODE, FOLLOW_UPS.get(2), AT),
                new FollowUpWithdrawn(EPISODE, FOLLOW_UPS.get(3), AT));
        var state = (InTreatment) reopening.state();
        assertThat(state.therapist()).isEqualTo(ANNA);
        assertThat(state.since()).isEqualTo(AT);
    }

    @Test
    void the_count_of_sessions_goes_on() {
        var again = reopened();
        var more = again.when(hold(SECOND).startedAt(later(AT)).command());
        assertThat(((InTreatment) more.state()).course().heldInOrder()).extracting(Session::id)
                .containsExactly(FIRST, SECOND);
    }

    @Test
    void who_has_left_is_not_responsible_again() {
        var left = new TherapistStanding(ANNA, anna().practisingSince(), AT, anna().clinics(),
                anna().qualifications(), List.of(), List.of());
        var waiting = given(all(), ended().when(reopen(left, AT)).accepted());
        assertThat(waiting.state()).isInstanceOf(AwaitingTherapist.class);
        waiting.when(decline("no room")).rejects(EpisodeStateForbids.class);
        waiting.when(assign(ben())).rejectsValueOf("at");
        waiting.when(discharge(Reason.MOVED, AT.minusMillis(1))).rejectsValueOf("at");
    }

    @Test
    void where_nobody_was_nobody_is() {
        var early = given(opened(), decidedDischarge());
        assertThat(early.when(reopen(null, AT)).state()).isInstanceOf(AwaitingTherapist.class);
    }

    @Test
    void a_sign_that_nobody_cleared_still_holds_the_treatment() {
        var held = given(opened(), assigned(ANNA), screened(FIRST_AT, "RF-INF-1"), notCleared(later(FIRST_AT)));
        List<EpisodeEvent> ended = held.when(discharge(Reason.MEDICAL, DISCHARGED_AT)).accepted();
        assertThat(given(opened(), assigned(ANNA), screened(FIRST_AT, "RF-INF-1"), notCleared(later(FIRST_AT)), ended)
                .when(reopen(AT)).state()).isInstanceOf(OnHold.class);
    }

    @Test
    void within_twelve_months_of_the_discharge() {
        Instant latest = Instant.parse("2027-04-20T14:00:00Z");
        assertThat(ended().when(reopen(latest)).state()).isInstanceOf(InTreatment.class);
        ended().when(reopen(latest.plusMillis(1))).rejects(new ReopeningTooLate(EPISODE, latest));
    }

    @Test
    void it_may_end_and_be_reopened_again() {
        var again = new DischargeEpisode(EPISODE, Reason.GOALS_MET, later(AT), null, NEXT_FOLLOW_UPS, later(AT));
        var twice = given(all(), reopening(), reopened().when(again).accepted());
        assertThat(twice.state()).isInstanceOf(Discharged.class);
        assertThat(((Discharged) twice.state()).course().followUps()).hasSize(8);
        assertThat(twice.when(reopen(later(later(AT)))).accepted()).hasSize(5);
        twice.when(reopen(AT)).thenNothing();
    }

    @Test
    void with_follow_ups_of_its_own_and_not_before_it_was_reopened() {
        reopened().when(discharge(Reason.GOALS_MET, later(AT))).rejects(AlreadyExists.class);
        reopened().when(discharge(Reason.GOALS_MET, DISCHARGED_AT)).rejectsValueOf("at");
    }

    @Test
    void the_same_again_changes_nothing() {
        reopened().when(reopen(AT)).thenNothing();
        reopened().when(reopen(later(AT))).rejects(EpisodeStateForbids.class);
    }

    @Test
    void refuses_what_was_not_discharged() {
        given(opened()).when(reopen(AT)).rejects(EpisodeStateForbids.class);
        given(opened(), assigned(ANNA)).when(reopen(AT)).rejects(EpisodeStateForbids.class);
        given(openedWith("RF-INF-1")).when(reopen(AT)).rejects(EpisodeStateForbids.class);
        given(opened(), declined()).when(reopen(AT)).rejects(EpisodeStateForbids.class);
        ended(List.of(new EpisodeVoided(EPISODE, personal("of another client"), AT))).when(reopen(AT))
                .rejects(EpisodeStateForbids.class);
    }

    @Test
    void facts_about_somebody_else_are_out_of_date() {
        ended().when(reopen(ben(), AT)).rejects(new ConcurrentChange(StreamId.of(EPISODE)));
        ended().when(reopen(null, AT)).rejects(ConcurrentChange.class);
    }

    @Test
    void values_are_checked() {
        ended().when(new ReopenEpisode(EPISODE, CLINIC, anna(), " ", null, AT)).rejectsValueOf("reason");
        ended().when(new ReopenEpisode(EPISODE, CLINIC, anna(), "again", new RuleOverride("", true), AT))
                .rejectsValueOf("override.reason");
        ended().when(new ReopenEpisode(EPISODE, CLINIC, anna(), "again", new RuleOverride("asked", false), AT))
                .rejects(new ManagerNeeded("override"));
    }

    @SafeVarargs
    @SuppressWarnings("varargs")
    private static Scenario<EpisodeCommand, CareEpisode, EpisodeEvent> ended(List<EpisodeEvent>... more) {
        return given(Stream.concat(Stream.of(all()), Stream.of(more)).flatMap(List::stream).toList());
    }

    private static Scenario<EpisodeCommand, CareEpisode, EpisodeEvent> reopened() {
        return given(all(), reopening());
    }

    private static List<EpisodeEvent> reopening() {
        return ended().when(reopen(AT)).accepted();
    }

    /** Treated by Anna in one session, and discharged. */
    private static List<EpisodeEvent> all() {
        return Stream.of(opened(), assigned(ANNA), held(FIRST, FIRST_AT), Episodes.discharged(Reason.GOALS_MET))
                .flatMap(List::stream).toList();
    }

    private static List<EpisodeEvent> decidedDischarge() {
        return given(opened()).when(discharge(Reason.MOVED, ASSIGNED_AT)).accepted();
    }
}
