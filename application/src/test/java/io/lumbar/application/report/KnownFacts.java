package io.lumbar.application.report;

import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.lumbar.application.Position;
import io.lumbar.domain.ClientId;
import io.lumbar.domain.facts.EpisodeFacts;
import org.jspecify.annotations.Nullable;

/** Facts that a test has told. */
record KnownFacts(Known known) implements ReportFacts {
    static final Instant AS_OF = Instant.parse("2026-11-23T10:00:00Z");

    static KnownFacts of(Collection<EpisodeFacts> episodes) {
        Map<ClientId, List<EpisodeFacts>> theirs = new HashMap<>();
        episodes.stream().sorted(MonthOfOpenings.BY_OPENING)
                .forEach(episode -> theirs.computeIfAbsent(episode.client(), _ -> new ArrayList<>()).add(episode));
        Map<YearMonth, List<List<EpisodeFacts>>> months = new TreeMap<>();
        episodes.forEach(episode -> months
                .computeIfAbsent(YearMonth.from(episode.openedOn()), _ -> List.of(new ArrayList<>(), new ArrayList<>()))
                .get(theirs.getOrDefault(episode.client(), List.of()).size() == 1 ? 0 : 1).add(episode));
        return new KnownFacts(new Known(AS_OF, new Position("1-700-9"), 0, months.entrySet().stream()
                .map(month -> new MonthOfOpenings(month.getKey(), month.getValue().get(0), month.getValue().get(1),
                        earlier(month.getKey(), month.getValue().get(1), theirs)))
                .toList()));
    }

    private static Map<ClientId, List<EpisodeFacts>> earlier(YearMonth month, List<EpisodeFacts> recurring,
            Map<ClientId, List<EpisodeFacts>> theirs) {
        Map<ClientId, List<EpisodeFacts>> earlier = new HashMap<>();
        recurring.forEach(episode -> earlier.put(episode.client(), theirs.getOrDefault(episode.client(), List.of())
                .stream().filter(other -> YearMonth.from(other.openedOn()).isBefore(month)).toList()));
        return earlier;
    }

    @Override
    public Known known(@Nullable Instant asOf, @Nullable Position after) {
        return known;
    }
}
