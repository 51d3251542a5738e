package io.lumbar.domain.outcome;

import java.math.BigDecimal;

import static java.math.RoundingMode.HALF_UP;

/**
 * Points on an instrument's scale, kept exactly: a score, 0 to 100, or the difference of two, -100 to 100.
 *
 * <p>
 * Counted in parts of 1/180 point. 180 is the least number that divides every score our instruments can give: tenths
 * as typed in, means of two to five activities, percentages of eight to ten sections. So sums, differences and
 * thresholds are decided on integers, and rounding happens once, when a person reads the number.
 *
 * @param parts the points times 180
 */
public record Score(int parts) implements Comparable<Score> {

    /** How many parts make a point. */
    public static final int PARTS_PER_POINT = 180;

    private static final int LIMIT = 100;

    public Score {
        if (Math.abs((long) parts) > LIMIT * PARTS_PER_POINT) {
            throw new IllegalArgumentException("score must be between -100 and 100 points");
        }
    }

    /** {@code points}, -100 to 100. */
    public static Score of(int points) {
        return ratio(points, 1);
    }

    /**
     * A score as typed in.
     *
     * @throws IllegalArgumentException if it has more than one decimal or lies outside -100 to 100
     */
    public static Score of(BigDecimal points) {
        if (points.abs().compareTo(BigDecimal.valueOf(LIMIT)) > 0) {
            throw new IllegalArgumentException("score must be between -100 and 100 points");
        }
        if (points.stripTrailingZeros().scale() > 1) {
            throw new IllegalArgumentException("score must have at most one decimal");
        }
        return ratio(points.movePointRight(1).intValueExact(), 10);
    }

    /**
     * {@code numerator} / {@code denominator} points.
     *
     * @param denominator more than 0
     * @throws IllegalArgumentException if parts of 1/180 cannot express it or it lies outside -100 to 100
     */
    static Score ratio(int numerator, int denominator) {
        long parts = (long) numerator * PARTS_PER_POINT;
        if (parts % denominator != 0) {
            throw new IllegalArgumentException("score " + numerator + "/" + denominator + " is not exact in 1/180");
        }
        return new Score(Math.clamp(parts / denominator, Integer.MIN_VALUE, Integer.MAX_VALUE));
    }

    /** This less {@code other}. */
    public Score minus(Score other) {
        return new Score(parts - other.parts);
    }

    /** The same distance in the other direction. */
    public Score negated() {
        return new Score(-parts);
    }

    /** Whether there is nothing after the decimal point. */
    public boolean isWhole() {
        return parts % PARTS_PER_POINT == 0;
    }

    /**
     * The points as an integer.
     *
     * @throws IllegalArgumentException if the score is not whole
     */
    public int whole() {
        if (!isWhole()) {
            throw new IllegalArgumentException("score " + this + " must be a whole number");
        }
        return parts / PARTS_PER_POINT;
    }

    /** The points for a reader: rounded half up to one decimal, which is left out when it is zero. */
    public BigDecimal rounded() {
        var points = BigDecimal.valueOf(parts).divide(BigDecimal.valueOf(PARTS_PER_POINT), 1, HALF_UP);
        return points.stripTrailingZeros().scale() <= 0 ? points.setScale(0) : points;
    }

    @Override
    public int compareTo(Score other) {
        return Integer.compare(parts, other.parts);
    }

    /** As {@link #rounded()}, such as {@code 35.6} or {@code 32}. */
    @Override
    public String toString() {
        return rounded().toPlainString();
    }
}
