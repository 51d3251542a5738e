package io.lumbar.domain.episode;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

import io.lumbar.domain.Area;
import io.lumbar.domain.ClientId;
import io.lumbar.domain.EpisodeError.AreaExcluded;
import io.lumbar.domain.EpisodeError.ClearanceMissing;
import io.lumbar.domain.EpisodeError.ClearanceRefused;
import io.lumbar.domain.EpisodeError.ClientErased;
import io.lumbar.domain.EpisodeError.EpisodeStateForbids;
import io.lumbar.domain.EpisodeError.StyleRestricted;
import io.lumbar.domain.Personal;
import io.lumbar.domain.Style;
import io.lumbar.domain.Subject;
import io.lumbar.domain.client.ClientStanding;
import io.lumbar.domain.episode.CareEpisode.AwaitingClearance;
import io.lumbar.domain.episode.CareEpisode.AwaitingTherapist;
import io.lumbar.domain.episode.CareEpisode.Discharged;
import io.lumbar.domain.episode.CareEpisode.InTreatment;
import io.lumbar.domain.episode.CareEpisode.OnHold;
import io.lumbar.domain.episode.Screening.ScreeningRecorded;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.lumbar.domain.People.ANNA;
import static io.lumbar.domain.People.CONSENTED_AT;
import static io.lumbar.domain.People.MILA;
import static io.lumbar.domain.People.OPENED_AT;
import static io.lumbar.domain.People.anna;
import static io.lumbar.domain.People.ben;
import static io.lumbar.domain.People.client;
import static io.lumbar.domain.People.id;
import static io.lumbar.domain.People.mila;
import static io.lumbar.domain.episode.Episodes.ASSIGNED_AT;
import static io.lumbar.domain.episode.Episodes.EPISODE;
import static io.lumbar.domain.episode.Episodes.FIRST;
import static io.lumbar.domain.episode.Episodes.FIRST_AT;
import static io.lumbar.domain.episode.Episodes.SECOND;
import static io.lumbar.domain.episode.Episodes.SECOND_AT;
import static io.lumbar.domain.episode.Episodes.assign;
import static io.lumbar.domain.episode.Episodes.assigned;
import static io.lumbar.domain.episode.Episodes.cancel;
import static io.lumbar.domain.episode.Episodes.clear;
import static io.lumbar.domain.episode.Episodes.cleared;
import static io.lumbar.domain.episode.Episodes.decline;
import static io.lumbar.domain.episode.Episodes.declined;
import static io.lumbar.domain.episode.Episodes.discharge;
import static io.lumbar.domain.episode.Episodes.discharged;
import static io.lumbar.domain.episode.Episodes.given;
import static io.lumbar.domain.episode.Episodes.hold;
import static io.lumbar.domain.episode.Episodes.holdPlanned;
import static io.lumbar.domain.episode.Episodes.later;
import static io.lumbar.domain.episode.Episodes.measure;
import static io.lumbar.domain.episode.Episodes.notCleared;
import static io.lumbar.domain.episode.Episodes.nprs;
import static io.lumbar.domain.episode.Episodes.opened;
import static io.lumbar.domain.episode.Episodes.openedWith;
import static io.lumbar.domain.episode.Episodes.plan;
import static io.lumbar.domain.episode.Episodes.planned;
import static io.lumbar.domain.episode.Episodes.reassign;
import static io.lumbar.domain.episode.Episodes.screen;
import static io.lumbar.domain.episode.Episodes.screened;
import static io.lumbar.domain.episode.Screening.ClearanceOutcome.CLEARED;
import static io.lumbar.domain.episode.Screening.ClearanceOutcome.NOT_CLEARED;
import static org.assertj.core.api.Assertions.assertThat;

class RecordingScreeningTest {

    /** Between the first and the second session. */
    private static final Instant AT = FIRST_AT.plus(Duration.ofDays(2));

    @ParameterizedTest
    @ValueSource(strings = {"RF-CES-1", "RF-NEU-1", "CI-DVT", "CI-PREG"})
    void a_new_sign_that_needs_a_physician_puts_the_treatment_on_hold_and_keeps_the_therapist(String code) {
        var screening = given(opened(), assigned(ANNA)).when(screen(AT, code));
        screening.then(new ScreeningRecorded(EPISODE, 1, List.of(new PositiveSign(code, List.of())), AT));
        var held = (OnHold) screening.state();
        assertThat(held.therapist()).isEqualTo(ANNA);
        assertThat(held.since()).isEqualTo(ASSIGNED_AT);
    }

    @Test
    void on_hold_no_session_that_starts_later_is_planned_or_held() {
        var held = given(opened(), assigned(ANNA), planned(FIRST, SECOND_AT), screened(AT, "RF-INF-1"));
        var missing = new ClearanceMissing(EPISODE, List.of("RF-INF-1"));
        held.when(plan(SECOND, AT).command()).rejects(missing);
        held.when(hold(SECOND).startedAt(AT).command()).rejects(missing);
        held.when(holdPlanned(FIRST).startedAt(SECOND_AT).command()).rejects(missing);
    }

    @Test
    void a_session_that_had_started_before_is_recorded_all_the_same() {
        var held = given(opened(), assigned(ANNA), planned(FIRST, FIRST_AT), screened(AT, "RF-INF-1"));
        assertThat(held.when(holdPlanned(FIRST).startedAt(AT.minusMillis(1)).command()).state())
                .isInstanceOf(OnHold.class);
    }

    @Test
    void on_hold_plans_may_be_called_off_and_measurements_taken() {
        var held = given(opened(), assigned(ANNA), planned(FIRST, SECOND_AT), screened(AT, "RF-INF-1"));
        assertThat(held.when(cancel(FIRST, Session.CancelledBy.CLINIC, "on hold")).state()).isInstanceOf(OnHold.class);
        assertThat(held.when(measure(nprs("131", 5, AT))).state()).isInstanceOf(OnHold.class);
    }

    @Test
    void a_clearance_ends_the_hold_from_its_date_on() {
        var held = given(opened(), assigned(ANNA), screened(AT, "RF-INF-1"));
        var treated = (InTreatment) held.when(clear(later(AT), CLEARED)).state();
        assertThat(treated.therapist()).isEqualTo(ANNA);
        assertThat(treated.since()).isEqualTo(ASSIGNED_AT);

        var cleared = given(opened(), assigned(ANNA), screened(AT, "RF-INF-1"), cleared(later(AT)));
        assertThat(cleared.when(hold(FIRST).startedAt(later(AT)).command()).accepted()).isNotEmpty();
        cleared.when(hold(FIRST).startedAt(later(AT).minusMillis(1)).command()).rejects(ClearanceMissing.class);
    }

    @Test
    void a_clearance_from_before_does_not_cover_it() {
        assertThat(given(opened(), assigned(ANNA), screened(AT, "RF-INF-1"))
                .when(clear(AT.minusMillis(1), CLEARED)).state()).isInstanceOf(OnHold.class);
    }

    @Test
    void while_waiting_for_a_therapist_it_makes_the_episode_wait_for_clearance() {
        assertThat(given(opened()).when(screen(AT, "CI-PREG")).state()).isInstanceOf(AwaitingClearance.class);
        assertThat(given(opened()).when(screen(AT)).state()).isInstanceOf(AwaitingTherapist.class);
        assertThat(given(openedWith("RF-INF-1")).when(screen(AT)).state()).isInstanceOf(AwaitingClearance.class);
    }

    @Test
    void a_lasting_condition_that_was_cleared_is_not_asked_about_again() {
        var pregnant = given(openedWith("CI-PREG"), cleared(ASSIGNED_AT), assigned(ANNA));
        assertThat(pregnant.when(screen(AT, "CI-PREG")).state()).isInstanceOf(InTreatment.class);
        assertThat(pregnant.when(screen(AT, "CI-PREG", "CI-EPIL")).state()).isInstanceOf(OnHold.class);
        given(openedWith("CI-PREG"), cleared(ASSIGNED_AT), assigned(ANNA), screened(AT, "CI-PREG", "CI-EPIL"))
                .when(plan(FIRST, SECOND_AT).command()).rejects(new ClearanceMissing(EPISODE, List.of("CI-EPIL")));
    }

    @Test
    void an_urgent_sign_is_new_each_time() {
        assertThat(given(openedWith("RF-INF-1"), cleared(ASSIGNED_AT), assigned(ANNA)).when(screen(AT, "RF-INF-1"))
                .state()).isInstanceOf(OnHold.class);
    }

    @Test
    void a_sign_of_age_counts_at_the_age_of_the_screening() {
        var turning50 = client(LocalDate.of(1975, 3, 6));
        var episode = given(opened(new AnIntake().of(turning50).positive("RF-MAL-1")), cleared(ASSIGNED_AT),
                assigned(ANNA));
        assertThat(episode.when(screen(turning50, AT, "RF-MAL-1")).state()).isInstanceOf(OnHold.class);
        assertThat(episode.when(screen(turning50, FIRST_AT, "RF-MAL-1")).state()).isInstanceOf(InTreatment.class);
    }

    @Test
    void a_sign_that_modifies_treatment_rules_styles_out_from_then_on() {
        var diabetic = given(opened(), assigned(ANNA), screened(AT, "CI-DIAB"));
        assertThat(diabetic.state()).isInstanceOf(InTreatment.class);
        diabetic.when(plan(FIRST, AT).style(Style.HOT_STONE).command())
                .rejects(new StyleRestricted(Style.HOT_STONE, List.of("CI-DIAB")));
        assertThat(diabetic.when(hold(FIRST).startedAt(FIRST_AT).style(Style.HOT_STONE).command()).accepted())
                .isNotEmpty();
    }

    @Test
    void and_goes_on_when_the_next_screening_does_not_name_it() {
        given(openedWith("CI-DIAB"), assigned(ANNA), screened(AT)).when(
                plan(FIRST, SECOND_AT).style(Style.HOT_STONE).command()).rejects(StyleRestricted.class);
    }

    @Test
    void a_style_that_a_clearance_named_stays_allowed_when_the_sign_is_found_again() {
        var allowed = given(openedWith("CI-DIAB"), cleared(ASSIGNED_AT, Style.HOT_STONE), assigned(ANNA),
                screened(AT, "CI-DIAB"));
        assertThat(allowed.when(plan(FIRST, SECOND_AT).style(Style.HOT_STONE).command()).accepted()).isNotEmpty();
        given(openedWith("CI-DIAB"), cleared(ASSIGNED_AT, Style.HOT_STONE), assigned(ANNA),
                screened(AT, "CI-DIAB", "CI-NEUROP")).when(plan(FIRST, SECOND_AT).style(Style.HOT_STONE).command())
                .rejects(new StyleRestricted(Style.HOT_STONE, List.of("CI-NEUROP")));
    }

    @Test
    void areas_are_left_out_from_the_screening_that_finds_them_to_the_one_that_does_not() {
        var wounded = given(opened(), assigned(ANNA), screened(AT, "CI-WOUND"));
        wounded.when(hold(FIRST).startedAt(AT).areas(Area.LEG).command()).rejects(new AreaExcluded(Area.LEG));
        assertThat(wounded.when(hold(FIRST).startedAt(FIRST_AT).areas(Area.LEG).command()).accepted()).isNotEmpty();
        var healed = given(opened(), assigned(ANNA), screened(AT, "CI-WOUND"), screened(SECOND_AT));
        assertThat(healed.when(hold(FIRST).startedAt(SECOND_AT).areas(Area.LEG).command()).accepted()).isNotEmpty();
        healed.when(hold(FIRST).startedAt(SECOND_AT.minusMillis(1)).areas(Area.LEG).command())
                .rejects(AreaExcluded.class);
    }

    @Test
    void a_screening_of_an_earlier_day_does_not_set_a_later_one_aside() {
        given(opened(), assigned(ANNA), screened(SECOND_AT, "CI-WOUND"), screened(AT))
                .when(hold(FIRST).startedAt(SECOND_AT).areas(Area.LEG).command()).rejects(AreaExcluded.class);
    }

    @Test
    void a_refused_clearance_leaves_only_a_medical_discharge() {
        var refused = given(opened(), assigned(ANNA), screened(AT, "RF-INF-1"), notCleared(later(AT)));
        assertThat(refused.state()).isInstanceOf(OnHold.class);
        refused.when(plan(FIRST, SECOND_AT).command()).rejects(ClearanceMissing.class);
        refused.when(decline("went elsewhere")).rejects(EpisodeStateForbids.class);
        assertThat(refused.when(discharge(Discharge.Reason.MEDICAL, SECOND_AT)).state()).isInstanceOf(Discharged.class);
    }

    @ParameterizedTest
    @EnumSource(value = Discharge.Reason.class, mode = EnumSource.Mode.EXCLUDE, names = {"MEDICAL", "DECEASED",
            "TRANSFERRED"})
    void and_refuses_any_other_end(Discharge.Reason reason) {
        var refusal = new ClearanceRefused(EPISODE);
        given(opened(), assigned(ANNA), screened(AT, "RF-INF-1"), notCleared(later(AT)))
                .when(discharge(reason, SECOND_AT)).rejects(refusal);
        given(openedWith("RF-INF-1"), notCleared(AT)).when(discharge(reason, SECOND_AT)).rejects(refusal);
    }

    @Test
    void or_declining_before_treatment_and_death_is_a_fact() {
        assertThat(given(openedWith("RF-INF-1"), notCleared(AT)).when(decline("a physician said no")).accepted())
                .hasSize(1);
        assertThat(given(openedWith("RF-INF-1"), notCleared(AT)).when(discharge(Discharge.Reason.DECEASED, SECOND_AT))
                .accepted()).hasSize(1);
    }

    @Test
    void while_the_physicians_word_is_still_awaited_the_episode_may_end_for_any_reason() {
        var held = given(opened(), assigned(ANNA), screened(AT, "RF-INF-1"));
        var ended = (Discharged) held.when(discharge(Discharge.Reason.CLIENT_CHOICE, SECOND_AT)).state();
        assertThat(ended.therapist()).isEqualTo(ANNA);
        held.when(discharge(Discharge.Reason.CLIENT_CHOICE, ASSIGNED_AT.minusMillis(1))).rejectsValueOf("at");
    }

    @Test
    void a_physician_may_take_a_clearance_back() {
        var cleared = given(openedWith("CI-PREG"), cleared(ASSIGNED_AT), assigned(ANNA));
        assertThat(cleared.when(clear(AT, NOT_CLEARED)).state()).isInstanceOf(OnHold.class);
        assertThat(given(openedWith("CI-PREG"), cleared(ASSIGNED_AT)).when(clear(AT, NOT_CLEARED)).state())
                .isInstanceOf(AwaitingClearance.class);
    }

    @Test
    void on_hold_nobody_else_becomes_responsible() {
        var held = given(opened(), assigned(ANNA), screened(AT, "RF-INF-1"));
        held.when(assign(anna())).thenNothing();
        held.when(reassign(ben(), AT.plusSeconds(60)))
                .rejects(new ClearanceMissing(EPISODE, List.of("RF-INF-1")));
    }

    @Test
    void the_same_screening_again_changes_nothing() {
        given(opened(), assigned(ANNA), screened(AT, "RF-INF-1", "CI-VARIX"))
                .when(screen(AT, "CI-VARIX", "RF-INF-1")).thenNothing();
        given(opened(), assigned(ANNA), screened(AT, "RF-INF-1"), discharged(Discharge.Reason.MEDICAL))
                .when(screen(AT, "RF-INF-1")).thenNothing();
    }

    @Test
    void refuses_after_the_end() {
        given(opened(), declined()).when(screen(AT)).rejects(EpisodeStateForbids.class);
        given(opened(), assigned(ANNA), discharged(Discharge.Reason.MOVED)).when(screen(AT))
                .rejects(EpisodeStateForbids.class);
    }

    @Test
    void values_are_checked() {
        var treated = given(opened(), assigned(ANNA));
        treated.when(screen(OPENED_AT.minusMillis(1))).rejectsValueOf("at");
        treated.when(new Screening.RecordScreening(EPISODE, mila(), null, List.of(), AT, AT.minusSeconds(121)))
                .rejectsFuture("at");
        treated.when(new Screening.RecordScreening(EPISODE, mila(), 2, List.of(), AT, AT))
                .rejectsValueOf("catalogueVersion");
        treated.when(screen(AT, "RF-NONE")).rejectsValueOf("positive[0].code");
        treated.when(new Screening.RecordScreening(EPISODE, mila(), 1,
                List.of(new PositiveSign("CI-VARIX", List.of())), AT, AT)).rejectsValueOf("positive[0].areas");
        treated.when(screen(client(new Personal.Erased<>(Subject.of(MILA)), CONSENTED_AT), AT))
                .rejects(new ClientErased(MILA));
        var bo = new ClientStanding(new ClientId(id("a12")),
                mila().dateOfBirth(), mila().sex(), List.of());
        treated.when(screen(bo, AT)).rejectsValueOf("clientId");
    }
}
