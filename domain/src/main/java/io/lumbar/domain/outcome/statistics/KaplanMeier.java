package io.lumbar.domain.outcome.statistics;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/**
 * The share of episodes to which nothing has happened yet, responses and drop-outs taken together, when some are not
 * known to their end (Kaplan and Meier 1958, J Am Stat Assoc 53:457). With n(j) at risk and D(j) events at j sessions:
 *
 * <pre>
 * S(k)     = prod over j up to k of (1 - D/n)
 * var S(k) = S(k)^2 sum over j up to k of D/(n(n-D))      (Greenwood 1926)
 * </pre>
 *
 * Intervals are log-log. For the share that responds among others that drop out, see {@link CumulativeIncidence}:
 * 1 - S with drop-outs as censored overstates it.
 *
 * @param episodes how many were followed
 * @param points one for each number of sessions with an outcome, ascending; in between the share does not change; empty
 * without episodes
 */
public record KaplanMeier(long episodes, List<Point> points) {

    public KaplanMeier {
        points = List.copyOf(points);
    }

    /**
     * The curve at k sessions.
     *
     * @param sessions k
     * @param atRisk episodes whose outcome comes at k or later
     * @param events responses and drop-outs at k
     * @param censored episodes of which no more is known after k
     * @param survival share without event by k, 0 to 1
     * @param standardError of {@code survival}; 0 where it is 0 or 1
     * @param low lower limit of {@code survival}, 95 percent; null where it is 1
     * @param high upper limit; null where it is 0
     */
    public record Point(int sessions, long atRisk, long events, long censored, double survival, double standardError,
            @Nullable Double low, @Nullable Double high) {}

    /**
     * The curve of these episodes.
     *
     * @param counts in any order; several of the same number of sessions add up
     */
    public static KaplanMeier of(Collection<OutcomesAt> counts) {
        var table = AtRisk.table(counts);
        var points = new ArrayList<Point>(table.size());
        double survival = 1;
        double greenwood = 0;
        for (AtRisk row : table) {
            double n = row.count();
            survival *= (n - row.ended()) / n;
            // With nobody left the sum is infinite and the product, by its limit, 0.
            greenwood += row.ended() == row.count() ? 0 : row.ended() / (n * (n - row.ended()));
            double standardError = survival * Math.sqrt(greenwood);
            Interval interval = Interval.logLog(survival, standardError);
            points.add(new Point(row.sessions(), row.count(), row.ended(), row.outcomes().censored(), survival,
                    standardError, interval.low(), interval.high()));
        }
        return new KaplanMeier(table.isEmpty() ? 0 : table.getFirst().count(), points);
    }

    /** The smallest number of sessions after which at most half of the episodes are without event. */
    public MedianSessions median() {
        return new MedianSessions(first(point -> MedianSessions.fallsToHalf(point.survival)),
                first(point -> MedianSessions.fallsToHalf(point.low)),
                first(point -> MedianSessions.fallsToHalf(point.high)));
    }

    private @Nullable Integer first(Predicate<Point> falls) {
        for (Point point : points) {
            if (falls.test(point)) {
                return point.sessions;
            }
        }
        return null;
    }
}
