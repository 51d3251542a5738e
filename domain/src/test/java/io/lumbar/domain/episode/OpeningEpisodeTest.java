package io.lumbar.domain.episode;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

import io.lumbar.domain.Area;
import io.lumbar.domain.Cause;
import io.lumbar.domain.ClientId;
import io.lumbar.domain.DomainError.AlreadyExists;
import io.lumbar.domain.DomainError.InFuture;
import io.lumbar.domain.EpisodeError.ClientErased;
import io.lumbar.domain.EpisodeError.ManagerNeeded;
import io.lumbar.domain.EpisodeId;
import io.lumbar.domain.Muscle;
import io.lumbar.domain.Personal;
import io.lumbar.domain.RuleOverride;
import io.lumbar.domain.Sex;
import io.lumbar.domain.Subject;
import io.lumbar.domain.episode.CareEpisode.AwaitingClearance;
import io.lumbar.domain.episode.CareEpisode.AwaitingTherapist;
import io.lumbar.domain.episode.Intake.Continued;
import io.lumbar.domain.episode.Intake.EpisodeOpened;
import io.lumbar.domain.episode.Measurement.MeasurementRecorded;
import io.lumbar.domain.episode.Measurement.Occasion.Baseline;
import io.lumbar.domain.episode.Measurement.Taking;
import io.lumbar.domain.episode.Screening.ScreeningRecorded;
import io.lumbar.domain.outcome.AgeBand;
import io.lumbar.domain.outcome.PsfsActivities;
import io.lumbar.domain.outcome.Reading;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.lumbar.domain.People.ANNA;
import static io.lumbar.domain.People.CLINIC;
import static io.lumbar.domain.People.CONSENTED_AT;
import static io.lumbar.domain.People.MILA;
import static io.lumbar.domain.People.OPENED_AT;
import static io.lumbar.domain.People.OTHER_CLINIC;
import static io.lumbar.domain.People.ZONE;
import static io.lumbar.domain.People.client;
import static io.lumbar.domain.People.id;
import static io.lumbar.domain.episode.Episodes.DISCHARGED_AT;
import static io.lumbar.domain.episode.Episodes.EPISODE;
import static io.lumbar.domain.episode.Episodes.assigned;
import static io.lumbar.domain.episode.Episodes.complaint;
import static io.lumbar.domain.episode.Episodes.discharge;
import static io.lumbar.domain.episode.Episodes.given;
import static io.lumbar.domain.episode.Episodes.intake;
import static io.lumbar.domain.episode.Episodes.later;
import static io.lumbar.domain.episode.Episodes.nprs;
import static io.lumbar.domain.episode.Episodes.opened;
import static io.lumbar.domain.episode.Episodes.personal;
import static io.lumbar.domain.episode.Episodes.psfs;
import static org.assertj.core.api.Assertions.assertThat;

class OpeningEpisodeTest {

    private static final Taking PAIN = nprs("111", 7, OPENED_AT);

    @Test
    void an_intake_opens_the_episode_records_the_screening_and_the_baseline() {
        given().when(intake().positive("CI-DIAB").command()).then(
                new EpisodeOpened(EPISODE, MILA, CLINIC, OPENED_AT, ZONE, AgeBand.FROM_30_TO_39, Sex.FEMALE,
                        complaint(), personal(List.of("playing the cello")), true, new Preference(null, 3, null), null,
                        null),
                new ScreeningRecorded(EPISODE, 1, List.of(new PositiveSign("CI-DIAB", List.of())), OPENED_AT),
                new MeasurementRecorded(EPISODE, PAIN.id(), new Baseline(), PAIN.reading(), OPENED_AT));
    }

    @Test
    void without_a_sign_it_waits_for_a_therapist() {
        assertThat(given().when(intake().command()).state()).isInstanceOf(AwaitingTherapist.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"RF-CES-1", "RF-INF-1", "CI-PREG", "CI-ANTICOAG"})
    void a_sign_that_a_physician_must_see_makes_it_wait_for_clearance(String code) {
        assertThat(given().when(intake().positive(code).command()).state()).isInstanceOf(AwaitingClearance.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"CI-DIAB", "CI-SKIN"})
    void a_sign_that_only_restricts_treatment_does_not(String code) {
        assertThat(given().when(intake().positive(code).command()).state()).isInstanceOf(AwaitingTherapist.class);
    }

    @Test
    void signs_that_follow_from_the_age_are_recorded_but_do_not_stop_anybody_alone() {
        var older = given().when(intake().of(client(LocalDate.of(1970, 1, 1))).command());
        assertThat(older.accepted()).contains(new ScreeningRecorded(EPISODE, 1,
                List.of(new PositiveSign("RF-FRX-4", List.of()), new PositiveSign("RF-MAL-4", List.of())),
                OPENED_AT));
        assertThat(older.state()).isInstanceOf(AwaitingTherapist.class);
    }

    @Test
    void the_age_counts_at_the_local_date_of_opening() {
        // 1 March, 23:30 UTC is 2 March in the clinic: the client turns 51 on that day.
        Instant night = Instant.parse("2026-03-01T23:30:00Z");
        var birthday = intake().of(client(LocalDate.of(1975, 3, 2))).at(night).measuring(nprs("111", 5, night));
        assertThat(bandOf(birthday)).isEqualTo(AgeBand.FROM_50_TO_59);
        assertThat(given().when(birthday.command()).accepted()).filteredOn(ScreeningRecorded.class::isInstance)
                .first().extracting("positive").asInstanceOf(InstanceOfAssertFactories.LIST)
                .hasSize(2);
        var dayBefore = intake().of(client(LocalDate.of(1986, 3, 3))).at(night).measuring(nprs("111", 5, night));
        assertThat(bandOf(dayBefore)).isEqualTo(AgeBand.FROM_30_TO_39);
    }

    private static AgeBand bandOf(AnIntake intake) {
        return ((EpisodeOpened) given().when(intake.command()).accepted().getFirst()).ageBand();
    }

    @Test
    void without_other_activities_none_are_recorded() {
        var opened = (EpisodeOpened) given().when(intake().unableTo().command()).accepted().getFirst();
        assertThat(opened.otherActivities()).isNull();
    }

    @Test
    void activities_of_the_patient_specific_scale_are_numbered_from_one() {
        Taking function = psfs("112", OPENED_AT, "lift a crate", "sit for an hour");
        var events = given().when(intake().measuring(PAIN, function).command()).accepted();
        assertThat(events).last().extracting("reading").isInstanceOfSatisfying(Reading.Answered.class,
                reading -> assertThat(((PsfsActivities) reading.answers()).activities()).extracting("number")
                        .containsExactly(1, 2));
    }

    @Test
    void the_same_intake_again_changes_nothing_even_when_treatment_has_begun() {
        given(opened(), assigned(ANNA)).when(intake().command()).thenNothing();
    }

    @Test
    void the_same_intake_again_changes_nothing_when_birth_date_and_names_were_corrected_or_erased_since() {
        var erased = client(new Personal.Erased<>(Subject.of(MILA)), CONSENTED_AT);
        given(opened()).when(intake().of(client(LocalDate.of(1950, 1, 1))).command()).thenNothing();
        given(opened()).when(intake().of(erased).command()).thenNothing();
    }

    @Test
    void another_intake_under_the_same_id_is_refused() {
        var standing = given(opened());
        standing.when(intake().unableTo("running").command()).rejects(new AlreadyExists("episode", EPISODE));
        standing.when(intake().positive("CI-DIAB").command()).rejects(AlreadyExists.class);
        standing.when(intake().measuring(nprs("111", 6, OPENED_AT)).command()).rejects(AlreadyExists.class);
        standing.when(intake().since(LocalDate.of(2026, 2, 8)).command()).rejects(AlreadyExists.class);
        standing.when(intake().pressure(4).command()).rejects(AlreadyExists.class);
    }

    @Test
    void an_opening_may_lie_two_minutes_ahead_of_the_clock_and_no_more() {
        Instant now = OPENED_AT.minusSeconds(120);
        assertThat(given().when(intake().askedAt(now).command()).accepted()).isNotEmpty();
        given().when(intake().askedAt(now.minusMillis(1)).command())
                .rejects(new InFuture("openedAt", OPENED_AT, now.minusMillis(1)));
    }

    @Test
    void an_opening_before_the_birth_or_in_ancient_times_is_refused() {
        given().when(intake().of(client(LocalDate.of(2026, 3, 3))).command()).rejectsValueOf("openedAt");
        given().when(intake().at(Instant.MIN).command()).rejectsValueOf("openedAt");
    }

    @Test
    void the_pain_began_on_the_day_of_opening_at_the_latest_and_in_the_clients_life() {
        assertThat(given().when(intake().since(LocalDate.of(2026, 3, 2)).command()).accepted()).isNotEmpty();
        given().when(intake().since(LocalDate.of(2026, 3, 3)).command()).rejectsValueOf("complaint.onsetOn");
        given().when(intake().since(LocalDate.MIN).command()).rejectsValueOf("complaint.onsetOn");
    }

    @Test
    void sites_and_causes_are_named_and_nothing_is_named_twice() {
        LocalDate onset = LocalDate.of(2026, 2, 9);
        var stress = List.of(Cause.STRESS);
        var lumbar = List.of(Area.LUMBAR);
        refuses("complaint.sites", new Complaint(onset, List.of(), stress, List.of(), List.of()));
        refuses("complaint.causes", new Complaint(onset, lumbar, List.of(), List.of(), List.of()));
        refuses("complaint.sites[1]",
                new Complaint(onset, List.of(Area.LUMBAR, Area.LUMBAR), stress, List.of(), List.of()));
        refuses("complaint.causes[1]",
                new Complaint(onset, lumbar, List.of(Cause.STRESS, Cause.STRESS), List.of(), List.of()));
        refuses("complaint.muscles[2]", new Complaint(onset, lumbar, stress,
                List.of(Muscle.OTHER, Muscle.GLUTEUS_MEDIUS, Muscle.OTHER), List.of()));
        refuses("complaint.limitedActivities[1]", new Complaint(onset, lumbar, stress, List.of(),
                List.of(LimitedActivity.WALKING, LimitedActivity.WALKING)));
    }

    private static void refuses(String field, Complaint complaint) {
        given().when(intake().complaining(complaint).command()).rejectsValueOf(field);
    }

    @Test
    void activities_in_the_clients_words_have_up_to_200_characters() {
        assertThat(given().when(intake().unableTo("a".repeat(200)).command()).accepted()).isNotEmpty();
        given().when(intake().unableTo("a".repeat(201)).command()).rejectsValueOf("complaint.limitedActivities");
        given().when(intake().unableTo(" ").command()).rejectsValueOf("complaint.limitedActivities");
        given().when(intake().unableTo("run", "run").command()).rejectsValueOf("complaint.limitedActivities[1]");
    }

    @ParameterizedTest
    @CsvSource({"1,true", "5,true", "0,false", "6,false"})
    void preferred_pressure_goes_from_one_to_five(int pressure, boolean possible) {
        var answer = given().when(intake().pressure(pressure).command());
        if (possible) {
            assertThat(answer.accepted()).isNotEmpty();
        } else {
            answer.rejectsValueOf("preference.pressure");
        }
    }

    @Test
    void the_screening_follows_a_released_catalogue() {
        given().when(intake().byCatalogue(2).command()).rejectsValueOf("screening.catalogueVersion");
        given().when(intake().positive("CI-DIAB", "CI-SKIN", "RF-XYZ-1").command())
                .rejectsValueOf("screening.positive[2].code");
    }

    @Test
    void a_local_sign_names_the_areas_it_concerns_each_once() {
        given().when(intake().positive(new PositiveSign("CI-SKIN", List.of())).command())
                .rejectsValueOf("screening.positive[0].areas");
        given().when(intake().positive(new PositiveSign("CI-SKIN", List.of(Area.LEG, Area.LEG))).command())
                .rejectsValueOf("screening.positive[0].areas[1]");
    }

    @Test
    void the_baseline_holds_pain_and_no_instrument_twice() {
        Taking function = psfs("112", OPENED_AT, "lift a crate");
        given().when(intake().measuring().command()).rejectsValueOf("baseline");
        given().when(intake().measuring(function).command()).rejectsValueOf("baseline");
        given().when(intake().measuring(PAIN, function, nprs("113", 6, OPENED_AT)).command())
                .rejectsValueOf("baseline[2].instrument");
    }

    @Test
    void one_id_stands_for_one_measurement() {
        given().when(intake().measuring(PAIN, psfs("111", OPENED_AT, "lift a crate")).command())
                .rejects(new AlreadyExists("measurement", PAIN.id()));
    }

    @Test
    void the_baseline_is_taken_before_the_opening() {
        given().when(intake().measuring(nprs("111", 7, OPENED_AT.plusSeconds(1))).askedAt(later(OPENED_AT)).command())
                .rejectsValueOf("baseline[0].takenAt");
        given().when(intake().measuring(PAIN, psfs("112", OPENED_AT.plusSeconds(121), "lift")).command())
                .rejectsFuture("baseline[1].takenAt");
        given().when(intake().measuring(nprs("111", 7, Instant.MIN)).command()).rejectsValueOf("baseline[0].takenAt");
    }

    @Test
    void no_episode_begins_for_an_erased_client() {
        given().when(intake().of(client(new Personal.Erased<>(Subject.of(MILA)), CONSENTED_AT)).command())
                .rejects(new ClientErased(MILA));
    }

    @Test
    void a_transfer_goes_on_at_the_clinic_it_was_made_to() {
        var before = new Continued(new EpisodeId(id("e10")), MILA, OPENED_AT, CLINIC);
        var opening = given().when(intake().continuing(before).command()).accepted();
        assertThat(((EpisodeOpened) opening.getFirst()).continues()).isEqualTo(before.episode());
    }

    @Test
    void and_only_there_for_the_same_client_and_not_before_it() {
        var episode = new EpisodeId(id("e10"));
        given().when(intake().continuing(new Continued(episode, MILA, OPENED_AT, OTHER_CLINIC)).command())
                .rejectsValueOf("continues");
        given().when(intake().continuing(new Continued(episode, MILA, OPENED_AT, null)).command())
                .rejectsValueOf("continues");
        given().when(intake().continuing(new Continued(episode, new ClientId(id("a12")), OPENED_AT, CLINIC)).command())
                .rejectsValueOf("continues");
        given().when(intake().continuing(new Continued(episode, MILA, OPENED_AT.plusMillis(1), CLINIC)).command())
                .rejectsValueOf("openedAt");
    }

    @Test
    void what_is_continued_is_told_from_the_episode_as_it_stands() {
        var treated = (CareEpisode.Opened) given(opened(), assigned(ANNA)).state();
        assertThat(Continued.of(treated)).isEqualTo(new Continued(EPISODE, MILA, null, null));
        var gone = (CareEpisode.Opened) given(opened(), assigned(ANNA))
                .when(discharge(Discharge.Reason.TRANSFERRED, DISCHARGED_AT, OTHER_CLINIC)).state();
        assertThat(Continued.of(gone)).isEqualTo(new Continued(EPISODE, MILA, DISCHARGED_AT, OTHER_CLINIC));
    }

    @Test
    void a_manager_may_open_one_beside_another_with_a_reason() {
        var opening = given().when(intake().overriding(new RuleOverride("another pain", true)).command()).accepted();
        assertThat(((EpisodeOpened) opening.getFirst()).overrideReason()).isEqualTo(personal("another pain"));
        given().when(intake().overriding(new RuleOverride(" ", true)).command()).rejectsValueOf("override.reason");
        given().when(intake().overriding(new RuleOverride("another pain", false)).command())
                .rejects(new ManagerNeeded("override"));
    }
}
