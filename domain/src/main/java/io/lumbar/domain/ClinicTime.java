package io.lumbar.domain;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;

/**
 * The calendar on a clinic's wall. Whatever is reckoned between moments and local dates is reckoned here.
 *
 * @param zone the clinic's time zone
 */
public record ClinicTime(ZoneId zone) {

    /** The local date on which {@code moment} falls. */
    public LocalDate dateOf(Instant moment) {
        return LocalDate.ofInstant(moment, zone);
    }

    /** The first moment of a local date: midnight, or where daylight saving skips that, when the clock is put forward. */
    public Instant startOf(LocalDate day) {
        return day.atStartOfDay(zone).toInstant();
    }

    /** Whether both moments fall on the same local date. */
    public boolean sameDay(Instant one, Instant other) {
        return dateOf(one).equals(dateOf(other));
    }

    /**
     * The same local date and time, {@code years} later. Where that year has no 29 February it is the 28th; where
     * daylight saving skips that time of day it is as much later as the clock was put forward.
     */
    public Instant yearsAfter(Instant moment, int years) {
        return moment.atZone(zone).plusYears(years).toInstant();
    }

    /**
     * Whether the whole time from {@code start} to {@code end}, which is exclusive, lies within {@code hours} of the
     * local day on which it starts. Spans that meet are one; none goes beyond midnight.
     */
    public boolean within(List<WeeklyHours> hours, Instant start, Instant end) {
        LocalDate day = dateOf(start);
        Instant reached = start;
        for (WeeklyHours span : hours.stream().sorted(Comparator.comparing(WeeklyHours::from)).toList()) {
            if (span.day() == day.getDayOfWeek() && !at(day, span.from()).isAfter(reached)
                    && at(day, span.to()).isAfter(reached)) {
                reached = at(day, span.to());
            }
        }
        return !reached.isBefore(end);
    }

    private Instant at(LocalDate day, LocalTime time) {
        return day.atTime(time).atZone(zone).toInstant();
    }

    /**
     * Age in completed years. Who was born on 29 February turns a year older on 1 March of a common year.
     *
     * @return negative when {@code on} lies a year or more before the birth, 0 in the years around it
     */
    public static int age(LocalDate bornOn, LocalDate on) {
        return Math.toIntExact(ChronoUnit.YEARS.between(bornOn, on));
    }
}
