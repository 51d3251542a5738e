package io.lumbar.domain;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
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

    /**
     * A stretch of time.
     *
     * @param from inclusive
     * @param to exclusive, later than {@code from}
     */
    public record Span(Instant from, Instant to) {}

    /** What of the time from {@code from} to {@code to}, which is exclusive, lies outside of {@code hours}, in order. */
    public List<Span> outside(List<WeeklyHours> hours, Instant from, Instant to) {
        var outside = new ArrayList<Span>();
        Instant reached = from;
        for (LocalDate day = dateOf(from); !day.isAfter(dateOf(to)); day = day.plusDays(1)) {
            for (WeeklyHours span : hours.stream().sorted(Comparator.comparing(WeeklyHours::from)).toList()) {
                if (span.day() == day.getDayOfWeek() && at(day, span.to()).isAfter(reached)
                        && at(day, span.from()).isBefore(to)) {
                    if (at(day, span.from()).isAfter(reached)) {
                        outside.add(new Span(reached, at(day, span.from())));
                    }
                    reached = at(day, span.to());
                }
            }
        }
        if (reached.isBefore(to)) {
            outside.add(new Span(reached, to));
        }
        return outside;
    }

    /** The hours of one day. */
    public Span on(LocalDate day, WeeklyHours hours) {
        return new Span(at(day, hours.from()), at(day, hours.to()));
    }

    /** What the clock on the wall shows at {@code moment}, and how far it is from UTC then. */
    public OffsetDateTime wall(Instant moment) {
        return moment.atZone(zone).toOffsetDateTime();
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
