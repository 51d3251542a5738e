package io.lumbar.domain.episode;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

import io.lumbar.domain.Area;
import io.lumbar.domain.DomainError.ConcurrentChange;
import io.lumbar.domain.DomainError.NotFound;
import io.lumbar.domain.EpisodeError.AreaExcluded;
import io.lumbar.domain.EpisodeError.ConsentMissing;
import io.lumbar.domain.EpisodeError.EpisodeStateForbids;
import io.lumbar.domain.EpisodeError.SessionStateForbids;
import io.lumbar.domain.EpisodeError.TherapistNotQualified;
import io.lumbar.domain.MeasurementId;
import io.lumbar.domain.Personal;
import io.lumbar.domain.SessionKind;
import io.lumbar.domain.Style;
import io.lumbar.domain.Subject;
import io.lumbar.domain.episode.CareEpisode.Opened;
import io.lumbar.domain.episode.Measurement.MeasurementCorrected;
import io.lumbar.domain.episode.Measurement.Occasion.AtSession;
import io.lumbar.domain.episode.Session.Detail;
import io.lumbar.domain.episode.Session.Held;
import io.lumbar.domain.episode.Session.SessionCorrected;
import io.lumbar.domain.episode.Session.SessionHeld;
import io.lumbar.domain.episode.Session.Treatment;
import io.lumbar.domain.outcome.ResponseRule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static io.lumbar.domain.People.ANNA;
import static io.lumbar.domain.People.BEN;
import static io.lumbar.domain.People.MILA;
import static io.lumbar.domain.People.MILA_BORN_ON;
import static io.lumbar.domain.People.OPENED_AT;
import static io.lumbar.domain.People.anna;
import static io.lumbar.domain.People.ben;
import static io.lumbar.domain.People.client;
import static io.lumbar.domain.People.id;
import static io.lumbar.domain.episode.Corrections.FOUND_OUT_AT;
import static io.lumbar.domain.episode.Corrections.correct;
import static io.lumbar.domain.episode.Episodes.DISCHARGED_AT;
import static io.lumbar.domain.episode.Episodes.EPISODE;
import static io.lumbar.domain.episode.Episodes.FIRST;
import static io.lumbar.domain.episode.Episodes.FIRST_AT;
import static io.lumbar.domain.episode.Episodes.SECOND;
import static io.lumbar.domain.episode.Episodes.SECOND_AT;
import static io.lumbar.domain.episode.Episodes.assign;
import static io.lumbar.domain.episode.Episodes.assigned;
import static io.lumbar.domain.episode.Episodes.cancelled;
import static io.lumbar.domain.episode.Episodes.decided;
import static io.lumbar.domain.episode.Episodes.discharged;
import static io.lumbar.domain.episode.Episodes.given;
import static io.lumbar.domain.episode.Episodes.hold;
import static io.lumbar.domain.episode.Episodes.intake;
import static io.lumbar.domain.episode.Episodes.measure;
import static io.lumbar.domain.episode.Episodes.missed;
import static io.lumbar.domain.episode.Episodes.nprs;
import static io.lumbar.domain.episode.Episodes.opened;
import static io.lumbar.domain.episode.Episodes.openedWith;
import static io.lumbar.domain.episode.Episodes.personal;
import static io.lumbar.domain.episode.Episodes.planned;
import static org.assertj.core.api.Assertions.assertThat;

class CorrectingSessionTest {

    private static final Treatment TREATMENT = new Treatment(ANNA, FIRST_AT, 45, Style.SWEDISH,
            SessionKind.STRUCTURAL, List.of(Area.LUMBAR, Area.BUTTOCK), 3, 6, 4, personal("left side tender"),
            personal(List.of("warm feeling")));
    private static final List<EpisodeEvent> HELD = decided(intake().command(), assign(anna()),
            hold(FIRST).command());

    private static SessionCorrected corrected(Treatment treatment) {
        return new SessionCorrected(EPISODE, FIRST, treatment, personal("wrong line"), FOUND_OUT_AT, null);
    }

    @Test
    void what_is_given_changes_and_the_rest_stays() {
        var correcting = given(HELD).when(correct(FIRST).minutes(60).command());

        var treatment = new Treatment(ANNA, FIRST_AT, 60, Style.SWEDISH, SessionKind.STRUCTURAL,
                List.of(Area.LUMBAR, Area.BUTTOCK), 3, 6, 4, personal("left side tender"),
                personal(List.of("warm feeling")));
        correcting.then(corrected(treatment));
        assertThat(((Opened) correcting.state()).course().session(FIRST)).isEqualTo(new Held(FIRST, null, treatment));
    }

    @Test
    void everything_about_it_may_have_been_otherwise() {
        given(HELD)
                .when(correct(FIRST).by(ben()).startedAt(SECOND_AT).minutes(30).style(Style.SWEDISH)
                        .kind(SessionKind.WHOLE_BODY).areas(Area.HIP).pressure(1).pain(2, 0).note("right side")
                        .reactions("tired").command())
                .then(corrected(new Treatment(BEN, SECOND_AT, 30, Style.SWEDISH, SessionKind.WHOLE_BODY,
                        List.of(Area.HIP), 1, 2, 0, personal("right side"), personal(List.of("tired")))));
    }

    @Test
    void what_was_not_recorded_after_all_is_removed() {
        given(HELD).when(correct(FIRST).removing(Detail.values()).areas().reactions().command())
                .then(corrected(new Treatment(ANNA, FIRST_AT, 45, Style.SWEDISH, SessionKind.STRUCTURAL, List.of(),
                        null, null, null, null, null)));
    }

    @ParameterizedTest
    @EnumSource(Detail.class)
    void what_is_removed_is_not_given_as_well(Detail detail) {
        var both = correct(FIRST).pressure(2).pain(1, 1).note("so").removing(detail);
        given(HELD).when(both.command()).rejectsValueOf("removed[0]");
        given(HELD).when(correct(FIRST).removing(detail, detail).command()).rejectsValueOf("removed[1]");
    }

    @Test
    void it_is_as_possible_as_a_session_that_is_held() {
        var standing = given(HELD);
        Map.of("minutes", correct(FIRST).minutes(241), "pressure", correct(FIRST).pressure(6), "painBefore",
                correct(FIRST).pain(11, null), "painAfter", correct(FIRST).pain(null, -1), "note",
                correct(FIRST).note(" "), "reactions[0]", correct(FIRST).reactions(""), "areas[1]",
                correct(FIRST).areas(Area.HIP, Area.HIP), "reason", correct(FIRST).minutes(60).because(""), "startedAt",
                correct(FIRST).startedAt(OPENED_AT.minusMillis(1)))
                .forEach((field, correction) -> standing.when(correction.command()).rejectsValueOf(field));
        standing.when(correct(FIRST).startedAt(FOUND_OUT_AT.plusSeconds(121)).command()).rejectsFuture("startedAt");
    }

    @Test
    void the_rules_are_asked_again_of_what_changed() {
        given(HELD).when(correct(FIRST).by(ben()).startedAt(Instant.parse("2026-06-01T09:00:00Z"))
                .askedAt(Instant.parse("2026-06-02T09:00:00Z")).command())
                .rejects(new TherapistNotQualified(BEN, Style.SWEDISH, LocalDate.of(2026, 6, 1)));
        given(HELD).when(correct(FIRST).style(Style.SPORTS).command()).rejects(TherapistNotQualified.class);
        given(HELD).when(correct(FIRST).of(client(personal(MILA_BORN_ON), FIRST_AT)).startedAt(FIRST_AT.minusMillis(1))
                .command()).rejects(new ConsentMissing(MILA, FIRST_AT.minusMillis(1)));
        var withoutLeg = decided(intake().positive("CI-VARIX").command(), assign(anna()), hold(FIRST).command());
        given(withoutLeg).when(correct(FIRST).areas(Area.LEG).command()).rejects(new AreaExcluded(Area.LEG));
    }

    @Test
    void they_are_not_asked_again_of_what_did_not_change() {
        var noConsentAnyMore = client(personal(MILA_BORN_ON), FOUND_OUT_AT);
        assertThat(given(HELD).when(correct(FIRST).of(noConsentAnyMore).minutes(60).note("so").command()).accepted())
                .hasSize(1);
    }

    @Test
    void facts_about_another_therapist_than_the_one_who_gave_it_are_out_of_date() {
        given(HELD).when(correct(FIRST).knowing(ben()).style(Style.SHIATSU).command())
                .rejects(ConcurrentChange.class);
    }

    @Test
    void what_was_measured_on_arrival_moves_with_the_session() {
        var measured = decided(intake().command(), assign(anna()),
                hold(FIRST).measuring(nprs("121", 5, FIRST_AT)).command());
        given(measured).when(correct(FIRST).startedAt(SECOND_AT).command()).then(
                corrected(new Treatment(ANNA, SECOND_AT, 45, Style.SWEDISH, SessionKind.STRUCTURAL,
                        TREATMENT.areas(), 3, 6, 4, TREATMENT.note(), TREATMENT.reactions())),
                new MeasurementCorrected(EPISODE, new MeasurementId(id("121")), new AtSession(FIRST),
                        nprs("121", 5, FIRST_AT).reading(), SECOND_AT, personal("wrong line"), FOUND_OUT_AT));
        assertThat(given(measured).when(correct(FIRST).minutes(60).command()).accepted()).hasSize(1);
    }

    @Test
    void counts_first_session_and_response_follow() {
        var course = decided(intake().command(), assign(anna()), hold(FIRST).command(),
                hold(SECOND).startedAt(SECOND_AT).style(Style.SHIATSU).command(),
                measure(nprs("131", 4, FIRST_AT.plus(Duration.ofDays(1)))));
        assertThat(responded(course).afterSessions()).isEqualTo(1);

        var moved = given(course).when(correct(SECOND).startedAt(FIRST_AT.minus(Duration.ofDays(1))).command())
                .accepted();

        var episode = (Opened) given(course, moved).state();
        Course after = episode.course();
        assertThat(after.heldInOrder()).extracting(Held::id).containsExactly(SECOND, FIRST);
        assertThat(after.heldInOrder().getFirst().treatment().style()).isEqualTo(Style.SHIATSU);
        assertThat(ObservedResponse.in(episode, ResponseRule.NPRS_30PCT_2PTS_V1).afterSessions()).isEqualTo(2);
    }

    private static ObservedResponse responded(List<EpisodeEvent> course) {
        return ObservedResponse.in((Opened) given(course).state(), ResponseRule.NPRS_30PCT_2PTS_V1);
    }

    @Test
    void after_the_discharge_too_but_not_to_a_time_after_it() {
        var ended = given(HELD, discharged(Discharge.Reason.MOVED));
        Instant now = DISCHARGED_AT.plus(Duration.ofDays(30));
        assertThat(ended.when(correct(FIRST).minutes(60).askedAt(now).command()).accepted()).hasSize(1);
        assertThat(ended.when(correct(FIRST).startedAt(DISCHARGED_AT.minusMillis(1)).askedAt(now).command())
                .accepted()).hasSize(1);
        ended.when(correct(FIRST).startedAt(DISCHARGED_AT).askedAt(now).command())
                .rejects(EpisodeStateForbids.class);
    }

    @Test
    void what_stands_already_changes_nothing_also_when_it_was_erased() {
        given(HELD).when(correct(FIRST).minutes(45).note("left side tender").command()).thenNothing();
        given(HELD).when(correct(FIRST).command()).thenNothing();
        List<EpisodeEvent> erased = List.of(new SessionHeld(EPISODE, FIRST,
                new Treatment(ANNA, FIRST_AT, 45, Style.SWEDISH, SessionKind.STRUCTURAL, List.of(), null, null, null,
                        new Personal.Erased<>(Subject.of(MILA)), null)));
        given(opened(), assigned(ANNA), erased).when(correct(FIRST).note("left side tender").command()).thenNothing();
    }

    @Test
    void the_same_again_changes_nothing_even_after_it_was_corrected_on() {
        var first = correct(FIRST).minutes(60).command();
        var once = given(HELD).when(first).accepted();
        var twice = given(HELD, once).when(correct(FIRST).minutes(30).askedAt(FOUND_OUT_AT.plusSeconds(60)).command())
                .accepted();
        given(HELD, once, twice).when(first).thenNothing();
        assertThat(given(HELD, once, twice)
                .when(correct(FIRST).minutes(60).askedAt(FOUND_OUT_AT.plusSeconds(90)).command()).accepted())
                .hasSize(1);
        assertThat(given(HELD, once).when(correct(FIRST).minutes(20).command()).accepted()).hasSize(1);
    }

    @Test
    void only_what_was_held_can_be_corrected() {
        var plan = planned(FIRST, FIRST_AT);
        var refused = new SessionStateForbids(FIRST, "planned", "correct it");
        given(opened(), assigned(ANNA), plan).when(correct(FIRST).minutes(60).command()).rejects(refused);
        given(opened(), assigned(ANNA), plan, missed(FIRST)).when(correct(FIRST).minutes(60).command())
                .rejects(SessionStateForbids.class);
        given(opened(), assigned(ANNA), plan, cancelled(FIRST)).when(correct(FIRST).minutes(60).command())
                .rejects(SessionStateForbids.class);
        given(openedWith("CI-DIAB")).when(correct(SECOND).minutes(60).command())
                .rejects(new NotFound("session", SECOND));
    }
}
