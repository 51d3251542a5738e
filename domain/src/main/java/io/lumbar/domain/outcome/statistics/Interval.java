package io.lumbar.domain.outcome.statistics;

import org.apache.commons.statistics.distribution.NormalDistribution;
import org.jspecify.annotations.Nullable;

/**
 * Where the truth lies with 95 percent confidence.
 *
 * @param low null where the data give no lower limit
 * @param high null where the data give no upper limit
 */
public record Interval(@Nullable Double low, @Nullable Double high) {

    /** The normal quantile that cuts off 2.5 percent on either side. */
    static final double Z = NormalDistribution.of(0, 1).inverseSurvivalProbability(0.025);

    /**
     * The log-log interval of a probability, {@code p^exp(+-z se / (p ln p))}: symmetric for ln(-ln p), so it stays
     * within 0 and 1 (Kalbfleisch and Prentice 1980, The
     * Statistical Analysis of Failure Time Data). At 0 and at 1 the transformation ends: the limit on
     * the other side is unknown.
     */
    static Interval logLog(double p, double standardError) {
        if (p <= 0) {
            return new Interval(0.0, null);
        }
        if (p >= 1) {
            return new Interval(null, 1.0);
        }
        double width = Z * standardError / (p * Math.log(p));
        return new Interval(Math.pow(p, Math.exp(-width)), Math.pow(p, Math.exp(width)));
    }
}
