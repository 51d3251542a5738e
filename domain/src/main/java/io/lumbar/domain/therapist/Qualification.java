package io.lumbar.domain.therapist;

import java.time.LocalDate;

import io.lumbar.domain.Style;
import org.jspecify.annotations.Nullable;

/**
 * A therapist's certificate for one style.
 *
 * @param certifiedOn first day on which it counts
 * @param expiresOn last day on which it counts; null when it does not expire
 */
public record Qualification(Style style, LocalDate certifiedOn, @Nullable LocalDate expiresOn) {
    /** Whether it counts on {@code day}. */
    public boolean validOn(LocalDate day) {
        return !day.isBefore(certifiedOn) && (expiresOn == null || !day.isAfter(expiresOn));
    }

    /** Whether both are for one style from one day on: then they are one certificate, or one of them is wrong. */
    boolean isOfSameDay(Qualification other) {
        return style == other.style && certifiedOn.equals(other.certifiedOn);
    }

    /** What is left of it when it does not count from {@code day} on any more; null when nothing is. */
    public @Nullable Qualification until(LocalDate day) {
        if (!certifiedOn.isBefore(day)) {
            return null;
        }
        return expiresOn != null && expiresOn.isBefore(day) ? this
                : new Qualification(style, certifiedOn, day.minusDays(1));
    }
}
