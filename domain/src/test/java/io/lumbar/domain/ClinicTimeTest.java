package io.lumbar.domain;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

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
}
