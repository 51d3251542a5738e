package io.lumbar.domain.outcome.statistics;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/**
 * By how many sessions which share of the episodes had responded, when some end without response and some are not known
 * to their end: the Aalen-Johansen estimator, with drop-out as competing event. The share that drops out is not counted
 * as if it might respond later, as 1 - {@link KaplanMeier} would.
 *
 * <p>
 * With n(j) at risk, d(j) responses and D(j) responses and drop-outs at j sessions, S(j) = prod (1 - D/n) up to j and
 * S(j-) just before:
 *
 * <pre>
 * F(k)     = sum over j up to k of S(j-) d(j)/n(j)
 * var F(k) = sum [F(k)-F(j)]^2 D/(n(n-D)) + sum S(j-)^2 (n-d)/n d/n^2 - 2 sum [F(k)-F(j)] S(j-) d/n^2
 * </pre>
 *
 * the first term being 0 where n = D. Aalen and Johansen 1978 (Scand J Stat 5:141); the variance by the delta method
 * (Marubini and Valsecchi 1995, Analysing Survival Data, competing risks); intervals are log-log (Choudhury 2002,
 * Stat Med 21:1129).
 *
 * @param episodes how many were followed
 * @param points one for each number of sessions with an outcome, ascending; in between the shares do not change; empty
 * without episodes
 */
public record CumulativeIncidence(long episodes, List<Point> points) {

    public CumulativeIncidence {
        points = List.copyOf(points);
    }

    /**
     * The curve at k sessions. {@code incidence}, {@code dropoutIncidence} and {@code still} are shares of all episodes,
     * 0 to 1, and sum to 1.
     *
     * @param sessions k
     * @param atRisk episodes whose outcome comes at k or later
     * @param responded responses observed at k
     * @param dropped episodes that ended at k without response
     * @param censored episodes of which no more is known after k
     * @param incidence share that responded by k
     * @param standardError of {@code incidence}; 0 where it is 0 or 1
     * @param low lower limit of {@code incidence}, 95 percent; null where it is 1
     * @param high upper limit; null where it is 0
     * @param dropoutIncidence share that dropped out by k
     * @param still share that has done neither by k
     */
    public record Point(int sessions, long atRisk, long responded, long dropped, long censored, double incidence,
            double standardError, @Nullable Double low, @Nullable Double high, double dropoutIncidence, double still) {}

    /**
     * The curve of these episodes.
     *
     * @param counts in any order; several of the same number of sessions add up
     */
    public static CumulativeIncidence of(Collection<OutcomesAt> counts) {
        var table = AtRisk.table(counts);
        var points = new ArrayList<Point>(table.size());
        var running = new Running();
        for (AtRisk row : table) {
            points.add(running.next(row));
        }
        return new CumulativeIncidence(table.isEmpty() ? 0 : table.getFirst().count(), points);
    }

    /**
     * The curve at any number of sessions. After the last outcome it stays as it is, with nobody at risk.
     *
     * @param sessions 0 or more
     * @return null without episodes
     * @throws IllegalArgumentException if {@code sessions} is negative
     */
    public @Nullable Point at(int sessions) {
        if (sessions < 0) {
            throw new IllegalArgumentException("sessions must be 0 or more");
        }
        if (points.isEmpty()) {
            return null;
        }
        Point before = null;
        for (Point point : points) {
            if (point.sessions == sessions) {
                return point;
            }
            if (point.sessions > sessions) {
                return between(before, sessions, point.atRisk);
            }
            before = point;
        }
        return between(before, sessions, 0);
    }

    private static Point between(@Nullable Point before, int sessions, long atRisk) {
        return before == null ? new Point(sessions, atRisk, 0, 0, 0, 0, 0, 0.0, null, 0, 1)
                : new Point(sessions, atRisk, 0, 0, 0, before.incidence, before.standardError, before.low, before.high,
                        before.dropoutIncidence, before.still);
    }

    /** The smallest number of sessions by which half of the episodes had responded. */
    public MedianSessions median() {
        return new MedianSessions(first(point -> MedianSessions.reachesHalf(point.incidence)),
                first(point -> MedianSessions.reachesHalf(point.high)),
                first(point -> MedianSessions.reachesHalf(point.low)));
    }

    private @Nullable Integer first(Predicate<Point> reaches) {
        for (Point point : points) {
            if (reaches.test(point)) {
                return point.sessions;
            }
        }
        return null;
    }

    /**
     * The sums of the variance up to one point. Those over F(k) - F(j) are carried from k to k + 1 by adding the step of
     * F, which only adds up positive numbers and so loses no digits.
     */
    private static final class Running {
        private double still = 1;
        private double incidence;
        private double dropoutIncidence;
        /** Of D/(n(n-D)), times F(k) - F(j) to the power of 0, 1 and 2. */
        private double all;
        private double allByRise;
        private double allByRiseSquared;
        private double own;
        /** Of S(j-) d/n^2, times F(k) - F(j) to the power of 0 and 1. */
        private double mixed;
        private double mixedByRise;

        Point next(AtRisk row) {
            double n = row.count();
            double hazard = row.responded() / n;
            double step = still * hazard;
            allByRiseSquared += 2 * step * allByRise + step * step * all;
            allByRise += step * all;
            mixedByRise += step * mixed;

            // Where n = D this is infinite, and nobody is left for whom a later point would take it up.
            all += row.ended() / (n * (n - row.ended()));
            own += still * still * hazard * (1 - hazard) / n;
            mixed += step / n;
            incidence += step;
            dropoutIncidence += still * row.dropped() / n;
            still *= (n - row.ended()) / n;
            if (still == 0 && dropoutIncidence == 0) {
                // Everybody responded; the sum may fall short of 1 by rounding, and the limits tell 1 from nearly 1.
                incidence = 1;
            }
            double variance = incidence == 1 ? 0 : allByRiseSquared + own - 2 * mixedByRise;
            double standardError = Math.sqrt(Math.max(0, variance));
            Interval interval = Interval.logLog(incidence, standardError);
            return new Point(row.sessions(), row.count(), row.responded(), row.dropped(), row.outcomes().censored(),
                    incidence, standardError, interval.low(), interval.high(), dropoutIncidence, still);
        }
    }
}
