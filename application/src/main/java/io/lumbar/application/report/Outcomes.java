package io.lumbar.application.report;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.lumbar.application.Position;
import io.lumbar.domain.outcome.Instrument;
import org.jspecify.annotations.Nullable;

/**
 * The answer of {@code outcomes}, in the shape in which it is published.
 *
 * @param groups one with an empty key where none were asked for
 */
public record Outcomes(Definition definition, Instant asOf, Position position, long incompleteEpisodes,
        Filters filters, List<String> suppressed, List<Group> groups) implements ReportAnswer {
    public Outcomes {
        suppressed = List.copyOf(suppressed);
        groups = List.copyOf(groups);
    }

    /**
     * One group.
     *
     * @param key value by {@linkplain Dimension#label() dimension}, null where an episode has none
     * @param series by instrument, then in the order of time; null when the group is withheld
     */
    public record Group(Map<String, @Nullable String> key, @Nullable List<Point> series) {}

    /**
     * One instrument at one time; all figures are null when they are withheld.
     *
     * @param n how many were measured
     * @param expected how many could have been
     * @param meanChange later minus baseline, in points of the instrument; null for one whose scores are not subtracted
     * @param sd standard deviation of the change; null when fewer than two were measured
     * @param responders who improved by what matters to a person
     * @param proportion of those measured, 0 to 1; null when nobody was
     * @param low of the 95 percent interval
     */
    public record Point(Instrument instrument, At at, @Nullable Long n, @Nullable Long expected,
            @Nullable Double meanChange, @Nullable Double sd, @Nullable Long responders, @Nullable Double proportion,
            @Nullable Double low, @Nullable Double high) {}

    /**
     * When, either by sessions or by occasion.
     *
     * @param sessions held by then; null for an occasion
     * @param occasion null during treatment
     */
    public record At(@Nullable Integer sessions, @Nullable Occasion occasion) {}

    /** After treatment. */
    public enum Occasion {
        DISCHARGE, W6, M3, M6, M12
    }
}
