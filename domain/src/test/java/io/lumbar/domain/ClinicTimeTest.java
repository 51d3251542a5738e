package io.lumbar.domain;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Collectors;

import io.lumbar.domain.episode.FollowUp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class ClinicTimeTest {

    private final ClinicTime amsterdam = new ClinicTime(ZoneId.of("Europe/Amsterdam"));

    @ParameterizedTest
    @CsvSource({
            // Winter, an hour ahead of UTC.
            "2026-01-10T22:59:59Z,2026-01-10", "2026-01-10T23:00:00Z,2026-01-11",
            // Summer, two hours ahead.
            "2026-07-10T21:59:59Z,2026-07-10", "2026-07-10T22:00:00Z,2026-07-11",
            // The night in which clocks go forward, and its end, an hour earlier than the day before.
            "2026-03-28T23:00:00Z,2026-03-29", "2026-03-29T21:59:59Z,2026-03-29", "2026-03-29T22:00:00Z,2026-03-30",
            // The night in which clocks go back, and its end.
            "2026-10-24T22:00:00Z,2026-10-25", "2026-10-25T22:59:59Z,2026-10-25", "2026-10-25T23:00:00Z,2026-10-26"})
    void a_moment_falls_on_the_date_of_the_clinics_wall(Instant moment, LocalDate date) {
        assertThat(amsterdam.dateOf(moment)).isEqualTo(date);
    }

    @Test
    void two_moments_of_one_utc_day_may_fall_on_different_local_dates() {
        assertThat(amsterdam.sameDay(Instant.parse("2026-01-10T08:00:00Z"), Instant.parse("2026-01-10T22:59:00Z")))
                .isTrue();
        assertThat(amsterdam.sameDay(Instant.parse("2026-01-10T08:00:00Z"), Instant.parse("2026-01-10T23:00:00Z")))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
            // The same time on the wall, though the offset differs.
            "2026-03-10T09:00:00Z,2028-03-10T09:00:00Z", "2026-03-28T09:00:00Z,2028-03-28T08:00:00Z",
            // No 29 February two years after 2028.
            "2028-02-29T09:00:00Z,2030-02-28T09:00:00Z",
            // 26 March 2028, 02:30: skipped, so an hour later on the wall.
            "2026-03-26T01:30:00Z,2028-03-26T01:30:00Z"})
    void years_later_the_wall_shows_the_same_time(Instant moment, Instant later) {
        assertThat(amsterdam.yearsAfter(moment, 2)).isEqualTo(later);
    }

    @ParameterizedTest
    @CsvSource({"1986-05-10,2026-05-09,39", "1986-05-10,2026-05-10,40", "2004-02-29,2025-02-28,20",
            "2004-02-29,2025-03-01,21", "2004-02-29,2024-02-29,20", "2026-03-02,2026-03-02,0"})
    void age_counts_completed_years(LocalDate bornOn, LocalDate on, int years) {
        assertThat(ClinicTime.age(bornOn, on)).isEqualTo(years);
    }

    @ParameterizedTest
    @CsvSource({"W6,2026-04-20,2026-06-01", "M3,2026-04-20,2026-07-20", "M6,2026-04-20,2026-10-20",
            "M12,2026-04-20,2027-04-20",
            // Short months.
            "M3,2026-11-30,2027-02-28", "M3,2027-11-30,2028-02-29", "M6,2026-08-31,2027-02-28",
            "M12,2028-02-29,2029-02-28"})
    void a_follow_up_is_due_weeks_or_months_after_the_local_date_of_discharge(FollowUp.Kind kind,
            LocalDate dischargedOn, LocalDate dueOn) {
        assertThat(kind.dueAfter(dischargedOn)).isEqualTo(dueOn);
    }

    @ParameterizedTest
    @CsvSource({
            // Sunday 29 March 2026: from 01:00 to 04:00 on the wall are two hours.
            "2026-03-29T00:00:00Z,2026-03-29T02:00:00Z,true", "2026-03-29T00:00:00Z,2026-03-29T02:00:01Z,false",
            // Sunday 25 October: four hours.
            "2026-10-24T23:00:00Z,2026-10-25T03:00:00Z,true", "2026-10-24T22:59:59Z,2026-10-25T00:00:00Z,false",
            // A Monday, and a Sunday in Amsterdam that is a Saturday in UTC.
            "2026-10-26T00:00:00Z,2026-10-26T00:30:00Z,false", "2026-07-11T23:00:00Z,2026-07-12T02:00:00Z,true"})
    void a_time_lies_within_hours_of_the_wall(Instant start, Instant end, boolean within) {
        var sundays = List.of(new WeeklyHours(DayOfWeek.SUNDAY, LocalTime.of(2, 0), LocalTime.of(4, 0)),
                new WeeklyHours(DayOfWeek.SUNDAY, LocalTime.of(1, 0), LocalTime.of(2, 0)));
        assertThat(amsterdam.within(sundays, start, end)).isEqualTo(within);
    }

    @ParameterizedTest
    @CsvSource({
            // Sunday 29 March 2026: what lies outside of 01:00 to 04:00, of which an hour is skipped.
            "2026-03-28T23:00:00Z,2026-03-29T22:00:00Z,2026-03-28T23:00:00Z/2026-03-29T00:00:00Z"
                    + " 2026-03-29T02:00:00Z/2026-03-29T22:00:00Z",
            // Sunday 25 October: 02:00 to 03:00 comes twice.
            "2026-10-24T22:00:00Z,2026-10-25T23:00:00Z,2026-10-24T22:00:00Z/2026-10-24T23:00:00Z"
                    + " 2026-10-25T03:00:00Z/2026-10-25T23:00:00Z",
            // Within the hours, and over a whole week without a Sunday.
            "2026-10-24T23:30:00Z,2026-10-25T02:30:00Z,''",
            "2026-03-30T00:00:00Z,2026-04-04T00:00:00Z,2026-03-30T00:00:00Z/2026-04-04T00:00:00Z",
            // It begins and ends within.
            "2026-03-29T01:00:00Z,2026-04-05T00:00:00Z,2026-03-29T02:00:00Z/2026-04-04T23:00:00Z"})
    void what_lies_outside_of_hours_of_the_wall(Instant from, Instant to, String outside) {
        var sundays = List.of(new WeeklyHours(DayOfWeek.SUNDAY, LocalTime.of(2, 0), LocalTime.of(4, 0)),
                new WeeklyHours(DayOfWeek.SUNDAY, LocalTime.of(1, 0), LocalTime.of(2, 0)));
        assertThat(amsterdam.outside(sundays, from, to).stream().map(span -> span.from() + "/" + span.to())
                .collect(Collectors.joining(" "))).isEqualTo(outside);
    }

    @ParameterizedTest
    @CsvSource({"2026-10-25T00:30:00Z,2026-10-25T02:30+02:00", "2026-10-25T01:30:00Z,2026-10-25T02:30+01:00"})
    void the_wall_tells_the_hour_that_comes_twice_apart(Instant moment, String shown) {
        assertThat(amsterdam.wall(moment)).hasToString(shown);
    }

    @Test
    void a_gap_between_hours_is_not_within_them_and_neither_is_midnight() {
        var split = List.of(new WeeklyHours(DayOfWeek.MONDAY, LocalTime.of(9, 0), LocalTime.of(12, 0)),
                new WeeklyHours(DayOfWeek.MONDAY, LocalTime.of(13, 0), LocalTime.of(23, 59)),
                new WeeklyHours(DayOfWeek.TUESDAY, LocalTime.MIDNIGHT, LocalTime.of(9, 0)));
        assertThat(amsterdam.within(split, Instant.parse("2026-01-12T10:30:00Z"),
                Instant.parse("2026-01-12T11:30:00Z"))).isFalse();
        assertThat(amsterdam.within(split, Instant.parse("2026-01-12T12:00:00Z"),
                Instant.parse("2026-01-12T22:59:00Z"))).isTrue();
        assertThat(amsterdam.within(split, Instant.parse("2026-01-12T22:30:00Z"),
                Instant.parse("2026-01-12T23:30:00Z"))).isFalse();
    }
}
