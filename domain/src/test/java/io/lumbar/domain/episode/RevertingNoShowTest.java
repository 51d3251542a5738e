package io.lumbar.domain.episode;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.lumbar.domain.DomainError.NotFound;
import io.lumbar.domain.EpisodeError.EpisodeStateForbids;
import io.lumbar.domain.EpisodeError.SessionStateForbids;
import io.lumbar.domain.episode.CareEpisode.Opened;
import io.lumbar.domain.episode.Discharge.EpisodeDischarged;
import io.lumbar.domain.episode.Session.NoShowReverted;
import io.lumbar.domain.episode.Session.Planned;
import org.junit.jupiter.api.Test;

import static io.lumbar.domain.People.ANNA;
import static io.lumbar.domain.episode.Corrections.FOUND_OUT_AT;
import static io.lumbar.domain.episode.Corrections.planAt;
import static io.lumbar.domain.episode.Corrections.revertNoShow;
import static io.lumbar.domain.episode.Episodes.EPISODE;
import static io.lumbar.domain.episode.Episodes.FIRST;
import static io.lumbar.domain.episode.Episodes.FIRST_AT;
import static io.lumbar.domain.episode.Episodes.SECOND;
import static io.lumbar.domain.episode.Episodes.assigned;
import static io.lumbar.domain.episode.Episodes.cancelled;
import static io.lumbar.domain.episode.Episodes.discharged;
import static io.lumbar.domain.episode.Episodes.given;
import static io.lumbar.domain.episode.Episodes.held;
import static io.lumbar.domain.episode.Episodes.holdPlanned;
import static io.lumbar.domain.episode.Episodes.missed;
import static io.lumbar.domain.episode.Episodes.noShow;
import static io.lumbar.domain.episode.Episodes.opened;
import static io.lumbar.domain.episode.Episodes.personal;
import static io.lumbar.domain.episode.Episodes.planned;
import static org.assertj.core.api.Assertions.assertThat;

class RevertingNoShowTest {

    private static final List<EpisodeEvent> PLANNED = planned(FIRST, FIRST_AT);
    private static final List<EpisodeEvent> REVERTED = List
            .of(new NoShowReverted(EPISODE, FIRST, planAt(FIRST_AT), personal("in the hall"), FOUND_OUT_AT));

    @Test
    void the_plan_stands_again_and_the_session_may_be_held() {
        var reverting = given(opened(), assigned(ANNA), PLANNED, missed(FIRST))
                .when(revertNoShow(FIRST, "in the hall"));

        reverting.then(REVERTED.getFirst());
        assertThat(((Opened) reverting.state()).course().session(FIRST))
                .isEqualTo(new Planned(FIRST, planAt(FIRST_AT)));
        assertThat(given(opened(), assigned(ANNA), PLANNED, missed(FIRST), REVERTED)
                .when(holdPlanned(FIRST).command()).accepted()).hasSize(1);
    }

    @Test
    void it_needs_a_reason() {
        var standing = given(opened(), assigned(ANNA), PLANNED, missed(FIRST));
        standing.when(revertNoShow(FIRST, " ")).rejectsValueOf("reason");
        standing.when(revertNoShow(FIRST, "a".repeat(4_001))).rejectsValueOf("reason");
    }

    @Test
    void the_same_again_changes_nothing_and_another_reason_is_refused() {
        var standing = given(opened(), assigned(ANNA), PLANNED, missed(FIRST), REVERTED);
        standing.when(revertNoShow(FIRST, "in the hall", FOUND_OUT_AT.plusSeconds(60))).thenNothing();
        standing.when(revertNoShow(FIRST, "wrong line")).rejects(SessionStateForbids.class);
    }

    @Test
    void a_client_who_does_not_come_then_either_is_marked_once_more() {
        var standing = given(opened(), assigned(ANNA), PLANNED, missed(FIRST), REVERTED);
        standing.when(noShow(FIRST, FIRST_AT)).thenNothing();

        var again = standing.when(noShow(FIRST, FOUND_OUT_AT.plusSeconds(60))).accepted();
        assertThat(again).hasSize(1);
        var missedAgain = given(opened(), assigned(ANNA), PLANNED, missed(FIRST), REVERTED, again);
        missedAgain.when(revertNoShow(FIRST, "in the hall")).thenNothing();
        assertThat(missedAgain.when(revertNoShow(FIRST, "in the hall", FOUND_OUT_AT.plusSeconds(90))).accepted())
                .hasSize(1);
    }

    @Test
    void what_was_not_missed_cannot_be_reverted() {
        given(opened(), assigned(ANNA), PLANNED).when(revertNoShow(FIRST, "no"))
                .rejects(new SessionStateForbids(FIRST, "planned", "revert a no-show"));
        given(opened(), assigned(ANNA), PLANNED, held(FIRST, FIRST_AT)).when(revertNoShow(FIRST, "no"))
                .rejects(SessionStateForbids.class);
        given(opened(), assigned(ANNA), PLANNED, cancelled(FIRST)).when(revertNoShow(FIRST, "no"))
                .rejects(SessionStateForbids.class);
        given(opened(), assigned(ANNA)).when(revertNoShow(SECOND, "no")).rejects(new NotFound("session", SECOND));
    }

    @Test
    void after_the_discharge_only_a_plan_for_before_it_stands_again() {
        assertThat(given(opened(), assigned(ANNA), PLANNED, missed(FIRST), discharged(Discharge.Reason.MOVED))
                .when(revertNoShow(FIRST, "in the hall", FOUND_OUT_AT.plus(Duration.ofDays(90)))).accepted())
                .hasSize(1);
        Instant before = FIRST_AT.minusSeconds(1);
        List<EpisodeEvent> endedBefore = List.of(
                new EpisodeDischarged(EPISODE, Discharge.Reason.CLIENT_CHOICE, before, null));
        given(opened(), assigned(ANNA), PLANNED, missed(FIRST), endedBefore).when(revertNoShow(FIRST, "no"))
                .rejects(EpisodeStateForbids.class);
    }
}
