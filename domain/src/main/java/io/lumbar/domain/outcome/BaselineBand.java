package io.lumbar.domain.outcome;

import java.util.stream.Stream;

/** Groups of the pain at baseline, {@linkplain Instrument#NPRS NPRS} 0 to 10, by which reports are split. Our choice. */
public enum BaselineBand {
    FROM_0_TO_2("0-2", 2),
    FROM_3_TO_4("3-4", 4),
    FROM_5_TO_6("5-6", 6),
    FROM_7_TO_8("7-8", 8),
    FROM_9_TO_10("9-10", 10);

    private final String label;
    private final int upTo;

    BaselineBand(String label, int upTo) {
        this.label = label;
        this.upTo = upTo;
    }

    /** Stable name in filters, reports and stored rows. */
    public String label() {
        return label;
    }

    /**
     * The band of a baseline.
     *
     * @param nprs 0 to 10
     * @throws IllegalArgumentException if it is out of range
     */
    public static BaselineBand of(int nprs) {
        Instrument.NPRS.score(nprs);
        return Stream.of(values()).filter(band -> nprs <= band.upTo).findFirst().orElseThrow();
    }
}
