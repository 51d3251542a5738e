package io.lumbar.infrastructure.report;

import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

import io.lumbar.application.report.MonthOfOpenings;
import io.lumbar.domain.ClientId;
import io.lumbar.domain.EpisodeId;
import io.lumbar.domain.episode.CareEpisode;
import io.lumbar.domain.episode.CareEpisodeDecider;
import io.lumbar.domain.episode.EpisodeEvent;
import io.lumbar.domain.facts.EpisodeFacts;
import io.lumbar.infrastructure.eventstore.EventPosition;
import io.lumbar.infrastructure.projection.World;

/** What reports must count, folded from all events of a store each time. */
final class SlowFacts {
    private SlowFacts() {}

    /**
     * A month in a form that can be compared.
     *
     * @param earlier beside each of {@code recurring} what the same person had opened in months before
     */
    record Month(YearMonth month, List<EpisodeFacts> only, List<EpisodeFacts> recurring,
            List<List<EpisodeFacts>> earlier) {
        static Month of(MonthOfOpenings month) {
            return new Month(month.month(), month.only(), month.recurring(),
                    month.recurring().stream().map(each -> month.earlier(each.client())).toList());
        }
    }

    /** As known at a moment. */
    static List<Month> at(World world, Instant moment) {
        var decider = new CareEpisodeDecider();
        Map<EpisodeId, CareEpisode> states = new HashMap<>();
        world.reader.after(EventPosition.BEGINNING, Integer.MAX_VALUE).stream()
                .filter(each -> !each.recordedAt().isAfter(moment)).map(world::event)
                .filter(EpisodeEvent.class::isInstance).map(EpisodeEvent.class::cast)
                .forEach(event -> states.put(event.episode(),
                        decider.evolve(states.getOrDefault(event.episode(), decider.initial()), event)));
        List<EpisodeFacts> facts = states.values().stream().map(state -> EpisodeFacts.of((CareEpisode.Opened) state))
                .filter(Objects::nonNull)
                .sorted(Comparator.comparing(each -> each.episode().value().toString())).toList();
        Map<ClientId, Integer> episodes = new HashMap<>();
        facts.forEach(each -> episodes.merge(each.client(), 1, Integer::sum));
        var months = new TreeMap<YearMonth, Month>();
        for (EpisodeFacts each : facts) {
            Month month = months.computeIfAbsent(YearMonth.from(each.openedOn()),
                    opened -> new Month(opened, new ArrayList<>(), new ArrayList<>(), new ArrayList<>()));
            if (episodes.getOrDefault(each.client(), 0) > 1) {
                month.recurring.add(each);
                month.earlier.add(facts.stream().filter(other -> other.client().equals(each.client()))
                        .filter(other -> YearMonth.from(other.openedOn()).isBefore(month.month))
                        .sorted(Comparator.comparing(EpisodeFacts::openedOn)
                                .thenComparing(other -> other.episode().value().toString()))
                        .toList());
            } else {
                month.only.add(each);
            }
        }
        return List.copyOf(months.values());
    }
}
