package io.lumbar.domain.facts;

import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

import io.lumbar.domain.Rejected;
import io.lumbar.domain.episode.CareEpisode;
import io.lumbar.domain.episode.CareEpisodeDecider;
import io.lumbar.domain.episode.Discharge;
import io.lumbar.domain.episode.EpisodeCommand;
import io.lumbar.domain.episode.EpisodeEvent;
import io.lumbar.domain.episode.Measurement;
import io.lumbar.domain.episode.ObservedResponse;
import io.lumbar.domain.episode.RandomEpisodeCommands;
import io.lumbar.domain.outcome.Instrument;
import io.lumbar.domain.outcome.Response;
import io.lumbar.domain.outcome.ResponseRule;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ObservedOutcomeTest {
    private static final ResponseRule RULE = ResponseRule.NPRS_30PCT_2PTS_V1;

    @Test
    void is_what_the_episode_itself_says_over_random_histories() {
        Set<ObservedOutcome.Kind> seen = EnumSet.noneOf(ObservedOutcome.Kind.class);
        for (long seed = 0; seed < 1_500; seed++) {
            CareEpisode.Opened episode = episode(new Random(seed));
            EpisodeFacts facts = episode == null ? null : EpisodeFacts.of(episode);
            if (episode == null || facts == null) {
                continue;
            }
            ObservedOutcome outcome = ObservedOutcome.of(facts, RULE);

            ObservedResponse response = ObservedResponse.in(episode, RULE);
            assertThat(outcome.kind()).as("seed %d", seed).isEqualTo(expected(episode, response));
            assertThat(outcome.sessions()).as("seed %d", seed).isEqualTo(response.afterSessions() == null
                    ? episode.course().heldInOrder().size()
                    : response.afterSessions());
            assertThat(outcome.measuredAfter()).as("seed %d", seed).isEqualTo(measuredAfter(episode));
            assertThat(outcome.sessionsBetweenMeasurements().stream().mapToInt(Integer::intValue).sum())
                    .isEqualTo(outcome.measuredAfter().isEmpty() ? 0 : outcome.measuredAfter().getLast());
            seen.add(outcome.kind());
        }
        assertThat(seen).containsExactlyInAnyOrder(ObservedOutcome.Kind.values());
    }

    private static ObservedOutcome.Kind expected(CareEpisode.Opened episode, ObservedResponse response) {
        if (response.response() == Response.UNDEFINED) {
            return ObservedOutcome.Kind.UNDEFINED;
        }
        if (response.response() == Response.RESPONDED) {
            return ObservedOutcome.Kind.RESPONDED;
        }
        if (episode instanceof CareEpisode.Declined) {
            return ObservedOutcome.Kind.DROPPED;
        }
        return episode instanceof CareEpisode.Discharged ended
                && ended.reason() != Discharge.Reason.MOVED && ended.reason() != Discharge.Reason.TRANSFERRED
                        ? ObservedOutcome.Kind.DROPPED
                        : ObservedOutcome.Kind.CENSORED;
    }

    private static List<Integer> measuredAfter(CareEpisode.Opened episode) {
        var numbers = new TreeSet<Integer>();
        for (Measurement each : episode.course().measurements().values()) {
            boolean late = each.occasion() instanceof Measurement.Occasion.BetweenSessions
                    && episode instanceof CareEpisode.Discharged ended && each.takenAt().isAfter(ended.at());
            int sessions = each.sessionsBefore(episode.course().heldInOrder());
            if (each.reading().instrument() == Instrument.NPRS && sessions > 0 && !late) {
                numbers.add(sessions);
            }
        }
        return List.copyOf(numbers);
    }

    private static CareEpisode.@Nullable Opened episode(Random random) {
        var decider = new CareEpisodeDecider();
        var commands = new RandomEpisodeCommands(random);
        CareEpisode state = decider.initial();
        for (int n = 0; n < 80; n++) {
            for (EpisodeEvent event : decided(decider, commands.next(), state)) {
                state = decider.evolve(state, event);
            }
        }
        return state instanceof CareEpisode.Opened opened ? opened : null;
    }

    private static List<EpisodeEvent> decided(CareEpisodeDecider decider, EpisodeCommand command, CareEpisode state) {
        try {
            return decider.decide(command, state);
        } catch (Rejected _) {
            return List.of();
        }
    }
}
