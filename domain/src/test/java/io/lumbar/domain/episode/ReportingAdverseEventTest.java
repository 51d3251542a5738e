package io.lumbar.domain.episode;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.lumbar.domain.AdverseEventId;
import io.lumbar.domain.DomainError.AlreadyExists;
import io.lumbar.domain.DomainError.NotFound;
import io.lumbar.domain.DomainError.UnknownReference;
import io.lumbar.domain.SessionId;
import io.lumbar.domain.episode.AdverseEvent.AdverseEventCorrected;
import io.lumbar.domain.episode.AdverseEvent.AdverseEventReported;
import io.lumbar.domain.episode.AdverseEvent.CorrectAdverseEvent;
import io.lumbar.domain.episode.AdverseEvent.Detail;
import io.lumbar.domain.episode.AdverseEvent.Grade;
import io.lumbar.domain.episode.AdverseEvent.Happening;
import io.lumbar.domain.episode.AdverseEvent.ReportAdverseEvent;
import io.lumbar.domain.episode.AdverseEvent.Severity;
import io.lumbar.domain.episode.CareEpisode.Opened;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static io.lumbar.domain.People.OPENED_AT;
import static io.lumbar.domain.People.anna;
import static io.lumbar.domain.People.id;
import static io.lumbar.domain.episode.AdverseEvent.Duration.DAYS;
import static io.lumbar.domain.episode.AdverseEvent.Duration.WEEKS;
import static io.lumbar.domain.episode.AdverseEvent.Severity.MODERATE;
import static io.lumbar.domain.episode.AdverseEvent.Severity.SEVERE;
import static io.lumbar.domain.episode.Corrections.FOUND_OUT_AT;
import static io.lumbar.domain.episode.Corrections.correctAdverseEvent;
import static io.lumbar.domain.episode.Corrections.enteredInError;
import static io.lumbar.domain.episode.Corrections.report;
import static io.lumbar.domain.episode.Episodes.EPISODE;
import static io.lumbar.domain.episode.Episodes.FIRST;
import static io.lumbar.domain.episode.Episodes.FIRST_AT;
import static io.lumbar.domain.episode.Episodes.SECOND;
import static io.lumbar.domain.episode.Episodes.SECOND_AT;
import static io.lumbar.domain.episode.Episodes.assign;
import static io.lumbar.domain.episode.Episodes.decided;
import static io.lumbar.domain.episode.Episodes.declined;
import static io.lumbar.domain.episode.Episodes.discharged;
import static io.lumbar.domain.episode.Episodes.given;
import static io.lumbar.domain.episode.Episodes.hold;
import static io.lumbar.domain.episode.Episodes.intake;
import static io.lumbar.domain.episode.Episodes.opened;
import static io.lumbar.domain.episode.Episodes.personal;
import static io.lumbar.domain.episode.Episodes.plan;
import static org.assertj.core.api.Assertions.assertThat;

class ReportingAdverseEventTest {

    private static final AdverseEventId ID = new AdverseEventId(id("a21"));
    private static final Instant OCCURRED_AT = FIRST_AT.plus(Duration.ofHours(9));
    private static final List<EpisodeEvent> HELD = decided(intake().command(), assign(anna()), hold(FIRST).command(),
            plan(SECOND, SECOND_AT).command());
    private static final Happening SORE = new Happening(DAYS, MODERATE, OCCURRED_AT, FIRST, personal("sore"));
    private static final List<EpisodeEvent> REPORTED = List
            .of(new AdverseEventReported(EPISODE, ID, SORE, FOUND_OUT_AT));

    @ParameterizedTest
    @CsvSource({"HOURS,MILD,NOT_ADVERSE", "HOURS,MODERATE,MILD", "HOURS,SEVERE,MODERATE", "DAYS,MILD,MILD",
            "DAYS,MODERATE,MODERATE", "DAYS,SEVERE,MAJOR", "WEEKS,MILD,MODERATE", "WEEKS,MODERATE,MAJOR",
            "WEEKS,SEVERE,MAJOR"})
    void its_grade_follows_from_how_long_it_lasted_and_how_bad_it_was(AdverseEvent.Duration duration,
            Severity severity, Grade grade) {
        assertThat(Grade.of(duration, severity)).isEqualTo(grade);
    }

    @Test
    void it_is_recorded_with_the_session_it_followed() {
        var reporting = given(HELD).when(report("a21", DAYS, MODERATE, FIRST, "sore"));

        reporting.then(REPORTED.getFirst());
        assertThat(((Opened) reporting.state()).course().adverseEvent(ID)).isEqualTo(new AdverseEvent(ID, SORE));
        given(HELD).when(report("a21", WEEKS, SEVERE, null, null)).then(new AdverseEventReported(EPISODE, ID,
                new Happening(WEEKS, SEVERE, OCCURRED_AT, null, null), FOUND_OUT_AT));
    }

    @Test
    void in_every_state_for_it_may_show_late() {
        assertThat(given(HELD, discharged(Discharge.Reason.MOVED)).when(report("a21", WEEKS, SEVERE, FIRST, null))
                .accepted()).hasSize(1);
        assertThat(given(opened(), declined()).when(report("a21", WEEKS, SEVERE, null, null)).accepted()).hasSize(1);
    }

    @Test
    void it_lies_between_the_opening_and_now_and_not_before_its_session() {
        given(HELD).when(reportAt(OPENED_AT.minusMillis(1), null)).rejectsValueOf("occurredAt");
        given(HELD).when(reportAt(FOUND_OUT_AT.plusSeconds(121), null)).rejectsFuture("occurredAt");
        given(HELD).when(reportAt(FIRST_AT.minusMillis(1), FIRST)).rejectsValueOf("occurredAt");
        assertThat(given(HELD).when(reportAt(FIRST_AT, FIRST)).accepted()).hasSize(1);
        assertThat(given(HELD).when(reportAt(OPENED_AT, null)).accepted()).hasSize(1);
    }

    private static ReportAdverseEvent reportAt(Instant moment, @Nullable SessionId session) {
        return new ReportAdverseEvent(EPISODE, ID, DAYS, MODERATE, moment, session, null, FOUND_OUT_AT);
    }

    @Test
    void its_session_was_held() {
        given(HELD).when(report("a21", DAYS, MODERATE, SECOND, null))
                .rejects(new UnknownReference("sessionId", "held session", SECOND.value().toString()));
        given(HELD, given(HELD).when(enteredInError(FIRST, "entered twice")).accepted())
                .when(report("a21", DAYS, MODERATE, FIRST, null)).rejects(UnknownReference.class);
    }

    @Test
    void its_description_is_neither_blank_nor_endless() {
        given(HELD).when(report("a21", DAYS, MODERATE, FIRST, " ")).rejectsValueOf("description");
        given(HELD).when(report("a21", DAYS, MODERATE, FIRST, "a".repeat(4_001))).rejectsValueOf("description");
    }

    @Test
    void the_same_report_again_changes_nothing_and_another_under_its_id_is_refused() {
        var standing = given(HELD, REPORTED);
        standing.when(report("a21", DAYS, MODERATE, FIRST, "sore")).thenNothing();
        standing.when(report("a21", WEEKS, MODERATE, FIRST, "sore")).rejects(new AlreadyExists("adverse event", ID));
        standing.when(report("a21", DAYS, MODERATE, FIRST, "very sore")).rejects(AlreadyExists.class);
    }

    @Test
    void what_was_otherwise_is_corrected_and_the_grade_with_it() {
        var correcting = given(HELD, REPORTED).when(correctAdverseEvent("a21", WEEKS, "it went on"));

        var now = new Happening(WEEKS, MODERATE, OCCURRED_AT, FIRST, personal("sore"));
        correcting.then(new AdverseEventCorrected(EPISODE, ID, now, personal("it went on"), FOUND_OUT_AT));
        assertThat(((Opened) correcting.state()).course().adverseEvent(ID).happening().grade())
                .isEqualTo(Grade.MAJOR);
    }

    @Test
    void what_was_not_recorded_after_all_is_removed_but_not_given_as_well() {
        given(HELD, REPORTED).when(correction(null, null, Detail.SESSION, Detail.DESCRIPTION))
                .then(new AdverseEventCorrected(EPISODE, ID, new Happening(DAYS, MODERATE, OCCURRED_AT, null, null),
                        personal("so"), FOUND_OUT_AT));
        given(HELD, REPORTED).when(correction(FIRST, null, Detail.SESSION)).rejectsValueOf("removed[0]");
        given(HELD, REPORTED).when(correction(null, "sore", Detail.DESCRIPTION)).rejectsValueOf("removed[0]");
        given(HELD, REPORTED).when(correction(null, null, Detail.SESSION, Detail.SESSION))
                .rejectsValueOf("removed[1]");
    }

    private static CorrectAdverseEvent correction(@Nullable SessionId session, @Nullable String description,
            Detail... removed) {
        return new CorrectAdverseEvent(EPISODE, ID, null, null, null, session, description, List.of(removed), "so",
                FOUND_OUT_AT);
    }

    @Test
    void a_correction_is_as_possible_as_a_report() {
        var standing = given(HELD, REPORTED);
        standing.when(correction(SECOND, null)).rejects(UnknownReference.class);
        standing.when(correction(null, "")).rejectsValueOf("description");
        standing.when(correctAdverseEvent("a21", WEEKS, "")).rejectsValueOf("reason");
        standing.when(at(FIRST_AT.minusMillis(1))).rejectsValueOf("occurredAt");
        standing.when(at(FOUND_OUT_AT.plusSeconds(121))).rejectsFuture("occurredAt");
        standing.when(correctAdverseEvent("a22", WEEKS, "no"))
                .rejects(new NotFound("adverse event", new AdverseEventId(id("a22"))));
    }

    private static CorrectAdverseEvent at(Instant moment) {
        return new CorrectAdverseEvent(EPISODE, ID, null, null, moment, null, null, List.of(), "so", FOUND_OUT_AT);
    }

    @Test
    void it_outlives_the_voiding_of_its_session() {
        var voided = given(HELD, REPORTED).when(enteredInError(FIRST, "entered twice")).accepted();
        assertThat(given(HELD, REPORTED, voided).when(correctAdverseEvent("a21", WEEKS, "it went on")).accepted())
                .hasSize(1);
        given(HELD, REPORTED, voided).when(at(OCCURRED_AT.plusSeconds(60))).rejects(UnknownReference.class);
    }

    @Test
    void the_same_correction_again_changes_nothing_even_after_it_was_corrected_on() {
        given(HELD, REPORTED).when(correctAdverseEvent("a21", DAYS, "as it stands")).thenNothing();
        var first = correctAdverseEvent("a21", WEEKS, "it went on");
        var once = given(HELD, REPORTED).when(first).accepted();
        var twice = given(HELD, REPORTED, once)
                .when(correctAdverseEvent("a21", DAYS, "it did not", FOUND_OUT_AT.plusSeconds(60))).accepted();
        given(HELD, REPORTED, once, twice).when(first).thenNothing();
        assertThat(given(HELD, REPORTED, once, twice)
                .when(correctAdverseEvent("a21", WEEKS, "it went on", FOUND_OUT_AT.plusSeconds(90))).accepted())
                .hasSize(1);
    }
}
