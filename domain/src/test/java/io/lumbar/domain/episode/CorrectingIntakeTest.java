package io.lumbar.domain.episode;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;

import io.lumbar.domain.Area;
import io.lumbar.domain.Cause;
import io.lumbar.domain.DomainError.NotFound;
import io.lumbar.domain.EpisodeError.AreaExcluded;
import io.lumbar.domain.EpisodeError.ClearanceMissing;
import io.lumbar.domain.Gender;
import io.lumbar.domain.MeasurementId;
import io.lumbar.domain.Muscle;
import io.lumbar.domain.Personal;
import io.lumbar.domain.Scenario;
import io.lumbar.domain.Sex;
import io.lumbar.domain.Style;
import io.lumbar.domain.Subject;
import io.lumbar.domain.client.ClientStanding;
import io.lumbar.domain.episode.CareEpisode.AwaitingClearance;
import io.lumbar.domain.episode.CareEpisode.AwaitingTherapist;
import io.lumbar.domain.episode.CareEpisode.InTreatment;
import io.lumbar.domain.episode.CareEpisode.OnHold;
import io.lumbar.domain.episode.CareEpisode.Opened;
import io.lumbar.domain.episode.Intake.CorrectIntake;
import io.lumbar.domain.episode.Intake.Findings;
import io.lumbar.domain.episode.Intake.IntakeCorrected;
import io.lumbar.domain.episode.Intake.Screened;
import io.lumbar.domain.episode.Measurement.MeasurementCorrected;
import io.lumbar.domain.episode.Measurement.Occasion.Baseline;
import io.lumbar.domain.outcome.AgeBand;
import io.lumbar.domain.outcome.Chronicity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static io.lumbar.domain.People.ANNA;
import static io.lumbar.domain.People.MILA;
import static io.lumbar.domain.People.OPENED_AT;
import static io.lumbar.domain.People.client;
import static io.lumbar.domain.People.id;
import static io.lumbar.domain.People.mila;
import static io.lumbar.domain.episode.Corrections.FOUND_OUT_AT;
import static io.lumbar.domain.episode.Corrections.correctIntake;
import static io.lumbar.domain.episode.Episodes.ASSIGNED_AT;
import static io.lumbar.domain.episode.Episodes.EPISODE;
import static io.lumbar.domain.episode.Episodes.FIRST;
import static io.lumbar.domain.episode.Episodes.FIRST_AT;
import static io.lumbar.domain.episode.Episodes.assigned;
import static io.lumbar.domain.episode.Episodes.cleared;
import static io.lumbar.domain.episode.Episodes.complaint;
import static io.lumbar.domain.episode.Episodes.declined;
import static io.lumbar.domain.episode.Episodes.given;
import static io.lumbar.domain.episode.Episodes.held;
import static io.lumbar.domain.episode.Episodes.hold;
import static io.lumbar.domain.episode.Episodes.joined;
import static io.lumbar.domain.episode.Episodes.nprs;
import static io.lumbar.domain.episode.Episodes.opened;
import static io.lumbar.domain.episode.Episodes.openedWith;
import static io.lumbar.domain.episode.Episodes.personal;
import static io.lumbar.domain.episode.Episodes.plan;
import static io.lumbar.domain.episode.Episodes.planned;
import static io.lumbar.domain.episode.Episodes.screened;
import static org.assertj.core.api.Assertions.assertThat;

class CorrectingIntakeTest {

    private static final Duration DAY = Duration.ofDays(1);
    private static final Findings AS_OPENED = Findings.of(course(given(opened()).state()));

    private static Course course(CareEpisode state) {
        return ((Opened) state).course();
    }

    private static Findings corrected(Scenario<EpisodeCommand, CareEpisode, EpisodeEvent> standing,
            CorrectIntake command) {
        return Findings.of(course(standing.when(command).state()));
    }

    @Test
    void what_is_given_changes_and_the_rest_stays() {
        var was = complaint();
        var onset = LocalDate.of(2025, 11, 1);
        given(opened()).when(correctIntake().since(onset).command()).then(new IntakeCorrected(EPISODE,
                new Findings(OPENED_AT, AS_OPENED.ageBand(), Sex.FEMALE,
                        new Complaint(onset, was.sites(), was.causes(), was.muscles(), was.limitedActivities()),
                        AS_OPENED.otherActivities(), AS_OPENED.doctorConsulted(), AS_OPENED.preference(), 1, List.of()),
                personal("wrong line"), FOUND_OUT_AT));
    }

    @Test
    void everything_about_it_may_have_been_otherwise() {
        var preference = new Preference(Style.SHIATSU, 2, Gender.FEMALE);
        Findings now = corrected(given(opened()), correctIntake().sites(Area.THORACIC).causes(Cause.STRESS)
                .muscles(Muscle.OTHER).activities("dancing").doctorConsulted(!AS_OPENED.doctorConsulted())
                .preferring(preference).positive("CI-DIAB").command());
        assertThat(now.complaint()).isEqualTo(new Complaint(complaint().onsetOn(), List.of(Area.THORACIC),
                List.of(Cause.STRESS), List.of(Muscle.OTHER), List.of()));
        assertThat(now.otherActivities()).isEqualTo(personal(List.of("dancing")));
        assertThat(now.doctorConsulted()).isNotEqualTo(AS_OPENED.doctorConsulted());
        assertThat(now.preference()).isEqualTo(preference);
        assertThat(now.positive()).extracting(PositiveSign::code).containsExactly("CI-DIAB");
        assertThat(corrected(given(opened()), correctIntake().activities().command()).otherActivities()).isNull();
    }

    @Test
    void chronicity_follows() {
        var standing = given(opened());
        assertThat(chronicity(standing.state())).isEqualTo(Chronicity.ACUTE);
        assertThat(chronicity(standing.when(correctIntake().since(LocalDate.of(2025, 11, 1)).command()).state()))
                .isEqualTo(Chronicity.CHRONIC);
    }

    private static Chronicity chronicity(CareEpisode state) {
        Course course = course(state);
        return Chronicity.at(course.time().dateOf(course.openedAt()), course.intake().complaint().onsetOn());
    }

    @ParameterizedTest
    @MethodSource("io.lumbar.domain.episode.Episodes#standing")
    void wherever_the_episode_stands(List<EpisodeEvent> standing) {
        var correcting = given(standing).when(correctIntake().sites(Area.HIP).command());
        assertThat(correcting.accepted()).hasSize(1);
        assertThat(correcting.state()).isInstanceOf(given(standing).state().getClass());
    }

    @Test
    void the_baseline_and_the_screening_move_with_the_opening() {
        Instant earlier = OPENED_AT.minus(DAY);
        var moving = given(openedWith("CI-DIAB")).when(correctIntake().at(earlier).command());
        assertThat(moving.accepted()).hasSize(2).last().isEqualTo(new MeasurementCorrected(EPISODE,
                new MeasurementId(id("111")), new Baseline(), nprs("111", 7, OPENED_AT).reading(), earlier,
                personal("wrong line"), FOUND_OUT_AT));
        Course course = course(moving.state());
        assertThat(course.openedAt()).isEqualTo(earlier);
        assertThat(course.screenings().getFirst().at()).isEqualTo(earlier);
    }

    @Test
    void nothing_else_happened_before_the_opening() {
        var seen = joined(opened(), assigned(ANNA), screened(FIRST_AT, "CI-DIAB"), held(FIRST, FIRST_AT.plus(DAY)));
        given(seen).when(correctIntake().at(ASSIGNED_AT.plusMillis(1)).command()).rejectsValueOf("openedAt");
        assertThat(given(seen).when(correctIntake().at(ASSIGNED_AT).command()).accepted()).isNotEmpty();
        var planned = joined(opened(), planned(FIRST, OPENED_AT.plusSeconds(60)));
        given(planned).when(correctIntake().at(OPENED_AT.plusSeconds(61)).command()).rejectsValueOf("openedAt");
        given(openedWith("RF-INF-1"), cleared(FIRST_AT)).when(correctIntake().at(FIRST_AT.plusMillis(1)).command())
                .rejectsValueOf("openedAt");
        given(opened(), declined()).when(correctIntake().at(OPENED_AT.plusSeconds(61)).command())
                .rejectsValueOf("openedAt");
    }

    @Test
    void a_baseline_that_was_measured_earlier_stays_before_the_opening() {
        var measured = opened(new AnIntake().measuring(nprs("111", 7, OPENED_AT.minus(DAY))));
        assertThat(given(measured).when(correctIntake().at(OPENED_AT.minus(DAY)).command()).accepted()).hasSize(1);
        given(measured).when(correctIntake().at(OPENED_AT.minus(DAY).minusMillis(1)).command())
                .rejectsValueOf("openedAt");
    }

    @Test
    void a_sign_that_was_overlooked_makes_treatment_wait() {
        var overlooked = correctIntake().positive("RF-INF-1").command();
        assertThat(given(opened()).when(overlooked).state()).isInstanceOf(AwaitingClearance.class);
        var held = given(opened(), assigned(ANNA)).when(overlooked);
        assertThat(held.state()).isInstanceOf(OnHold.class);
        given(opened(), assigned(ANNA), held.accepted()).when(plan(FIRST, FIRST_AT).command())
                .rejects(new ClearanceMissing(EPISODE, List.of("RF-INF-1")));
    }

    @Test
    void a_sign_that_was_not_there_hinders_nothing() {
        var mistaken = correctIntake().positive().command();
        assertThat(given(openedWith("RF-INF-1")).when(mistaken).state()).isInstanceOf(AwaitingTherapist.class);
        var standing = given(openedWith("CI-DIAB", "CI-VARIX"), assigned(ANNA));
        standing.when(hold(FIRST).areas(Area.LEG).command()).rejects(new AreaExcluded(Area.LEG));
        var right = given(openedWith("CI-DIAB", "CI-VARIX"), assigned(ANNA), standing.when(mistaken).accepted());
        assertThat(right.when(plan(FIRST, FIRST_AT).style(Style.HOT_STONE).command()).accepted()).hasSize(1);
        assertThat(right.when(hold(FIRST).areas(Area.LEG).command()).accepted()).hasSize(1);
    }

    @Test
    void what_a_later_screening_found_still_counts() {
        var held = given(openedWith("CI-DIAB"), assigned(ANNA), screened(FIRST_AT, "RF-INF-1"))
                .when(correctIntake().positive().command());
        assertThat(held.state()).isInstanceOf(OnHold.class);
        assertThat(given(openedWith("CI-DIAB"), assigned(ANNA), screened(FIRST_AT, "RF-INF-1"), held.accepted(),
                cleared(FIRST_AT)).state()).isInstanceOf(InTreatment.class);
    }

    @Test
    void age_and_sex_follow_from_the_clients_record_as_it_is_now() {
        var born = new ClientStanding(MILA, personal(LocalDate.of(1960, 1, 1)), Sex.OTHER, mila().consents());
        Findings now = corrected(given(openedWith("RF-MAL-2"), cleared(OPENED_AT)), correctIntake().of(born).command());
        assertThat(now.ageBand()).isEqualTo(AgeBand.FROM_60_TO_69);
        assertThat(now.sex()).isEqualTo(Sex.OTHER);
        assertThat(now.positive()).extracting(PositiveSign::code).containsExactly("RF-FRX-4", "RF-MAL-2", "RF-MAL-4");
        given(opened()).when(correctIntake().of(client(LocalDate.of(2026, 3, 3))).sites(Area.HIP).command())
                .rejectsValueOf("openedAt");
        given(opened()).when(correctIntake().of(client(LocalDate.of(2026, 2, 10))).sites(Area.HIP).command())
                .rejectsValueOf("complaint.onsetOn");
    }

    @Test
    void a_sign_of_age_that_staff_found_counts_as_well() {
        assertThat(corrected(given(opened()), correctIntake().positive("RF-MAL-4").command()).positive())
                .extracting(PositiveSign::code).containsExactly("RF-MAL-4");
    }

    @Test
    void they_stay_when_the_client_was_erased() {
        var older = opened(new AnIntake().of(client(LocalDate.of(1960, 1, 1))).positive("RF-MAL-2"));
        var erased = client(new Personal.Erased<>(Subject.of(MILA)), OPENED_AT);
        Findings now = corrected(given(older), correctIntake().of(erased).positive("CI-DIAB").command());
        assertThat(now.ageBand()).isEqualTo(AgeBand.FROM_60_TO_69);
        assertThat(now.positive()).extracting(PositiveSign::code).containsExactly("RF-FRX-4", "RF-MAL-4", "CI-DIAB");
    }

    @Test
    void values_are_checked() {
        var standing = given(opened());
        standing.when(correctIntake().because(" ").command()).rejectsValueOf("reason");
        standing.when(correctIntake().at(FOUND_OUT_AT.plusSeconds(121)).command()).rejectsFuture("openedAt");
        standing.when(correctIntake().since(LocalDate.of(2026, 3, 3)).command()).rejectsValueOf("complaint.onsetOn");
        standing.when(correctIntake().sites().command()).rejectsValueOf("complaint.sites");
        standing.when(correctIntake().causes().command()).rejectsValueOf("complaint.causes");
        standing.when(correctIntake().causes(Cause.STRESS, Cause.STRESS).command())
                .rejectsValueOf("complaint.causes[1]");
        standing.when(correctIntake().activities(" ").command()).rejectsValueOf("complaint.limitedActivities");
        standing.when(correctIntake().preferring(new Preference(null, 6, null)).command())
                .rejectsValueOf("preference.pressure");
        standing.when(correctIntake().positive("RF-NONE").command()).rejectsValueOf("screening.positive[0].code");
        standing.when(correctIntake().screened(new Screened(2, List.of())).command())
                .rejectsValueOf("screening.catalogueVersion");
        var other = new ClientStanding(new io.lumbar.domain.ClientId(id("a99")), mila().dateOfBirth(), Sex.FEMALE,
                mila().consents());
        standing.when(correctIntake().of(other).command()).rejectsValueOf("clientId");
    }

    @Test
    void what_stands_already_changes_nothing_also_when_it_was_erased() {
        given(opened()).when(correctIntake().command()).thenNothing();
        given(opened()).when(correctIntake().since(complaint().onsetOn()).at(OPENED_AT).positive().command())
                .thenNothing();
        var erased = new IntakeCorrected(EPISODE,
                new Findings(OPENED_AT, AS_OPENED.ageBand(), Sex.FEMALE, complaint(),
                        new Personal.Erased<>(Subject.of(MILA)), AS_OPENED.doctorConsulted(), AS_OPENED.preference(), 1,
                        List.of()),
                personal("x"), FOUND_OUT_AT);
        var words = new AnIntakeCorrection().activities("anything").command();
        assertThat(course(given(opened(), List.of(erased)).when(words).state()).intake().otherActivities())
                .isEqualTo(Objects.requireNonNull(erased.findings().otherActivities()));
    }

    @Test
    void the_same_again_changes_nothing_even_after_it_was_corrected_on() {
        var first = correctIntake().sites(Area.HIP).command();
        var one = given(opened()).when(first).accepted();
        var two = given(opened(), one)
                .when(correctIntake().sites(Area.NECK).askedAt(FOUND_OUT_AT.plusSeconds(60)).command()).accepted();
        given(opened(), one).when(first).thenNothing();
        given(opened(), one, two).when(first).thenNothing();
        assertThat(given(opened(), one, two)
                .when(correctIntake().sites(Area.HIP).askedAt(FOUND_OUT_AT.plusSeconds(120)).command()).accepted())
                .hasSize(1);
    }

    @Test
    void what_was_never_opened_has_no_intake() {
        given().when(correctIntake().command()).rejects(new NotFound("episode", EPISODE));
    }
}
