package io.lumbar.domain.outcome;

import java.util.stream.Stream;

/**
 * The person's own impression of change since the start (PGIC, public domain), from 1, very much improved, to 7, very
 * much worse. Ordinal: counted, never averaged.
 */
public enum GlobalImpression {
    VERY_MUCH_IMPROVED(1),
    MUCH_IMPROVED(2),
    MINIMALLY_IMPROVED(3),
    NO_CHANGE(4),
    MINIMALLY_WORSE(5),
    MUCH_WORSE(6),
    VERY_MUCH_WORSE(7);

    private final int score;

    GlobalImpression(int score) {
        this.score = score;
    }

    /**
     * The impression with the given number.
     *
     * @param score 1 to 7
     * @throws IllegalArgumentException if it is out of range
     */
    public static GlobalImpression of(int score) {
        Instrument.PGIC.score(score);
        return Stream.of(values()).filter(impression -> impression.score == score).findFirst().orElseThrow();
    }

    /** The number on the scale, 1 to 7. */
    public int score() {
        return score;
    }

    /** Whether the person responded: very much or much improved. */
    public boolean isResponse() {
        return score <= 2;
    }
}
