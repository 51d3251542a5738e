package io.lumbar.domain.outcome.statistics;

import org.apache.commons.statistics.distribution.GammaDistribution;
import org.jspecify.annotations.Nullable;

/**
 * How often something happens, with its exact 95 percent interval for a Poisson count (Garwood 1936, Biometrika 28:437):
 * for x events, from the 2.5 percent quantile of a gamma distribution of shape x to the 97.5 percent quantile of one of
 * shape x + 1, which are half the quantiles of chi-square with 2x and 2x + 2 degrees of freedom. All but {@code events}
 * are null when there was nothing it could happen in.
 *
 * @param events how often it happened
 * @param value 0 or more
 * @param low 0 to {@code value}
 * @param high {@code value} or more
 */
public record Rate(long events, @Nullable Double value, @Nullable Double low, @Nullable Double high) {

    private static final double TAIL = 0.025;

    /**
     * {@code events} in {@code exposure}, for each {@code unit} of it: 3 in 1,500 sessions are 2 per 1,000.
     *
     * @param events 0 or more
     * @param exposure 0 or more
     * @param unit 1 or more
     * @throws IllegalArgumentException if one is out of range
     */
    public static Rate of(long events, long exposure, int unit) {
        if (events < 0 || exposure < 0 || unit < 1) {
            throw new IllegalArgumentException("events and exposure must be 0 or more, unit 1 or more");
        }
        if (exposure == 0) {
            return new Rate(events, null, null, null);
        }
        double factor = (double) unit / exposure;
        double x = events;
        double low = x == 0 ? 0 : GammaDistribution.of(x, 1).inverseCumulativeProbability(TAIL);
        double high = GammaDistribution.of(x + 1, 1).inverseSurvivalProbability(TAIL);
        return new Rate(events, x * factor, low * factor, high * factor);
    }
}
