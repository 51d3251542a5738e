package io.lumbar.domain;

import java.time.DayOfWeek;
import java.time.LocalTime;

/**
 * A span of hours on one day of every week, in the clinic's own time zone.
 *
 * @param from inclusive
 * @param to exclusive, later than {@code from} on the same day
 */
public record WeeklyHours(DayOfWeek day, LocalTime from, LocalTime to) {

    /** Whether the two share a moment of the week. */
    public boolean overlaps(WeeklyHours other) {
        return day == other.day && from.isBefore(other.to) && other.from.isBefore(to);
    }
}
