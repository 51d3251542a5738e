package io.lumbar.domain.episode;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

import io.lumbar.domain.EpisodeError.ClearanceMissing;
import io.lumbar.domain.EpisodeError.EpisodeStateForbids;
import io.lumbar.domain.EpisodeError.ManagerNeeded;
import io.lumbar.domain.EpisodeError.PreferredGenderDiffers;
import io.lumbar.domain.EpisodeError.TherapistAlreadyAssigned;
import io.lumbar.domain.EpisodeError.TherapistNotAtClinic;
import io.lumbar.domain.EpisodeError.TherapistNotPractising;
import io.lumbar.domain.EpisodeError.TherapistNotQualified;
import io.lumbar.domain.Gender;
import io.lumbar.domain.RuleOverride;
import io.lumbar.domain.Style;
import io.lumbar.domain.episode.Assignment.AssignTherapist;
import io.lumbar.domain.episode.Assignment.PlannedSessions;
import io.lumbar.domain.episode.Assignment.TherapistAssigned;
import io.lumbar.domain.episode.CareEpisode.InTreatment;
import io.lumbar.domain.episode.CareEpisode.OnHold;
import io.lumbar.domain.therapist.TherapistStanding;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.NullSource;

import static io.lumbar.domain.People.ANNA;
import static io.lumbar.domain.People.BEN;
import static io.lumbar.domain.People.CLINIC;
import static io.lumbar.domain.People.OPENED_AT;
import static io.lumbar.domain.People.OTHER_CLINIC;
import static io.lumbar.domain.People.anna;
import static io.lumbar.domain.People.ben;
import static io.lumbar.domain.episode.Episodes.ASSIGNED_AT;
import static io.lumbar.domain.episode.Episodes.EPISODE;
import static io.lumbar.domain.episode.Episodes.assign;
import static io.lumbar.domain.episode.Episodes.assignDespite;
import static io.lumbar.domain.episode.Episodes.assigned;
import static io.lumbar.domain.episode.Episodes.cleared;
import static io.lumbar.domain.episode.Episodes.declined;
import static io.lumbar.domain.episode.Episodes.discharged;
import static io.lumbar.domain.episode.Episodes.given;
import static io.lumbar.domain.episode.Episodes.opened;
import static io.lumbar.domain.episode.Episodes.openedPreferring;
import static io.lumbar.domain.episode.Episodes.openedWith;
import static io.lumbar.domain.episode.Episodes.personal;
import static io.lumbar.domain.episode.Episodes.screened;
import static org.assertj.core.api.Assertions.assertThat;

class AssigningTherapistTest {

    private static final LocalDate DAY = LocalDate.of(2026, 3, 2);

    @Test
    void a_therapist_becomes_responsible() {
        given(opened()).when(assign(anna())).then(new TherapistAssigned(EPISODE, ANNA, ASSIGNED_AT, null));
        assertThat(given(opened()).when(assign(anna())).state()).isInstanceOf(InTreatment.class);
    }

    @Test
    void refuses_while_a_clearance_is_missing_whatever_a_manager_says() {
        var missing = new ClearanceMissing(EPISODE, List.of("RF-INF-1", "CI-PREG"));
        given(openedWith("CI-PREG", "RF-INF-1")).when(assign(anna())).rejects(missing);
        given(openedWith("CI-PREG", "RF-INF-1")).when(assignDespite(anna(), "client insists")).rejects(missing);
    }

    @Test
    void refuses_to_begin_before_the_clearance_was_given() {
        var waiting = given(openedWith("RF-INF-1"), cleared(ASSIGNED_AT));
        waiting.when(at(ASSIGNED_AT.minusMillis(1))).rejects(ClearanceMissing.class);
        assertThat(waiting.when(at(ASSIGNED_AT)).accepted()).hasSize(1);
    }

    @Test
    void begun_before_a_sign_was_found_it_does_not_set_the_missing_clearance_aside() {
        var found = given(opened(), screened(ASSIGNED_AT.plusMillis(1), "RF-INF-1"));
        assertThat(found.when(at(ASSIGNED_AT)).state()).isInstanceOf(OnHold.class);
    }

    @Test
    void refuses_a_second_therapist_without_hand_over() {
        given(opened(), assigned(ANNA)).when(assign(ben())).rejects(new TherapistAlreadyAssigned(EPISODE, ANNA));
        given(opened(), assigned(ANNA)).when(assignDespite(ben(), "holiday")).rejects(TherapistAlreadyAssigned.class);
    }

    @Test
    void the_same_therapist_again_changes_nothing() {
        given(opened(), assigned(ANNA)).when(assign(anna())).thenNothing();
        given(opened(), assigned(ANNA)).when(at(ASSIGNED_AT.plusSeconds(900))).thenNothing();
    }

    @Test
    void refuses_a_therapist_of_another_clinic_whatever_a_manager_says() {
        var elsewhere = new TherapistStanding(BEN, ben().practisingSince(), List.of(OTHER_CLINIC),
                ben().qualifications());
        given(opened()).when(assign(elsewhere)).rejects(new TherapistNotAtClinic(BEN, CLINIC));
        given(opened()).when(assignDespite(elsewhere, "short of staff")).rejects(TherapistNotAtClinic.class);
    }

    @Test
    void refuses_a_therapist_who_does_not_practise_yet_whatever_a_manager_says() {
        var novice = new TherapistStanding(BEN, DAY.plusDays(1), List.of(CLINIC), ben().qualifications());
        given(opened()).when(assign(novice)).rejects(new TherapistNotPractising(BEN, DAY));
        given(opened()).when(assignDespite(novice, "short of staff")).rejects(TherapistNotPractising.class);
        var fresh = new TherapistStanding(BEN, DAY, List.of(CLINIC), ben().qualifications());
        assertThat(given(opened()).when(assign(fresh)).accepted()).hasSize(1);
    }

    @Test
    void refuses_a_therapist_who_is_not_qualified_for_the_preferred_style_on_that_day() {
        given(openedPreferring(Style.DEEP_TISSUE, null)).when(assign(ben()))
                .rejects(new TherapistNotQualified(BEN, Style.DEEP_TISSUE, DAY));
        assertThat(given(openedPreferring(Style.SWEDISH, null)).when(assign(ben())).accepted()).hasSize(1);
    }

    @Test
    void a_certificate_counts_through_its_last_local_day() {
        var preferring = given(openedPreferring(Style.SWEDISH, null));
        // 31 May, 23:59 in the clinic; UTC is two hours behind.
        Instant lastMinute = Instant.parse("2026-05-31T21:59:00Z");
        assertThat(preferring.when(at(ben(), lastMinute)).accepted()).hasSize(1);
        preferring.when(at(ben(), lastMinute.plusSeconds(60)))
                .rejects(new TherapistNotQualified(BEN, Style.SWEDISH, LocalDate.of(2026, 6, 1)));
    }

    @ParameterizedTest
    @NullSource
    @EnumSource(value = Gender.class, names = {"MALE", "OTHER"})
    void refuses_another_gender_than_the_client_prefers(@Nullable Gender gender) {
        given(openedPreferring(null, Gender.FEMALE)).when(of(gender, null)).rejects(new PreferredGenderDiffers(ANNA));
    }

    @Test
    void takes_the_gender_that_the_client_prefers() {
        assertThat(given(openedPreferring(null, Gender.FEMALE)).when(of(Gender.FEMALE, null)).accepted()).hasSize(1);
    }

    @Test
    void a_manager_may_set_preference_and_qualification_aside_with_a_reason() {
        given(openedPreferring(Style.DEEP_TISSUE, Gender.MALE)).when(assignDespite(ben(), "client agrees"))
                .then(new TherapistAssigned(EPISODE, BEN, ASSIGNED_AT, personal("client agrees")));
    }

    @Test
    void nobody_else_may() {
        given(openedPreferring(Style.DEEP_TISSUE, null))
                .when(asked(ben(), null, ASSIGNED_AT, new RuleOverride("client agrees", false), ASSIGNED_AT))
                .rejects(new ManagerNeeded("override"));
    }

    @Test
    void the_managers_reason_has_1_to_4000_characters() {
        given(opened()).when(assignDespite(ben(), " ")).rejectsValueOf("override.reason");
        given(opened()).when(assignDespite(ben(), "a".repeat(4_001))).rejectsValueOf("override.reason");
    }

    @Test
    void responsibility_begins_between_the_opening_and_now() {
        given(opened()).when(at(OPENED_AT.minusMillis(1))).rejectsValueOf("at");
        assertThat(given(opened()).when(at(OPENED_AT)).accepted()).hasSize(1);
        given(opened()).when(asked(anna(), null, ASSIGNED_AT, null, ASSIGNED_AT.minusSeconds(121)))
                .rejectsFuture("at");
    }

    @Test
    void refuses_after_the_end() {
        given(opened(), declined()).when(assign(anna())).rejects(EpisodeStateForbids.class);
        given(opened(), assigned(ANNA), discharged(Discharge.Reason.MOVED)).when(assign(anna()))
                .rejects(EpisodeStateForbids.class);
    }

    private static AssignTherapist at(Instant at) {
        return at(anna(), at);
    }

    private static AssignTherapist at(TherapistStanding therapist, Instant at) {
        return asked(therapist, null, at, null, at.plusSeconds(1));
    }

    private static AssignTherapist of(@Nullable Gender gender, @Nullable String overrideReason) {
        return asked(anna(), gender, ASSIGNED_AT,
                overrideReason == null ? null : new RuleOverride(overrideReason, true), ASSIGNED_AT);
    }

    private static AssignTherapist asked(TherapistStanding therapist, @Nullable Gender gender, Instant at,
            @Nullable RuleOverride override, Instant now) {
        return new AssignTherapist(EPISODE, therapist, gender, at, null, override, PlannedSessions.MOVE, Set.of(), now);
    }
}
