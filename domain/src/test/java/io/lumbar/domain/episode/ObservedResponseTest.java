package io.lumbar.domain.episode;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import io.lumbar.domain.outcome.Response;
import io.lumbar.domain.outcome.ResponseRule;
import org.junit.jupiter.api.Test;

import static io.lumbar.domain.People.OPENED_AT;
import static io.lumbar.domain.People.anna;
import static io.lumbar.domain.episode.Episodes.DISCHARGED_AT;
import static io.lumbar.domain.episode.Episodes.FIRST;
import static io.lumbar.domain.episode.Episodes.FIRST_AT;
import static io.lumbar.domain.episode.Episodes.FOLLOW_UPS;
import static io.lumbar.domain.episode.Episodes.SECOND;
import static io.lumbar.domain.episode.Episodes.SECOND_AT;
import static io.lumbar.domain.episode.Episodes.assign;
import static io.lumbar.domain.episode.Episodes.decided;
import static io.lumbar.domain.episode.Episodes.discharge;
import static io.lumbar.domain.episode.Episodes.followUp;
import static io.lumbar.domain.episode.Episodes.hold;
import static io.lumbar.domain.episode.Episodes.intake;
import static io.lumbar.domain.episode.Episodes.measure;
import static io.lumbar.domain.episode.Episodes.nprs;
import static org.assertj.core.api.Assertions.assertThat;

/** The baseline is 7, so 4 is a response and 5 is none. */
class ObservedResponseTest {

    private static final Instant AFTER_FIRST = FIRST_AT.plus(Duration.ofMinutes(45));
    private static final Instant FOLLOWED_UP_AT = Instant.parse("2026-06-02T09:00:00Z");

    @Test
    void pain_that_fell_before_any_session_is_no_response_to_treatment() {
        assertThat(observed(nprs("211", 1, FIRST_AT.minusSeconds(60)), FIRST_AT))
                .isEqualTo(new ObservedResponse(Response.NOT_RESPONDED, null, null));
    }

    @Test
    void a_session_counts_from_its_end() {
        assertThat(observed(nprs("211", 1, AFTER_FIRST.minusMillis(1)), FIRST_AT).response())
                .isEqualTo(Response.NOT_RESPONDED);
        assertThat(observed(nprs("211", 1, AFTER_FIRST), FIRST_AT).afterSessions()).isEqualTo(1);
    }

    @Test
    void a_measurement_on_arrival_does_not_judge_the_session_it_was_taken_at() {
        var response = observed(after(hold(FIRST).measuring(nprs("211", 4, FIRST_AT)).command(),
                hold(SECOND).startedAt(SECOND_AT).measuring(nprs("212", 4, SECOND_AT)).command()));

        assertThat(response.afterSessions()).isEqualTo(1);
        assertThat(response.measurement()).extracting(Measurement::takenAt).isEqualTo(SECOND_AT);
    }

    @Test
    void the_first_in_clinic_time_counts_whatever_was_recorded_first() {
        var response = observed(after(hold(SECOND).startedAt(SECOND_AT).command(),
                measure(nprs("212", 2, SECOND_AT.plus(Duration.ofDays(1)))), hold(FIRST).command(),
                measure(nprs("211", 4, SECOND_AT.minusSeconds(60)))));

        assertThat(response.afterSessions()).isEqualTo(1);
        assertThat(response.measurement()).extracting(Measurement::takenAt).isEqualTo(SECOND_AT.minusSeconds(60));
    }

    @Test
    void a_fall_that_the_rule_finds_too_small_is_none() {
        assertThat(observed(nprs("211", 5, AFTER_FIRST), FIRST_AT).response()).isEqualTo(Response.NOT_RESPONDED);
    }

    @Test
    void a_follow_up_never_creates_a_response() {
        assertThat(observed(after(hold(FIRST).command(), discharge(Discharge.Reason.GOALS_MET, DISCHARGED_AT),
                followUp(FOLLOW_UPS.getFirst(), FOLLOWED_UP_AT, nprs("241", 0, FOLLOWED_UP_AT)))).response())
                .isEqualTo(Response.NOT_RESPONDED);
    }

    @Test
    void what_was_taken_after_the_discharge_does_not_count_whenever_the_discharge_became_known() {
        var late = nprs("212", 1, DISCHARGED_AT.plus(Duration.ofDays(1)));
        assertThat(observed(after(hold(FIRST).command(), measure(late),
                discharge(Discharge.Reason.CLIENT_CHOICE, DISCHARGED_AT))).response())
                .isEqualTo(Response.NOT_RESPONDED);
        assertThat(observed(after(hold(FIRST).command(), measure(nprs("212", 1, DISCHARGED_AT)),
                discharge(Discharge.Reason.CLIENT_CHOICE, DISCHARGED_AT))).response())
                .isEqualTo(Response.RESPONDED);
    }

    @Test
    void it_is_undefined_where_the_pain_was_slight_from_the_beginning() {
        var events = decided(intake().measuring(nprs("111", 2, OPENED_AT)).command(), assign(anna()),
                hold(FIRST).command(), measure(nprs("211", 0, AFTER_FIRST)));

        assertThat(observed(events)).isEqualTo(new ObservedResponse(Response.UNDEFINED, null, null));
    }

    private static ObservedResponse observed(Measurement.Taking taking, Instant session) {
        return observed(after(hold(FIRST).startedAt(session).command(), measure(taking)));
    }

    private static List<EpisodeEvent> after(EpisodeCommand... commands) {
        return decided(Stream.concat(Stream.of(intake().command(), assign(anna())), Stream.of(commands))
                .toArray(EpisodeCommand[]::new));
    }

    private static ObservedResponse observed(List<EpisodeEvent> events) {
        var episode = (CareEpisode.Opened) new CareEpisodeDecider().replay(events);
        return ObservedResponse.in(episode, ResponseRule.NPRS_30PCT_2PTS_V1);
    }
}
