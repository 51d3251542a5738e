package io.lumbar.domain.episode;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.lumbar.domain.episode.CareEpisode.Declined;
import io.lumbar.domain.episode.CareEpisode.Discharged;
import org.junit.jupiter.api.Test;

import static io.lumbar.domain.People.ANNA;
import static io.lumbar.domain.episode.Corrections.storyOfCorrections;
import static io.lumbar.domain.episode.Episodes.DISCHARGED_AT;
import static io.lumbar.domain.episode.Episodes.FIRST;
import static io.lumbar.domain.episode.Episodes.FOLLOW_UPS;
import static io.lumbar.domain.episode.Episodes.given;
import static io.lumbar.domain.episode.Episodes.story;
import static io.lumbar.domain.episode.Episodes.storyOfADecline;
import static io.lumbar.domain.episode.Episodes.storyOfTurns;
import static org.assertj.core.api.Assertions.assertThat;

class EpisodeStoriesTest {

    @Test
    void from_intake_to_follow_up() {
        var state = (Discharged) given(story()).state();
        assertThat(state.therapist()).isEqualTo(ANNA);
        assertThat(state.at()).isEqualTo(DISCHARGED_AT);
        assertThat(state.course().sessions().values()).hasExactlyElementsOfTypes(Session.Held.class,
                Session.Missed.class, Session.Cancelled.class, Session.Cancelled.class);
        assertThat(state.course().sessions().keySet()).first().isEqualTo(FIRST);
        assertThat(state.course().measurements()).hasSize(5);
        assertThat(state.course().followUps().keySet()).containsExactlyElementsOf(FOLLOW_UPS);
        assertThat(state.course().followUps().get(FOLLOW_UPS.getFirst())).isInstanceOf(FollowUp.Recorded.class);
        assertThat(state.course().followUps().values()).filteredOn(FollowUp.Pending.class::isInstance).hasSize(3);
    }

    @Test
    void turned_away() {
        assertThat(given(storyOfADecline()).state()).isInstanceOf(Declined.class);
    }

    @Test
    void the_stories_tell_of_every_type_of_event() {
        Set<Class<?>> told = Stream.of(story(), storyOfTurns(), storyOfADecline(), storyOfCorrections())
                .flatMap(List::stream).map(EpisodeEvent::getClass).collect(Collectors.toSet());
        assertThat(told).isEqualTo(leaves(EpisodeEvent.class));
    }

    private static Set<Class<?>> leaves(Class<?> sealed) {
        return Stream.of(sealed.getPermittedSubclasses())
                .flatMap(type -> type.isSealed() ? leaves(type).stream() : Stream.of(type))
                .collect(Collectors.toSet());
    }
}
