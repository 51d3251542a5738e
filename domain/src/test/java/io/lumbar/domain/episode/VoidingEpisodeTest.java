package io.lumbar.domain.episode;

import java.util.List;
import java.util.stream.Stream;

import io.lumbar.domain.DomainError.NotFound;
import io.lumbar.domain.EpisodeError.EpisodeStateForbids;
import io.lumbar.domain.episode.CareEpisode.Opened;
import io.lumbar.domain.episode.CareEpisode.Voided;
import io.lumbar.domain.episode.Intake.EpisodeVoided;
import io.lumbar.domain.outcome.Response;
import io.lumbar.domain.outcome.ResponseRule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static io.lumbar.domain.People.ANNA;
import static io.lumbar.domain.People.anna;
import static io.lumbar.domain.episode.Corrections.FOUND_OUT_AT;
import static io.lumbar.domain.episode.Corrections.correct;
import static io.lumbar.domain.episode.Corrections.enteredInError;
import static io.lumbar.domain.episode.Corrections.report;
import static io.lumbar.domain.episode.Corrections.voidEpisode;
import static io.lumbar.domain.episode.Episodes.ASSIGNED_AT;
import static io.lumbar.domain.episode.Episodes.DISCHARGED_AT;
import static io.lumbar.domain.episode.Episodes.EPISODE;
import static io.lumbar.domain.episode.Episodes.FIRST;
import static io.lumbar.domain.episode.Episodes.FIRST_AT;
import static io.lumbar.domain.episode.Episodes.FOLLOW_UPS;
import static io.lumbar.domain.episode.Episodes.SECOND;
import static io.lumbar.domain.episode.Episodes.SECOND_AT;
import static io.lumbar.domain.episode.Episodes.assign;
import static io.lumbar.domain.episode.Episodes.assigned;
import static io.lumbar.domain.episode.Episodes.clear;
import static io.lumbar.domain.episode.Episodes.decline;
import static io.lumbar.domain.episode.Episodes.discharge;
import static io.lumbar.domain.episode.Episodes.followUp;
import static io.lumbar.domain.episode.Episodes.given;
import static io.lumbar.domain.episode.Episodes.hold;
import static io.lumbar.domain.episode.Episodes.joined;
import static io.lumbar.domain.episode.Episodes.measure;
import static io.lumbar.domain.episode.Episodes.noShow;
import static io.lumbar.domain.episode.Episodes.nprs;
import static io.lumbar.domain.episode.Episodes.opened;
import static io.lumbar.domain.episode.Episodes.personal;
import static io.lumbar.domain.episode.Episodes.plan;
import static io.lumbar.domain.episode.Episodes.screen;
import static io.lumbar.domain.episode.Episodes.story;
import static org.assertj.core.api.Assertions.assertThat;

class VoidingEpisodeTest {

    private static final EpisodeVoided EVENT = new EpisodeVoided(EPISODE, personal("of another client"), FOUND_OUT_AT);
    private static final List<EpisodeEvent> VOIDED = List.of(EVENT);

    @ParameterizedTest
    @MethodSource("io.lumbar.domain.episode.Episodes#standing")
    void wherever_it_stands_it_may_turn_out_to_have_been_entered_in_error(List<EpisodeEvent> standing) {
        var voiding = given(standing).when(voidEpisode("of another client"));
        voiding.then(EVENT);
        assertThat(voiding.state()).isInstanceOf(Voided.class);
        assertThat(((Opened) voiding.state()).responsible()).isNull();
    }

    @Test
    void nothing_of_it_counts_any_more_and_all_of_it_stays_known() {
        Course before = ((Opened) given(story()).state()).course();
        Course course = ((Opened) given(story(), VOIDED).state()).course();

        assertThat(course.intake()).isEqualTo(before.intake());
        assertThat(course.sessions()).hasSameSizeAs(before.sessions()).allSatisfy((id, session) -> assertThat(session)
                .isEqualTo(new Session.Voided(id, before.session(id), EVENT.reason(), FOUND_OUT_AT)));
        assertThat(course.measurements()).isEmpty();
        assertThat(course.voidedMeasurements()).hasSameSizeAs(before.measurements()).allSatisfy(
                (id, voided) -> assertThat(voided.was()).isEqualTo(before.measurement(id)));
        assertThat(course.followUps()).isEmpty();
        assertThat(course.adverseEvents()).isEmpty();
        assertThat(ObservedResponse.in((Opened) given(story(), VOIDED).state(), ResponseRule.NPRS_30PCT_2PTS_V1)
                .response())
                .isEqualTo(Response.UNDEFINED);
    }

    @Test
    void what_was_voided_before_keeps_its_own_reason() {
        var course = joined(opened(), assigned(ANNA), Episodes.held(FIRST, FIRST_AT));
        var twice = given(course).when(enteredInError(FIRST, "entered twice")).accepted();
        assertThat(((Opened) given(course, twice, VOIDED).state()).course().session(FIRST))
                .isInstanceOfSatisfying(Session.Voided.class,
                        voided -> assertThat(voided.reason()).isEqualTo(personal("entered twice")));
    }

    @Test
    void it_needs_a_reason() {
        given(opened()).when(voidEpisode(" ")).rejectsValueOf("reason");
        given(opened()).when(voidEpisode("a".repeat(4_001))).rejectsValueOf("reason");
    }

    @Test
    void the_same_again_changes_nothing_and_another_reason_is_refused() {
        given(opened(), VOIDED).when(voidEpisode("of another client")).thenNothing();
        given(opened(), VOIDED).when(voidEpisode("entered twice"))
                .rejects(new EpisodeStateForbids(EPISODE, "voided", "void it"));
    }

    @Test
    void what_was_never_opened_was_not_entered() {
        given().when(voidEpisode("of another client")).rejects(new NotFound("episode", EPISODE));
    }

    static Stream<EpisodeCommand> others() {
        return Stream.of(decline("no"), screen(SECOND_AT, "CI-DIAB"),
                clear(SECOND_AT, Screening.ClearanceOutcome.CLEARED), assign(anna()), plan(FIRST, SECOND_AT).command(),
                noShow(FIRST, SECOND_AT), hold(SECOND).command(), correct(FIRST).minutes(30).command(),
                enteredInError(FIRST, "twice"), measure(nprs("199", 3, ASSIGNED_AT)),
                correct(nprs("111", 3, ASSIGNED_AT), "misread"), enteredInError("111", "twice"),
                report("a21", AdverseEvent.Duration.DAYS, AdverseEvent.Severity.MILD, null, null),
                discharge(Discharge.Reason.GOALS_MET, DISCHARGED_AT),
                followUp(FOLLOW_UPS.get(1), DISCHARGED_AT.plusSeconds(86_400 * 90)));
    }

    @ParameterizedTest
    @MethodSource("others")
    void nothing_more_is_recorded_or_corrected_in_it(EpisodeCommand command) {
        given(story(), VOIDED).when(command)
                .rejects(new EpisodeStateForbids(EPISODE, "voided", "record or correct anything"));
    }
}
