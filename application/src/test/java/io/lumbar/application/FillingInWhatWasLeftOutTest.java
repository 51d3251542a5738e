package io.lumbar.application;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;

import io.lumbar.application.client.Clients;
import io.lumbar.application.client.Clients.Agreed;
import io.lumbar.application.episode.Sessions;
import io.lumbar.domain.ClientId;
import io.lumbar.domain.DirectoryError.TherapistStillNeeded;
import io.lumbar.domain.EpisodeError.EpisodeStateForbids;
import io.lumbar.domain.EpisodeError.ManagerNeeded;
import io.lumbar.domain.EpisodeError.PlannedSessionsDoNotFit;
import io.lumbar.domain.EpisodeId;
import io.lumbar.domain.PersonName;
import io.lumbar.domain.SessionId;
import io.lumbar.domain.SessionKind;
import io.lumbar.domain.Sex;
import io.lumbar.domain.Style;
import io.lumbar.domain.TherapistId;
import io.lumbar.domain.client.Consent;
import io.lumbar.domain.episode.CareEpisode.AwaitingTherapist;
import io.lumbar.domain.episode.CareEpisode.Discharged;
import io.lumbar.domain.episode.CareEpisode.InTreatment;
import io.lumbar.domain.episode.Discharge;
import io.lumbar.domain.episode.Measurement;
import io.lumbar.domain.episode.PositiveSign;
import io.lumbar.domain.episode.Preference;
import io.lumbar.domain.episode.Session;
import io.lumbar.domain.episode.SessionRule;
import org.junit.jupiter.api.Test;

import static io.lumbar.application.Desk.NOW;
import static io.lumbar.application.Desk.given;
import static io.lumbar.application.Desk.refusal;
import static io.lumbar.application.Desk.request;
import static org.assertj.core.api.Assertions.assertThat;

class FillingInWhatWasLeftOutTest {

    private final Desk desk = new Desk();

    @Test
    void a_clinic_lapses_after_ninety_days_of_silence() {
        assertThat(desk.clinics.clinic(Scope.EVERYTHING, desk.clinic).state().lapseAfterDays()).isEqualTo(90);
    }

    @Test
    void a_therapist_carries_forty_episodes() {
        assertThat(
                desk.therapists.therapist(Scope.EVERYTHING, desk.therapist("A1")).state().engagement().caseloadLimit())
                .isEqualTo(40);
    }

    @Test
    void a_consent_is_given_now_and_a_sex_not_told_is_unknown() {
        var bo = new Clients.Details(new PersonName("Bo", "Bakker"), LocalDate.of(1985, 5, 5), null, null);
        var client = new ClientId(desk.clients.register(request(), desk.clinic, bo,
                List.of(new Agreed(Consent.Purpose.REMINDERS, "v1", null)), null).resource());

        var registered = desk.clients.client(Scope.EVERYTHING, client).state();
        assertThat(registered.consents().given()).containsExactly(new Consent(Consent.Purpose.REMINDERS, "v1", NOW));
        assertThat(registered.sex()).isEqualTo(Sex.UNKNOWN);
    }

    @Test
    void an_episode_opens_now_with_its_baseline_taken_at_the_opening_and_no_preference() {
        var episode = new EpisodeId(desk.episodes.open(request(), desk.opening(desk.client(), null)).resource());

        var course = desk.standing(episode).course();
        assertThat(course.openedAt()).isEqualTo(NOW);
        assertThat(course.intake().preference()).isEqualTo(Preference.NONE);
        assertThat(course.measurements().values()).extracting(Measurement::takenAt).containsExactly(NOW);
    }

    @Test
    void a_clearance_without_outcome_clears() {
        var episode = new EpisodeId(desk.episodes.open(request(), desk.opening(desk.client(),
                NOW.minusSeconds(60), new PositiveSign("CI-PREG", List.of()))).resource());
        desk.episodes.recordClearance(request(), episode, "Dr Smit", NOW, null, List.of());

        assertThat(desk.standing(episode)).isInstanceOf(AwaitingTherapist.class);
    }

    @Test
    void assignment_and_discharge_happen_now() {
        EpisodeId episode = desk.waitingEpisode();

        desk.assignments.assign(request(), episode, desk.therapist("A1"), null, null, null, null);
        assertThat(((InTreatment) desk.standing(episode)).since()).isEqualTo(NOW);
        desk.episodes.discharge(request(), episode, Discharge.Reason.GOALS_MET, null, null);
        assertThat(((Discharged) desk.standing(episode)).at()).isEqualTo(NOW);
        assertThat(desk.standing(episode).course().followUps()).hasSize(4);
    }

    @Test
    void a_therapist_leaves_after_the_last_session_that_was_held() {
        TherapistId anna = desk.therapist("A1");
        EpisodeId episode = desk.treatedBy(anna);
        Instant held = NOW.minusSeconds(86_400);
        desk.sessions.holdUnplanned(request(), episode, Desk.given(null, held));
        desk.episodes.discharge(request(), episode, Discharge.Reason.GOALS_MET, null, null);

        assertThat(refusal(() -> desk.therapists.deactivate(request(), anna, held)))
                .isEqualTo(new TherapistStillNeeded(anna));
        desk.therapists.deactivate(request(), anna, null);
        assertThat(desk.therapists.therapist(Scope.EVERYTHING, anna).state().leftAt()).isEqualTo(NOW);
    }

    @Test
    void planned_sessions_go_along_to_the_next_therapist() {
        EpisodeId episode = desk.treatedBy(desk.therapist("A1"));
        SessionId session = desk.planned(episode, NOW.plusSeconds(86_400), null);
        TherapistId ben = desk.therapist("B1");

        desk.assignments.assign(request(), episode, ben, null, "on leave", null, null);
        var plan = Objects.requireNonNull(desk.standing(episode).course().session(session).plan());
        assertThat(plan.therapist()).isEqualTo(ben);
    }

    @Test
    void unless_the_next_therapist_is_booked_at_that_time() {
        TherapistId ben = desk.therapist("B1");
        EpisodeId other = desk.treatedBy(ben);
        desk.planned(other, NOW.plusSeconds(86_400 + 44 * 60), null);
        desk.planned(other, NOW.plusSeconds(3 * 86_400 - 45 * 60), null);
        EpisodeId episode = desk.treatedBy(desk.therapist("A1"));
        SessionId clashing = desk.planned(episode, NOW.plusSeconds(86_400), null);
        desk.planned(episode, NOW.plusSeconds(3 * 86_400), null);

        var refusal = (PlannedSessionsDoNotFit) refusal(
                () -> desk.assignments.assign(request(), episode, ben, null, "on leave", null, null));
        assertThat(refusal.sessions()).containsExactly(
                new PlannedSessionsDoNotFit.Unfit(clashing, NOW.plusSeconds(86_400), "therapist-double-booked"));
    }

    @Test
    void only_a_manager_records_a_session_despite_a_rule_and_corrects_one_so() {
        EpisodeId episode = desk.treatedBy(desk.therapist("A1"));
        var manager = new Request("client:desk", request().id(), null, null, true);
        var despite = new Sessions.Breaking(SessionRule.THERAPIST_NOT_QUALIFIED, List.of(), "it did happen");
        var sports = new Sessions.Given(null, NOW.minusSeconds(86_400), 45, Style.SPORTS, SessionKind.WHOLE_BODY,
                List.of(), null, null, null, null, List.of(), List.of(), despite);

        assertThat(refusal(() -> desk.sessions.holdUnplanned(request(), episode, sports)))
                .isEqualTo(new ManagerNeeded("despite"));
        var held = new SessionId(desk.sessions.holdUnplanned(manager, episode, sports).resource());
        assertThat(breaches(episode, held)).containsExactly(SessionRule.THERAPIST_NOT_QUALIFIED);

        var other = new SessionId(desk.sessions
                .holdUnplanned(request(), episode, Desk.given(null, NOW.minusSeconds(2 * 86_400))).resource());
        var changes = new Session.Changes(null, null, null, Style.SPORTS, null, null, null, null, null, null, null,
                List.of());
        assertThat(refusal(() -> desk.sessions.correct(request(), episode, other, changes, "wrong line", despite)))
                .isEqualTo(new ManagerNeeded("despite"));
        desk.sessions.correct(manager, episode, other, changes, "wrong line", despite);
        assertThat(breaches(episode, other)).containsExactly(SessionRule.THERAPIST_NOT_QUALIFIED);
    }

    private List<SessionRule> breaches(EpisodeId episode, SessionId session) {
        var held = (Session.Held) desk.standing(episode).course().session(session);
        return held.breaches().stream().map(Session.Breach::rule).toList();
    }

    @Test
    void only_a_manager_sets_rules_aside() {
        EpisodeId episode = desk.waitingEpisode();
        TherapistId anna = desk.therapist("A1");
        assertThat(refusal(() -> desk.assignments.assign(request(), episode, anna, null, null, "insists", null)))
                .isEqualTo(new ManagerNeeded("override"));
        var manager = new Request("client:desk", request().id(), null, null, true, Scope.EVERYTHING);
        desk.assignments.assign(manager, episode, anna, null, null, "insists", null);
        assertThat(desk.standing(episode)).isInstanceOf(InTreatment.class);
    }

    @Test
    void a_session_is_planned_with_the_assigned_therapist_and_structural() {
        TherapistId anna = desk.therapist("A1");
        EpisodeId episode = desk.treatedBy(anna);
        SessionId session = desk.planned(episode, NOW.plusSeconds(86_400), null);

        Instant start = NOW.plusSeconds(86_400);
        assertThat(desk.standing(episode).course().sessions()).containsEntry(session, new Session.Planned(session,
                new Session.Plan(anna, start, 45, Style.SWEDISH, SessionKind.STRUCTURAL)));
    }

    @Test
    void a_planned_session_is_held_by_whom_it_was_planned_with_and_any_other_by_the_assigned_one() {
        TherapistId anna = desk.therapist("A1");
        TherapistId ben = desk.therapist("B2");
        EpisodeId episode = desk.treatedBy(anna);
        SessionId covered = desk.planned(episode, NOW.minusSeconds(3600), ben);

        desk.sessions.holdPlanned(request(), episode, covered, given(null, NOW.minusSeconds(3600)));
        desk.sessions.holdUnplanned(request(), episode, given(null, NOW.minusSeconds(90_000)));

        assertThat(desk.standing(episode).course().heldInOrder()).extracting(held -> held.treatment().therapist())
                .containsExactly(anna, ben);
    }

    @Test
    void a_session_needs_somebody_to_give_it() {
        EpisodeId episode = desk.waitingEpisode();

        assertThat(refusal(() -> desk.planned(episode, NOW.plusSeconds(60), null)))
                .isEqualTo(new EpisodeStateForbids(episode, "awaiting a therapist", "plan a session"));
    }

    @Test
    void the_same_key_gets_the_first_answer_again() {
        var keyed = new Request("client:desk", request().id(), null, new Request.Idempotency("POST /x", "k", "f"));
        var opening = desk.opening(desk.client(), null);

        Receipt first = desk.episodes.open(keyed, opening);

        assertThat(desk.episodes.open(keyed, opening)).isEqualTo(first);
        assertThat(desk.episodes.open(request(), opening).resource()).isNotEqualTo(first.resource());
    }
}
