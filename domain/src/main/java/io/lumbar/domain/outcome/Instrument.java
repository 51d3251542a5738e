package io.lumbar.domain.outcome;

import java.math.BigDecimal;

import org.jspecify.annotations.Nullable;

/** A questionnaire or scale whose score tells how a person fares. */
public enum Instrument {

    /**
     * Numeric pain rating scale: pain in the last week, whole 0 to 10, higher is worse. Important change 2 points
     * (Ostelo et al. 2008; the same as the minimal detectable change of Childs et al. 2005) and 30 percent.
     */
    NPRS("7-day", 0, 10, true, Direction.LOWER_IS_BETTER),

    /**
     * Oswestry disability index: 0 to 100 percent, higher is worse (Fairbank). Important change 10 points and 30
     * percent (Ostelo et al. 2008). The questionnaire's text is licensed and not part of this product.
     */
    ODI("2.1a", 0, 100, false, Direction.LOWER_IS_BETTER),

    /**
     * Roland-Morris disability questionnaire: whole 0 to 24, higher is worse (Roland and Fairbank 2000). Important
     * change 5 points and 30 percent (Ostelo et al. 2008).
     */
    RMDQ("24-item", 0, 24, true, Direction.LOWER_IS_BETTER),

    /**
     * Patient-specific functional scale: mean of one to five activities, 0 to 10, higher is better (Stratford et al.
     * 1995). Important change 2 points for a mean, 3 for a single activity (minimal detectable change, 90 percent).
     */
    PSFS("1995", 0, 10, false, Direction.HIGHER_IS_BETTER),

    /** Global impression of change, see {@link GlobalImpression}: whole 1 to 7, higher is worse, no change score. */
    PGIC("7-point", 1, 7, true, Direction.LOWER_IS_BETTER),

    /**
     * STarT Back screening tool (Keele University): whole total 0 to 9, higher is worse. It predicts and has no change
     * score; the risk group is in {@link StartBackTotals}. The questionnaire's text is licensed and not part of this
     * product.
     */
    START_BACK("9-item", 0, 9, true, Direction.LOWER_IS_BETTER);

    /** Where improvement lies on an instrument's scale. */
    public enum Direction {
        /** The score falls as the person improves. */
        LOWER_IS_BETTER,
        /** The score rises as the person improves. */
        HIGHER_IS_BETTER
    }

    private final String version;
    private final int lowest;
    private final int highest;
    private final boolean wholeNumbersOnly;
    private final Direction direction;

    Instrument(String version, int lowest, int highest, boolean wholeNumbersOnly, Direction direction) {
        this.version = version;
        this.lowest = lowest;
        this.highest = highest;
        this.wholeNumbersOnly = wholeNumbersOnly;
        this.direction = direction;
    }

    /** The version in use now. Scores of different versions are never compared. */
    public String version() {
        return version;
    }

    /** The lowest possible score, inclusive. */
    public Score lowest() {
        return Score.of(lowest);
    }

    /** The highest possible score, inclusive. */
    public Score highest() {
        return Score.of(highest);
    }

    /** Whether a score with decimals is refused. */
    public boolean wholeNumbersOnly() {
        return wholeNumbersOnly;
    }

    /** Where improvement lies. */
    public Direction direction() {
        return direction;
    }

    /** The improvement that matters to a person; null when scores of this instrument are not subtracted. */
    public @Nullable ImportantChange importantChange() {
        return switch (this) {
            case NPRS -> new ImportantChange(2, 30);
            case ODI -> new ImportantChange(10, 30);
            case RMDQ -> new ImportantChange(5, 30);
            case PSFS -> new ImportantChange(2, 0);
            case PGIC, START_BACK -> null;
        };
    }

    /**
     * The score that was typed in.
     *
     * @throws IllegalArgumentException if it is out of range, has more than one decimal, or any where whole numbers are
     *     asked for
     */
    public Score score(BigDecimal points) {
        if (points.compareTo(BigDecimal.valueOf(lowest)) < 0 || points.compareTo(BigDecimal.valueOf(highest)) > 0) {
            throw outOfRange();
        }
        if (wholeNumbersOnly && points.stripTrailingZeros().scale() > 0) {
            throw new IllegalArgumentException(this + " score must be a whole number");
        }
        return Score.of(points);
    }

    /**
     * The score {@code points}.
     *
     * @throws IllegalArgumentException if it is out of range
     */
    public Score score(int points) {
        if (points < lowest || points > highest) {
            throw outOfRange();
        }
        return Score.of(points);
    }

    private IllegalArgumentException outOfRange() {
        return new IllegalArgumentException(this + " score must be between " + lowest + " and " + highest);
    }
}
