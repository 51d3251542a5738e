package io.lumbar.domain.episode;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.lumbar.domain.DomainError.AlreadyExists;
import io.lumbar.domain.DomainError.NotFound;
import io.lumbar.domain.EpisodeError.MeasurementWasVoided;
import io.lumbar.domain.MeasurementId;
import io.lumbar.domain.episode.CareEpisode.Opened;
import io.lumbar.domain.episode.Measurement.CorrectMeasurement;
import io.lumbar.domain.episode.Measurement.MeasurementCorrected;
import io.lumbar.domain.episode.Measurement.MeasurementRecorded;
import io.lumbar.domain.episode.Measurement.MeasurementVoided;
import io.lumbar.domain.episode.Measurement.Occasion.AtFollowUp;
import io.lumbar.domain.episode.Measurement.Occasion.Baseline;
import io.lumbar.domain.episode.Measurement.Occasion.BetweenSessions;
import io.lumbar.domain.episode.Measurement.Taking;
import io.lumbar.domain.outcome.Instrument;
import io.lumbar.domain.outcome.PsfsActivities;
import io.lumbar.domain.outcome.PsfsActivity;
import io.lumbar.domain.outcome.Reading;
import io.lumbar.domain.outcome.Response;
import io.lumbar.domain.outcome.ResponseRule;
import org.junit.jupiter.api.Test;

import static io.lumbar.domain.People.OPENED_AT;
import static io.lumbar.domain.People.anna;
import static io.lumbar.domain.People.id;
import static io.lumbar.domain.episode.Corrections.FOUND_OUT_AT;
import static io.lumbar.domain.episode.Corrections.correct;
import static io.lumbar.domain.episode.Corrections.enteredInError;
import static io.lumbar.domain.episode.Episodes.DISCHARGED_AT;
import static io.lumbar.domain.episode.Episodes.EPISODE;
import static io.lumbar.domain.episode.Episodes.FIRST;
import static io.lumbar.domain.episode.Episodes.FIRST_AT;
import static io.lumbar.domain.episode.Episodes.FOLLOW_UPS;
import static io.lumbar.domain.episode.Episodes.SECOND;
import static io.lumbar.domain.episode.Episodes.SECOND_AT;
import static io.lumbar.domain.episode.Episodes.assign;
import static io.lumbar.domain.episode.Episodes.decided;
import static io.lumbar.domain.episode.Episodes.discharge;
import static io.lumbar.domain.episode.Episodes.followUp;
import static io.lumbar.domain.episode.Episodes.given;
import static io.lumbar.domain.episode.Episodes.hold;
import static io.lumbar.domain.episode.Episodes.intake;
import static io.lumbar.domain.episode.Episodes.measure;
import static io.lumbar.domain.episode.Episodes.nprs;
import static io.lumbar.domain.episode.Episodes.personal;
import static io.lumbar.domain.episode.Episodes.psfs;
import static org.assertj.core.api.Assertions.assertThat;

class CorrectingMeasurementTest {

    private static final MeasurementId PAIN = new MeasurementId(id("131"));
    private static final List<EpisodeEvent> TREATED = decided(intake().command(), assign(anna()),
            hold(FIRST).measuring(nprs("121", 6, FIRST_AT)).command(),
            hold(SECOND).startedAt(SECOND_AT).command(), measure(nprs("131", 4, SECOND_AT.minusSeconds(60))));

    @Test
    void reading_and_time_are_put_right_with_a_reason() {
        var correcting = given(TREATED).when(correct(nprs("131", 5, SECOND_AT.minusSeconds(90)), "misread"));

        var reading = nprs("131", 5, SECOND_AT).reading();
        correcting.then(new MeasurementCorrected(EPISODE, PAIN, new BetweenSessions(), reading,
                SECOND_AT.minusSeconds(90), personal("misread"), FOUND_OUT_AT));
        assertThat(((Opened) correcting.state()).course().measurements().get(PAIN))
                .isEqualTo(new Measurement(PAIN, new BetweenSessions(), reading, SECOND_AT.minusSeconds(90)));
    }

    @Test
    void it_needs_a_reason_and_lies_in_the_past() {
        given(TREATED).when(correct(nprs("131", 5, SECOND_AT), " ")).rejectsValueOf("reason");
        given(TREATED).when(correct(nprs("131", 5, SECOND_AT), "a".repeat(4_001))).rejectsValueOf("reason");
        given(TREATED).when(correct(nprs("131", 5, FOUND_OUT_AT.plusSeconds(121)), "no")).rejectsFuture("takenAt");
        given(TREATED).when(enteredInError("131", "")).rejectsValueOf("reason");
    }

    @Test
    void the_response_follows_whatever_was_observed_before() {
        assertThat(response(TREATED).response()).isEqualTo(Response.RESPONDED);
        assertThat(response(TREATED, correct(nprs("131", 5, SECOND_AT.minusSeconds(60)), "misread")).response())
                .isEqualTo(Response.NOT_RESPONDED);
        assertThat(response(TREATED, enteredInError("131", "of another")).response())
                .isEqualTo(Response.NOT_RESPONDED);
        assertThat(response(TREATED, correct(nprs("111", 2, OPENED_AT), "misread")).response())
                .isEqualTo(Response.UNDEFINED);
        assertThat(response(TREATED, enteredInError("111", "of another")).response()).isEqualTo(Response.UNDEFINED);
    }

    private static ObservedResponse response(List<EpisodeEvent> course, EpisodeCommand... corrections) {
        var state = given(course).state();
        for (EpisodeCommand command : corrections) {
            state = given(course).when(command).state();
        }
        return ObservedResponse.in((Opened) state, ResponseRule.NPRS_30PCT_2PTS_V1);
    }

    @Test
    void it_was_taken_when_its_occasion_was() {
        Instant nextDay = FIRST_AT.plus(Duration.ofDays(1));
        given(TREATED).when(correct(nprs("111", 7, OPENED_AT.plusMillis(1)), "no")).rejectsValueOf("takenAt");
        given(TREATED).when(correct(nprs("121", 6, nextDay), "no")).rejectsValueOf("takenAt");
        given(TREATED).when(correct(nprs("131", 4, OPENED_AT.minusMillis(1)), "no")).rejectsValueOf("takenAt");
        assertThat(given(TREATED).when(correct(nprs("111", 7, OPENED_AT.minusSeconds(60)), "earlier")).accepted())
                .hasSize(1);
        assertThat(given(TREATED).when(correct(nprs("121", 6, FIRST_AT.plusSeconds(60)), "later")).accepted())
                .hasSize(1);
    }

    @Test
    void after_the_discharge_too_but_not_to_a_time_after_it() {
        Instant followedUpAt = Instant.parse("2026-06-02T09:00:00Z");
        Instant now = Instant.parse("2026-07-01T09:00:00Z");
        var ended = List.of(TREATED, decidedAfter(TREATED, discharge(Discharge.Reason.MOVED, DISCHARGED_AT))).stream()
                .flatMap(List::stream).toList();
        var followedUp = decidedAfter(ended, followUp(FOLLOW_UPS.getFirst(), followedUpAt,
                nprs("141", 3, followedUpAt)));
        var standing = given(ended, followedUp);

        assertThat(standing.when(correct(nprs("131", 5, DISCHARGED_AT), "misread", now)).accepted()).hasSize(1);
        standing.when(correct(nprs("131", 5, DISCHARGED_AT.plusMillis(1)), "misread", now)).rejectsValueOf("takenAt");
        standing.when(correct(nprs("141", 2, followedUpAt.plusSeconds(60)), "misread", now)).then(
                new MeasurementCorrected(EPISODE, new MeasurementId(id("141")), new AtFollowUp(FOLLOW_UPS.getFirst()),
                        nprs("141", 2, followedUpAt).reading(), followedUpAt.plusSeconds(60), personal("misread"),
                        now));
        standing.when(correct(nprs("141", 2, followedUpAt.plus(Duration.ofDays(1))), "no", now))
                .rejectsValueOf("takenAt");
    }

    private static List<EpisodeEvent> decidedAfter(List<EpisodeEvent> events, EpisodeCommand command) {
        return given(events).when(command).accepted();
    }

    @Test
    void an_instrument_stays_the_only_one_of_its_occasion_and_in_its_version() {
        var two = given(decided(intake().measuring(nprs("111", 7, OPENED_AT), psfs("112", OPENED_AT, "lift"))
                .command()));
        two.when(correct(nprs("112", 3, OPENED_AT), "no")).rejectsValueOf("instrument");
        var older = new Taking(PAIN, new Reading.Given(Instrument.NPRS, "24-hour", BigDecimal.ONE),
                SECOND_AT);
        given(TREATED).when(correct(older, "no")).rejectsValueOf("instrument");
        two.when(correct(psfs("111", OPENED_AT, "sit"), "no")).rejectsValueOf("instrument");
    }

    @Test
    void an_activity_keeps_its_number() {
        var opening = decided(intake().measuring(nprs("111", 7, OPENED_AT), psfs("112", OPENED_AT, "lift", "sit"))
                .command());
        var corrected = (MeasurementCorrected) given(opening)
                .when(correct(psfs("112", OPENED_AT, "run", "lift"), "misheard")).accepted().getFirst();
        assertThat(corrected.occasion()).isEqualTo(new Baseline());
        assertThat(((PsfsActivities) ((Reading.Answered) corrected.reading()).answers()).activities())
                .extracting(PsfsActivity::number).containsExactly(3, 1);
    }

    @Test
    void the_same_again_changes_nothing_even_after_it_was_corrected_on() {
        given(TREATED).when(correct(nprs("131", 4, SECOND_AT.minusSeconds(60)), "as it stands")).thenNothing();

        CorrectMeasurement first = correct(nprs("131", 5, SECOND_AT), "misread");
        var once = given(TREATED).when(first).accepted();
        var twice = given(TREATED, once)
                .when(correct(nprs("131", 6, SECOND_AT), "misread", FOUND_OUT_AT.plusSeconds(60))).accepted();
        given(TREATED, once, twice).when(first).thenNothing();
    }

    @Test
    void what_was_entered_in_error_stands_no_more_and_stays_known() {
        var voiding = given(TREATED).when(enteredInError("131", "of another client"));

        voiding.then(new MeasurementVoided(EPISODE, PAIN, personal("of another client"), FOUND_OUT_AT));
        Course course = ((Opened) voiding.state()).course();
        assertThat(course.measurements()).doesNotContainKey(PAIN);
        assertThat(course.voidedMeasurements()).containsOnlyKeys(PAIN);
    }

    @Test
    void pain_at_the_opening_is_recorded_anew_when_it_was_voided_or_became_another_scale() {
        var baseline = nprs("113", 6, OPENED_AT.minusSeconds(60));
        for (EpisodeCommand wrong : List.of(enteredInError("111", "of another"),
                correct(psfs("111", OPENED_AT, "Lift"), "another scale"))) {
            var without = given(TREATED, decidedAfter(TREATED, wrong));
            var recording = without.when(measure(baseline));
            recording.then(new MeasurementRecorded(EPISODE, baseline.id(), new Baseline(), baseline.reading(),
                    baseline.takenAt()));
            assertThat(ObservedResponse.in((Opened) recording.state(), ResponseRule.NPRS_30PCT_2PTS_V1).response())
                    .isEqualTo(Response.RESPONDED);
            without.when(measure(psfs("113", OPENED_AT.minusSeconds(60), "Lift"))).rejectsValueOf("takenAt");
        }
        given(TREATED).when(measure(baseline)).rejectsValueOf("takenAt");
    }

    @Test
    void what_was_voided_is_neither_changed_nor_recorded_again() {
        var voided = given(TREATED, given(TREATED).when(enteredInError("131", "of another client")).accepted());
        voided.when(enteredInError("131", "of another client")).thenNothing();
        voided.when(enteredInError("131", "double")).rejects(new MeasurementWasVoided(PAIN));
        voided.when(correct(nprs("131", 5, SECOND_AT), "misread")).rejects(new MeasurementWasVoided(PAIN));
        voided.when(measure(nprs("131", 4, SECOND_AT))).rejects(new AlreadyExists("measurement", PAIN));
    }

    @Test
    void what_is_unknown_is_named() {
        var unknown = new NotFound("measurement", new MeasurementId(id("999")));
        given(TREATED).when(correct(nprs("999", 5, SECOND_AT), "no")).rejects(unknown);
        given(TREATED).when(enteredInError("999", "no")).rejects(unknown);
    }
}
