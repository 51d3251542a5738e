package io.lumbar.application.report;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.lumbar.application.Position;
import io.lumbar.domain.Style;
import io.lumbar.domain.episode.AdverseEvent.Grade;
import org.jspecify.annotations.Nullable;

/**
 * The answer of {@code adverse-events}, in the shape in which it is published.
 *
 * @param rows for each group those of every style that was given, and those that no session is held responsible for; of
 *     each one for every grade
 */
public record AdverseEventRates(Definition definition, Instant asOf, Position position, long incompleteEpisodes,
        Filters filters, List<String> suppressed, List<Row> rows) implements ReportAnswer {
    public AdverseEventRates {
        suppressed = List.copyOf(suppressed);
        rows = List.copyOf(rows);
    }

    /**
     * Events of one grade after sessions of one style in one group; all figures are null when they are withheld.
     *
     * @param key value by {@linkplain Dimension#label() dimension}; empty where no groups were asked for
     * @param style null for events that no session is held responsible for
     * @param sessions held sessions of the style; all of them where there is no style
     * @param per1000 events for each 1,000 sessions; null without any session
     * @param low of the 95 percent interval
     */
    public record Row(Map<String, @Nullable String> key, @Nullable Style style, Grade grade, @Nullable Long events,
            @Nullable Long sessions, @Nullable Double per1000, @Nullable Double low, @Nullable Double high) {}
}
