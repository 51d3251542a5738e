package io.lumbar.domain.outcome.statistics;

import org.jspecify.annotations.Nullable;

/**
 * A distribution in seven numbers, in the unit of its values. Quantiles are of type 7 (Hyndman and Fan 1996). All but
 * {@code n} are null for a sample of nothing.
 *
 * @param n size of the sample
 * @param q1 the 25 percent quantile
 * @param q3 the 75 percent quantile
 * @param p90 the 90 percent quantile
 */
public record Summary(long n, @Nullable Double mean, @Nullable Double median, @Nullable Double q1, @Nullable Double q3,
        @Nullable Double p90, @Nullable Integer max) {

    /** The numbers of one sample. */
    public static Summary of(Histogram sample) {
        return new Summary(sample.size(), sample.mean(), sample.quantile(50), sample.quantile(25), sample.quantile(75),
                sample.quantile(90), sample.max());
    }
}
