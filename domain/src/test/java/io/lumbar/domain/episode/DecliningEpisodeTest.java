package io.lumbar.domain.episode;

import io.lumbar.domain.DomainError.NotFound;
import io.lumbar.domain.EpisodeError.EpisodeStateForbids;
import io.lumbar.domain.episode.CareEpisode.Declined;
import io.lumbar.domain.episode.Intake.EpisodeDeclined;
import org.junit.jupiter.api.Test;

import static io.lumbar.domain.People.ANNA;
import static io.lumbar.domain.People.OPENED_AT;
import static io.lumbar.domain.episode.Episodes.EPISODE;
import static io.lumbar.domain.episode.Episodes.assigned;
import static io.lumbar.domain.episode.Episodes.decline;
import static io.lumbar.domain.episode.Episodes.declined;
import static io.lumbar.domain.episode.Episodes.discharged;
import static io.lumbar.domain.episode.Episodes.given;
import static io.lumbar.domain.episode.Episodes.opened;
import static io.lumbar.domain.episode.Episodes.openedWith;
import static io.lumbar.domain.episode.Episodes.personal;
import static org.assertj.core.api.Assertions.assertThat;

class DecliningEpisodeTest {

    @Test
    void a_client_may_be_turned_away_before_a_therapist_is_assigned() {
        var event = new EpisodeDeclined(EPISODE, personal("no room"), OPENED_AT.plusSeconds(60));
        given(opened()).when(decline("no room")).then(event);
        given(openedWith("RF-INF-1")).when(decline("no room")).then(event);
        assertThat(given(opened()).when(decline("no room")).state()).isInstanceOf(Declined.class);
    }

    @Test
    void not_afterwards() {
        given(opened(), assigned(ANNA)).when(decline("no room"))
                .rejects(new EpisodeStateForbids(EPISODE, "in treatment", "decline it"));
        given(opened(), assigned(ANNA), discharged(Discharge.Reason.MOVED)).when(decline("no room"))
                .rejects(EpisodeStateForbids.class);
    }

    @Test
    void a_second_time_only_for_the_same_reason() {
        given(opened(), declined()).when(decline("wants acupuncture")).thenNothing();
        given(opened(), declined()).when(decline("no room")).rejects(EpisodeStateForbids.class);
    }

    @Test
    void the_reason_is_given_in_up_to_4000_characters() {
        given(opened()).when(decline("")).rejectsValueOf("reason");
        given(opened()).when(decline("a".repeat(4_001))).rejectsValueOf("reason");
        assertThat(given(opened()).when(decline("a".repeat(4_000))).accepted()).hasSize(1);
    }

    @Test
    void nothing_can_be_asked_of_an_episode_that_was_never_opened() {
        given().when(decline("no room")).rejects(new NotFound("episode", EPISODE));
    }
}
