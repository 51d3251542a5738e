package io.lumbar.domain.therapist;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;

import io.lumbar.domain.ClinicId;
import io.lumbar.domain.ClinicTime;
import io.lumbar.domain.WeeklyHours;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Mondays from 9 to 17 in Amsterdam, and from the middle of March until 13. */
class WorkingTimeTest {
    private static final ClinicId CLINIC = new ClinicId(new UUID(1, 1));
    private static final ClinicTime TIME = new ClinicTime(ZoneId.of("Europe/Amsterdam"));
    private static final LocalDate MARCH = LocalDate.of(2026, 3, 1);

    private static WorkingTime time(@Nullable Instant leftAt, Absence... absences) {
        return new WorkingTime(List.of(since("2026-03-01T08:00:00Z", 17), since("2026-03-16T23:30:00Z", 13)),
                List.of(absences), leftAt);
    }

    private static WorkingTime.Since since(String from, int until) {
        return new WorkingTime.Since(Instant.parse(from), List.of(new WorkingHours(CLINIC,
                new WeeklyHours(DayOfWeek.MONDAY, LocalTime.of(9, 0), LocalTime.of(until, 0)))));
    }

    private static long minutes(WorkingTime time, LocalDate first, LocalDate last) {
        return time.minutes(CLINIC, TIME, first, last);
    }

    @Test
    void hours_hold_from_the_day_on_which_they_were_recorded_and_the_first_ones_before() {
        assertThat(minutes(time(null), MARCH, MARCH.plusDays(30))).isEqualTo(3 * 480 + 2 * 240);
        assertThat(minutes(time(null), MARCH.minusDays(28), MARCH.minusDays(1))).isEqualTo(4 * 480);
        assertThat(minutes(new WorkingTime(List.of(), List.of(), null), MARCH, MARCH.plusDays(30))).isZero();
        assertThat(time(null).minutes(new ClinicId(new UUID(1, 2)), TIME, MARCH, MARCH.plusDays(30))).isZero();
    }

    @Test
    void absences_are_taken_off_once_however_they_overlap() {
        var morning = new Absence(Instant.parse("2026-03-02T07:00:00Z"), Instant.parse("2026-03-02T09:00:00Z"));
        var later = new Absence(Instant.parse("2026-03-02T08:30:00Z"), Instant.parse("2026-03-02T10:00:00Z"));
        var evening = new Absence(Instant.parse("2026-03-02T15:30:00Z"), Instant.parse("2026-03-03T10:00:00Z"));

        assertThat(minutes(time(null, later, morning, evening), MARCH, MARCH.plusDays(2))).isEqualTo(480 - 120 - 30);
        assertThat(minutes(time(null, new Absence(Instant.parse("2026-02-20T00:00:00Z"),
                Instant.parse("2026-04-20T00:00:00Z"))), MARCH, MARCH.plusDays(30))).isZero();
    }

    @Test
    void nobody_works_after_leaving() {
        assertThat(minutes(time(Instant.parse("2026-03-09T11:00:00Z")), MARCH, MARCH.plusDays(30)))
                .isEqualTo(480 + 180);
    }

    @Test
    void a_day_on_which_the_clock_is_put_forward_has_the_hours_of_the_wall() {
        var sunday = new WorkingTime(List.of(new WorkingTime.Since(Instant.EPOCH, List.of(new WorkingHours(CLINIC,
                new WeeklyHours(DayOfWeek.SUNDAY, LocalTime.of(1, 0), LocalTime.of(5, 0)))))), List.of(), null);

        assertThat(minutes(sunday, LocalDate.of(2026, 3, 29), LocalDate.of(2026, 3, 29))).isEqualTo(180);
    }
}
