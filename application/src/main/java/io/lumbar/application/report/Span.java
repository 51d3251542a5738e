package io.lumbar.application.report;

import java.time.YearMonth;
import java.util.List;

/**
 * A month, a quarter, a year of the calendar, or all of time: each but the first is made of those before it. Any window
 * of whole months is made of some of them; the one that is asked for is a span beside them.
 *
 * @param first of its months; of all of time and of a window, any
 * @param months how many there are; 0 for all of time, -1 for a window
 */
record Span(YearMonth first, int months) {
    private static final int MONTH = 1;
    private static final int QUARTER = 3;
    private static final int YEAR = 12;

    /** All of time. */
    static final Span ALWAYS = new Span(YearMonth.of(1, 1), 0);

    /** The window that is asked for. */
    static final Span WINDOW = new Span(YearMonth.of(1, 1), -1);

    /** Those that a month lies in, the widest first. */
    static List<Span> of(YearMonth month) {
        YearMonth january = YearMonth.of(month.getYear(), 1);
        return List.of(ALWAYS, new Span(january, YEAR),
                new Span(january.plusMonths((month.getMonthValue() - 1L) / QUARTER * QUARTER), QUARTER),
                new Span(month, MONTH));
    }

    /** The next wider one; all of time for itself. */
    Span wider() {
        return switch (months) {
            case MONTH -> of(first).get(2);
            case QUARTER -> of(first).get(1);
            default -> ALWAYS;
        };
    }

    /** Whether a part of it lies in the window, and another does not. */
    boolean isCutBy(Window window) {
        return months == 0
                ? !window.equals(Window.ALWAYS)
                : window.phase(first) != window.phase(last());
    }

    /** Whether the window is to be made of this, or of parts of this. */
    boolean isNeededFor(Window window) {
        return months == 0 || wider().isCutBy(window);
    }

    /** Whether all of it lies in the window. */
    boolean isWithin(Window window) {
        return !isCutBy(window) && (months == 0 || window.includes(last()));
    }

    /** Whether it is one of the widest that the window is made of. */
    boolean isPartOf(Window window) {
        return months >= 0 && isWithin(window) && (months == 0 || !wider().isWithin(window));
    }

    boolean isBefore(Span other) {
        return first.isBefore(other.first);
    }

    boolean isAfter(Span other) {
        return first.isAfter(other.first);
    }

    private YearMonth last() {
        return first.plusMonths(months - 1L);
    }
}
