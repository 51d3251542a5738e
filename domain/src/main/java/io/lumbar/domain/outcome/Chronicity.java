package io.lumbar.domain.outcome;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/** How long the pain had lasted when the episode was opened, in days since its onset. */
public enum Chronicity {
    /** Less than 42 days. */
    ACUTE,
    /** 42 to 84 days. */
    SUBACUTE,
    /** More than 84 days. */
    CHRONIC;

    /** Stable name in filters, reports and stored rows. */
    public String label() {
        return name();
    }

    /**
     * The chronicity of pain that began on {@code onset}.
     *
     * @param openedOn the local date of opening at the clinic
     * @throws IllegalArgumentException if the onset lies after it
     */
    public static Chronicity at(LocalDate openedOn, LocalDate onset) {
        long days = ChronoUnit.DAYS.between(onset, openedOn);
        if (days < 0) {
            throw new IllegalArgumentException("onset must not be after " + openedOn);
        }
        if (days < 42) {
            return ACUTE;
        }
        return days <= 84 ? SUBACUTE : CHRONIC;
    }
}
