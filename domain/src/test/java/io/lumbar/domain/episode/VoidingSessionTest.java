package io.lumbar.domain.episode;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import io.lumbar.domain.DomainError.AlreadyExists;
import io.lumbar.domain.DomainError.NotFound;
import io.lumbar.domain.EpisodeError.SessionStateForbids;
import io.lumbar.domain.MeasurementId;
import io.lumbar.domain.episode.CareEpisode.Opened;
import io.lumbar.domain.episode.Measurement.MeasurementVoided;
import io.lumbar.domain.episode.Session.CancelledBy;
import io.lumbar.domain.episode.Session.SessionVoided;
import io.lumbar.domain.episode.Session.Voided;
import io.lumbar.domain.outcome.Response;
import io.lumbar.domain.outcome.ResponseRule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static io.lumbar.domain.People.ANNA;
import static io.lumbar.domain.People.anna;
import static io.lumbar.domain.People.id;
import static io.lumbar.domain.episode.Corrections.FOUND_OUT_AT;
import static io.lumbar.domain.episode.Corrections.correct;
import static io.lumbar.domain.episode.Corrections.enteredInError;
import static io.lumbar.domain.episode.Corrections.reschedule;
import static io.lumbar.domain.episode.Corrections.revertNoShow;
import static io.lumbar.domain.episode.Episodes.DISCHARGED_AT;
import static io.lumbar.domain.episode.Episodes.EPISODE;
import static io.lumbar.domain.episode.Episodes.FIRST;
import static io.lumbar.domain.episode.Episodes.FIRST_AT;
import static io.lumbar.domain.episode.Episodes.SECOND;
import static io.lumbar.domain.episode.Episodes.SECOND_AT;
import static io.lumbar.domain.episode.Episodes.assign;
import static io.lumbar.domain.episode.Episodes.assigned;
import static io.lumbar.domain.episode.Episodes.cancel;
import static io.lumbar.domain.episode.Episodes.cancelled;
import static io.lumbar.domain.episode.Episodes.decided;
import static io.lumbar.domain.episode.Episodes.discharge;
import static io.lumbar.domain.episode.Episodes.discharged;
import static io.lumbar.domain.episode.Episodes.given;
import static io.lumbar.domain.episode.Episodes.held;
import static io.lumbar.domain.episode.Episodes.hold;
import static io.lumbar.domain.episode.Episodes.holdPlanned;
import static io.lumbar.domain.episode.Episodes.intake;
import static io.lumbar.domain.episode.Episodes.missed;
import static io.lumbar.domain.episode.Episodes.noShow;
import static io.lumbar.domain.episode.Episodes.nprs;
import static io.lumbar.domain.episode.Episodes.opened;
import static io.lumbar.domain.episode.Episodes.personal;
import static io.lumbar.domain.episode.Episodes.plan;
import static io.lumbar.domain.episode.Episodes.planned;
import static org.assertj.core.api.Assertions.assertThat;

class VoidingSessionTest {

    private static final SessionVoided EVENT = new SessionVoided(EPISODE, FIRST, personal("entered twice"),
            FOUND_OUT_AT);
    private static final List<EpisodeEvent> VOIDED = List.of(EVENT);

    static Stream<List<EpisodeEvent>> states() {
        var plan = planned(FIRST, FIRST_AT);
        return Stream.of(List.<EpisodeEvent>of(), missed(FIRST), cancelled(FIRST), held(FIRST, FIRST_AT))
                .map(then -> Stream.concat(plan.stream(), then.stream()).toList());
    }

    @ParameterizedTest
    @MethodSource("states")
    void whatever_became_of_it_it_counts_no_more_and_stays_known(List<EpisodeEvent> session) {
        var before = given(opened(), assigned(ANNA), session);
        var voiding = before.when(enteredInError(FIRST, "entered twice"));

        voiding.then(EVENT);
        Session was = ((Opened) before.state()).course().session(FIRST);
        Course course = ((Opened) voiding.state()).course();
        assertThat(course.session(FIRST)).isEqualTo(new Voided(FIRST, was, personal("entered twice"), FOUND_OUT_AT));
        assertThat(course.heldInOrder()).isEmpty();
        assertThat(course.session(FIRST).start()).isEqualTo(FIRST_AT);
    }

    @Test
    void what_was_measured_on_arrival_was_entered_in_error_with_it() {
        var course = decided(intake().command(), assign(anna()), hold(FIRST).command(),
                hold(SECOND).startedAt(SECOND_AT).measuring(nprs("121", 4, SECOND_AT)).command());
        assertThat(response(course)).isEqualTo(Response.RESPONDED);

        var voiding = given(course).when(enteredInError(SECOND, "of another client"));

        voiding.then(new SessionVoided(EPISODE, SECOND, personal("of another client"), FOUND_OUT_AT),
                new MeasurementVoided(EPISODE, new MeasurementId(id("121")), personal("of another client"),
                        FOUND_OUT_AT));
        assertThat(response(Stream.concat(course.stream(), voiding.accepted().stream()).toList()))
                .isEqualTo(Response.NOT_RESPONDED);
    }

    private static Response response(List<EpisodeEvent> course) {
        return ObservedResponse.in((Opened) given(course).state(), ResponseRule.NPRS_30PCT_2PTS_V1)
                .response();
    }

    @Test
    void a_response_that_follows_a_voided_session_is_counted_without_it() {
        var course = decided(intake().command(), assign(anna()), hold(FIRST).command(),
                hold(SECOND).startedAt(SECOND_AT).command(),
                Episodes.measure(nprs("131", 4, SECOND_AT.plus(Duration.ofHours(2)))));
        var voided = given(course).when(enteredInError(FIRST, "of another client")).accepted();
        var observed = ObservedResponse.in((Opened) given(course, voided).state(),
                ResponseRule.NPRS_30PCT_2PTS_V1);
        assertThat(observed.afterSessions()).isEqualTo(1);
    }

    @Test
    void a_discharge_that_a_voided_session_stood_in_the_way_of_is_possible() {
        var course = decided(intake().command(), assign(anna()),
                hold(FIRST).startedAt(DISCHARGED_AT.plusSeconds(60)).command());
        var voided = given(course)
                .when(new Session.VoidSession(EPISODE, FIRST, "entered twice", DISCHARGED_AT.plusSeconds(90)))
                .accepted();
        assertThat(given(course, voided).when(discharge(Discharge.Reason.MOVED, DISCHARGED_AT)).accepted())
                .hasSize(5);
    }

    @Test
    void in_every_state_of_the_episode() {
        assertThat(given(opened(), assigned(ANNA), held(FIRST, FIRST_AT), discharged(Discharge.Reason.MOVED))
                .when(enteredInError(FIRST, "entered twice")).accepted()).hasSize(1);
    }

    @Test
    void it_needs_a_reason() {
        var standing = given(opened(), assigned(ANNA), held(FIRST, FIRST_AT));
        standing.when(enteredInError(FIRST, "")).rejectsValueOf("reason");
        standing.when(enteredInError(FIRST, "a".repeat(4_001))).rejectsValueOf("reason");
        standing.when(enteredInError(SECOND, "no")).rejects(new NotFound("session", SECOND));
    }

    @Test
    void the_same_again_changes_nothing_and_another_reason_is_refused() {
        var standing = given(opened(), assigned(ANNA), held(FIRST, FIRST_AT), VOIDED);
        standing.when(enteredInError(FIRST, "entered twice")).thenNothing();
        standing.when(enteredInError(FIRST, "of another client"))
                .rejects(new SessionStateForbids(FIRST, "voided", "void it"));
    }

    @Test
    void nothing_becomes_of_it_any_more() {
        var standing = given(opened(), assigned(ANNA), planned(FIRST, FIRST_AT), VOIDED);
        Instant later = FOUND_OUT_AT.plusSeconds(60);
        standing.when(holdPlanned(FIRST).command()).rejects(new SessionStateForbids(FIRST, "voided", "hold it"));
        standing.when(hold(FIRST).command()).rejects(new AlreadyExists("session", FIRST));
        standing.when(plan(FIRST, SECOND_AT).command()).rejects(new AlreadyExists("session", FIRST));
        standing.when(cancel(FIRST, CancelledBy.CLIENT, null)).rejects(SessionStateForbids.class);
        standing.when(noShow(FIRST, later)).rejects(SessionStateForbids.class);
        standing.when(revertNoShow(FIRST, "no")).rejects(SessionStateForbids.class);
        standing.when(reschedule(FIRST, SECOND_AT)).rejects(SessionStateForbids.class);
        standing.when(correct(FIRST).minutes(60).command()).rejects(SessionStateForbids.class);
    }
}
