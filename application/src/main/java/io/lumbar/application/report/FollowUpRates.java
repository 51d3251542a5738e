package io.lumbar.application.report;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.lumbar.application.Position;
import io.lumbar.domain.episode.FollowUp;
import org.jspecify.annotations.Nullable;

/**
 * The answer of {@code follow-ups}, in the shape in which it is published.
 *
 * @param rows four for each group: one of each kind
 */
public record FollowUpRates(Definition definition, Instant asOf, Position position, long incompleteEpisodes,
        Filters filters, List<String> suppressed, List<Row> rows) implements ReportAnswer {
    public FollowUpRates {
        suppressed = List.copyOf(suppressed);
        rows = List.copyOf(rows);
    }

    /**
     * The follow-ups of one kind in one group; all figures are null when they are withheld.
     *
     * @param key value by {@linkplain Dimension#label() dimension}; empty where no groups were asked for
     * @param due whose day has come, or that were recorded before
     * @param pending neither recorded nor missed, whether due or not
     * @param stillResponding of those who responded in treatment, how many did when they were asked
     * @param proportion of those who were asked, 0 to 1; null when nobody was, or too few were
     * @param low of the 95 percent interval
     */
    public record Row(Map<String, @Nullable String> key, FollowUp.Kind kind, @Nullable Long due,
            @Nullable Long recorded, @Nullable Long missed, @Nullable Long pending, @Nullable Long stillResponding,
            @Nullable Double proportion, @Nullable Double low, @Nullable Double high) {}
}
