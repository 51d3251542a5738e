package io.lumbar.application.report;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.EnumSet;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * A span of months.
 *
 * @param from first; null for no bound
 * @param to last; null for no bound
 */
record Window(@Nullable YearMonth from, @Nullable YearMonth to) {

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

    Set<Phase> phases(Set<YearMonth> months) {
        var phases = EnumSet.noneOf(Phase.class);
        months.forEach(month -> phases.add(phase(month)));
        return phases;
    }

    /** Whether all of it lies within. */
    boolean includes(Stretch stretch) {
        return phase(stretch.first()) == Phase.WITHIN && phase(stretch.last()) == Phase.WITHIN;
    }
}
