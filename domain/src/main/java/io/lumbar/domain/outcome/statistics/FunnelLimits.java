package io.lumbar.domain.outcome.statistics;

import org.apache.commons.statistics.distribution.BinomialDistribution;

/**
 * Between which shares somebody with n episodes is expected to lie whose clients respond like everybody's: the exact
 * binomial limits of a funnel plot, 95 and 99.8 percent (Spiegelhalter 2005, Stat Med 24:1185, appendix). With r the
 * least count of which P(R <= r) exceeds p,
 *
 * <pre>
 * limit(p) = (r - (P(R <= r) - p) / P(R = r)) / n
 * </pre>
 *
 * for p of 2.5 and 0.1 percent, kept within 0 and 1; the upper limits are those of not responding, turned round. Interpolated,
 * so that the funnel is smooth: below the lower limit lies at most p by chance, and as little above the upper one, however
 * small n is. (The paper takes p of 97.5 and 99.9 percent for the upper ones, 1/n further in: one response of one, where 60
 * percent are expected, would lie outside, and with few episodes far more than p does; Seaton and Manktelow 2012, BMC Med
 * Res Methodol 12:98.) So limits never lie further apart for more episodes.
 *
 * @param n episodes, 1 or more
 * @param low95 limit at 2.5 percent
 * @param high95 limit at 97.5 percent
 * @param low998 limit at 0.1 percent
 * @param high998 limit at 99.9 percent
 */
public record FunnelLimits(int n, double low95, double high95, double low998, double high998) {

    /**
     * The limits for {@code n} episodes.
     *
     * @param n 1 or more
     * @param expected share of everybody, 0 to 1; at 0 and at 1 no other share is expected
     * @throws IllegalArgumentException if one is out of range
     */
    public static FunnelLimits of(int n, double expected) {
        if (n < 1) {
            throw new IllegalArgumentException("n must be 1 or more");
        }
        if (!(expected >= 0 && expected <= 1)) {
            throw new IllegalArgumentException("expected must be between 0 and 1");
        }
        if (expected == 0 || expected == 1) {
            // The interpolation would reach beyond the only count there can be.
            return new FunnelLimits(n, expected, expected, expected, expected);
        }
        var responding = BinomialDistribution.of(n, expected);
        var not = BinomialDistribution.of(n, 1 - expected);
        return new FunnelLimits(n, limit(responding, 0.025), 1 - limit(not, 0.025), limit(responding, 0.001),
                1 - limit(not, 0.001));
    }

    private static double limit(BinomialDistribution counts, double p) {
        int r = counts.inverseCumulativeProbability(p);
        double over = (counts.cumulativeProbability(r) - p) / counts.probability(r);
        return Math.clamp((r - over) / counts.getNumberOfTrials(), 0, 1);
    }
}
