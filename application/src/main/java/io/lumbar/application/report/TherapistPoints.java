package io.lumbar.application.report;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.lumbar.application.Position;
import io.lumbar.domain.TherapistId;
import org.jspecify.annotations.Nullable;

/**
 * The answer of {@code therapists}, in the shape in which it is published.
 *
 * @param points one for each therapist in each group, in no order of merit
 * @param limits of the funnel of each group
 */
public record TherapistPoints(Definition definition, Instant asOf, Position position, long incompleteEpisodes,
        Filters filters, List<String> suppressed, List<Point> points, List<Limit> limits) implements ReportAnswer {
    public TherapistPoints {
        suppressed = List.copyOf(suppressed);
        points = List.copyOf(points);
        limits = List.copyOf(limits);
    }

    /**
     * One therapist; figures that are withheld are null.
     *
     * @param key value by {@linkplain Dimension#label() dimension}; empty where no groups were asked for
     * @param therapistId null for somebody who asks and may not know
     * @param own whether it is the therapist's who asks
     * @param caseload open episodes
     * @param utilisation minutes of held sessions for each minute of working hours, 0 or more; null when it is not known
     * @param n finished episodes that began with this therapist
     * @param proportion 0 to 1; null when there is none
     */
    public record Point(Map<String, @Nullable String> key, @Nullable TherapistId therapistId, boolean own,
            @Nullable Long caseload, @Nullable Double utilisation, @Nullable Long n, @Nullable Long responded,
            @Nullable Double proportion) {}

    /**
     * Between which shares somebody with n episodes is expected to lie whose clients respond like everybody's.
     *
     * @param expected share of everybody in the group
     */
    public record Limit(Map<String, @Nullable String> key, int n, double expected, double low95, double high95,
            double low998, double high998) {}
}
