package io.lumbar.domain.outcome;

import java.util.stream.Stream;

/**
 * How disabled a person is by the {@linkplain Instrument#ODI Oswestry index} (Fairbank). Each band includes its upper
 * limit and starts above that of the one before; the published bands overlap, this is our choice.
 */
public enum OdiBand {
    /** 0 to 20 percent. */
    MINIMAL(20),
    /** Above 20 to 40 percent. */
    MODERATE(40),
    /** Above 40 to 60 percent. */
    SEVERE(60),
    /** Above 60 to 80 percent. */
    CRIPPLED(80),
    /** Above 80 to 100 percent. */
    BED_BOUND(100);

    private final int upTo;

    OdiBand(int upTo) {
        this.upTo = upTo;
    }

    /** The band of a score of the index, judged before any rounding. */
    public static OdiBand of(Score score) {
        return Stream.of(values()).filter(band -> score.compareTo(Score.of(band.upTo)) <= 0).findFirst().orElseThrow();
    }
}
