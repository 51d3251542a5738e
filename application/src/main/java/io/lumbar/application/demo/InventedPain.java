package io.lumbar.application.demo;

import java.math.BigDecimal;
import java.util.SplittableRandom;

import io.lumbar.application.episode.AnswerSheet;
import io.lumbar.domain.outcome.Instrument;
import io.lumbar.domain.outcome.Reading;

/** How much it hurts in an invented episode: less with each session, in most people. */
final class InventedPain {
    private static final double HARDLY = 0.05;

    private final SplittableRandom random;
    private double pain;
    private final double reliefPerSession;

    InventedPain(SplittableRandom random) {
        this.random = random;
        this.pain = 3 + random.nextInt(4) + random.nextInt(4);
        this.reliefPerSession = random.nextDouble() < 0.66 ? 0.08 + 0.12 * random.nextDouble()
                : HARDLY * random.nextDouble();
    }

    void afterSession() {
        pain = Math.max(0, pain * (1 - reliefPerSession) + 0.9 * (random.nextDouble() - 0.5));
    }

    void afterMonths() {
        pain = Math.clamp(pain + 1.6 * (random.nextDouble() - 0.45), 0, 10);
    }

    /** Whether sessions hardly help. */
    boolean stays() {
        return reliefPerSession < HARDLY;
    }

    boolean isLow() {
        return pain < 2.3;
    }

    /** Numeric rating, 0 to 10. */
    int nprs() {
        return Math.clamp(Math.round(pain), 0, 10);
    }

    /** Disability that goes with it, 0 to 100. */
    int odi() {
        return Math.clamp(Math.round(4 + pain * 5.5 + 8 * (random.nextDouble() - 0.5)), 0, 100);
    }

    /** Impression of change, 1 (very much better) to 7. */
    int impression() {
        return Math.clamp(1 + (int) Math.round(pain / 2 + random.nextDouble()), 1, 7);
    }

    AnswerSheet nprsSheet() {
        return score(Instrument.NPRS, nprs());
    }

    AnswerSheet odiSheet() {
        return score(Instrument.ODI, odi());
    }

    AnswerSheet impressionSheet() {
        return score(Instrument.PGIC, impression());
    }

    static AnswerSheet score(Instrument instrument, int value) {
        return _ -> Reading.given(instrument, BigDecimal.valueOf(value));
    }
}
