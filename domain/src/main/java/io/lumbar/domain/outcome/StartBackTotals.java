package io.lumbar.domain.outcome;

import org.jspecify.annotations.Nullable;

/**
 * The two totals of the {@linkplain Instrument#START_BACK STarT Back tool}, higher is worse.
 *
 * @param total points of all nine items, 0 to 9
 * @param distress points of the five distress items among them, 0 to 5
 */
public record StartBackTotals(int total, int distress) implements Answers {

    private static final int OTHER_ITEMS = 4;
    private static final int MOST_OF_LOW = 3;
    private static final int LEAST_OF_DISTRESS = 4;

    /** The risk that the back pain stays disabling. */
    public enum Risk {
        LOW, MEDIUM, HIGH
    }

    public StartBackTotals {
        if (total < 0 || total > 9) {
            throw new IllegalArgumentException("total must be between 0 and 9");
        }
        if (distress < 0 || distress > 5) {
            throw new IllegalArgumentException("distress must be between 0 and 5");
        }
        if (distress > total || total - distress > OTHER_ITEMS) {
            throw new IllegalArgumentException("distress must be part of total, with 0 to 4 points beside it");
        }
    }

    @Override
    public Instrument instrument() {
        return Instrument.START_BACK;
    }

    /** The total. */
    @Override
    public Score score() {
        return Score.of(total);
    }

    /** High from 4 points of distress on; else low up to a total of 3, medium above (Keele University). */
    public Risk risk() {
        if (distress >= LEAST_OF_DISTRESS) {
            return Risk.HIGH;
        }
        return total <= MOST_OF_LOW ? Risk.LOW : Risk.MEDIUM;
    }

    /**
     * The risk as far as a total alone tells it.
     *
     * @param total 0 to 9
     * @return null from 4 points on, where it depends on the distress among them
     */
    public static @Nullable Risk riskOf(int total) {
        return total <= MOST_OF_LOW ? Risk.LOW : null;
    }
}
