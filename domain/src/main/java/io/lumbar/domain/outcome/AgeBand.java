package io.lumbar.domain.outcome;

import java.util.stream.Stream;

/** Groups of the age at opening, in completed years, by which reports are split. Our choice. */
public enum AgeBand {
    UNDER_18("0-17", 17),
    FROM_18_TO_29("18-29", 29),
    FROM_30_TO_39("30-39", 39),
    FROM_40_TO_49("40-49", 49),
    FROM_50_TO_59("50-59", 59),
    FROM_60_TO_69("60-69", 69),
    FROM_70_TO_79("70-79", 79),
    FROM_80("80+", Integer.MAX_VALUE);

    private final String label;
    private final int upTo;

    AgeBand(String label, int upTo) {
        this.label = label;
        this.upTo = upTo;
    }

    /** Stable name in filters, reports and stored rows. */
    public String label() {
        return label;
    }

    /**
     * The band of an age.
     *
     * @param years 0 or more
     * @throws IllegalArgumentException if it is negative
     */
    public static AgeBand of(int years) {
        if (years < 0) {
            throw new IllegalArgumentException("age must be 0 or more years");
        }
        return Stream.of(values()).filter(band -> years <= band.upTo).findFirst().orElseThrow();
    }
}
