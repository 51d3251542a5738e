package io.lumbar.application.report;

import java.time.LocalDate;
import java.time.YearMonth;

import org.jspecify.annotations.Nullable;

/**
 * A span of months.
 *
 * @param from first; null for no bound
 * @param to last; null for no bound
 */
record Window(@Nullable YearMonth from, @Nullable YearMonth to) {

    /** All months. */
    static final Window ALWAYS = new Window(null, null);

    /** Where a month lies, seen from a window. */
    enum Phase {
        BEFORE, WITHIN, AFTER
    }

    /** That of a question, which asks for whole months. */
    static Window of(Cohort cohort) {
        return new Window(month(cohort.from()), month(cohort.to()));
    }

    private static @Nullable YearMonth month(@Nullable LocalDate day) {
        return day == null ? null : YearMonth.from(day);
    }

    Phase phase(YearMonth month) {
        if (from != null && month.isBefore(from)) {
            return Phase.BEFORE;
        }
        return to != null && month.isAfter(to) ? Phase.AFTER : Phase.WITHIN;
    }

    boolean includes(YearMonth month) {
        return phase(month) == Phase.WITHIN;
    }

    /** Whether all of it lies within. */
    boolean includes(Stretch stretch) {
        return includes(stretch.first()) && includes(stretch.last());
    }
}
