package io.lumbar.domain.outcome.statistics;

import org.jspecify.annotations.Nullable;

/**
 * A share with its 95 percent interval by score (Wilson 1927, J Am Stat Assoc 22:209). All but {@code n} are null for a
 * share of nothing.
 *
 * @param n of how many
 * @param value 0 to 1
 * @param low 0 to {@code value}
 * @param high {@code value} to 1
 */
public record Proportion(long n, @Nullable Double value, @Nullable Double low, @Nullable Double high) {

    /**
     * {@code count} of {@code n}.
     *
     * @param count 0 to {@code n}
     * @throws IllegalArgumentException if it is out of range
     */
    public static Proportion of(long count, long n) {
        if (count < 0 || count > n) {
            throw new IllegalArgumentException("count must be between 0 and n");
        }
        if (n == 0) {
            return new Proportion(0, null, null, null);
        }
        double p = (double) count / n;
        double square = Interval.Z * Interval.Z / n;
        double centre = (p + square / 2) / (1 + square);
        double half = Math.sqrt(p * (1 - p) * square + square * square / 4) / (1 + square);
        // Of all, the sum is 1, but not to the last digit; of none, the difference is 0.
        return new Proportion(n, p, centre - half, count == n ? 1 : centre + half);
    }
}
