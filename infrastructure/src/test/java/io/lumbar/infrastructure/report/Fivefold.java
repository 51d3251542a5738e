package io.lumbar.infrastructure.report;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.lumbar.application.Position;
import io.lumbar.application.report.MonthOfOpenings;
import io.lumbar.application.report.ReportFacts;
import io.lumbar.domain.ClientId;
import io.lumbar.domain.EpisodeId;
import io.lumbar.domain.facts.EpisodeFacts;
import org.jspecify.annotations.Nullable;

/** Every person of some facts five times, with all episodes: so nobody is among too few, and every count is five times as high. */
record Fivefold(ReportFacts facts) implements ReportFacts {
    static final int TIMES = 5;

    @Override
    public Known known(@Nullable Instant asOf, @Nullable Position after) {
        Known known = facts.known(asOf, after);
        return new Known(known.asOf(), known.position(), known.incompleteEpisodes(),
                known.months().stream().map(Fivefold::fivefold).toList());
    }

    private static MonthOfOpenings fivefold(MonthOfOpenings month) {
        List<EpisodeFacts> recurring = fivefold(month.recurring());
        Map<ClientId, List<EpisodeFacts>> earlier = fivefold(month.recurring().stream().map(EpisodeFacts::client)
                .distinct().flatMap(client -> month.earlier(client).stream()).toList()).stream()
                .collect(Collectors.groupingBy(EpisodeFacts::client));
        return new MonthOfOpenings(month.month(), fivefold(month.only()), recurring, earlier);
    }

    private static List<EpisodeFacts> fivefold(List<EpisodeFacts> episodes) {
        return IntStream.range(0, TIMES).boxed()
                .flatMap(n -> episodes.stream()
                        .map(each -> new EpisodeFacts(new EpisodeId(id(each.episode().value(), n)),
                                new ClientId(id(each.client().value(), n)), each.clinic(), each.openedOn(),
                                each.chronicity(),
                                each.ageBand(), each.sex(), each.causes(), each.continued(), each.baselineNprs(),
                                each.standing(), each.therapist(), each.endedOn(), each.endReason(), each.sessions(),
                                each.measurements(), each.adverseEvents(), each.followUps())))
                .toList();
    }

    private static UUID id(UUID id, int n) {
        return new UUID(id.getMostSignificantBits() + n, id.getLeastSignificantBits());
    }
}
