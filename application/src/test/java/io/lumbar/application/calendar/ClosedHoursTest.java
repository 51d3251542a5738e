package io.lumbar.application.calendar;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import io.lumbar.application.calendar.Calendar.Closed;
import io.lumbar.application.clinic.ClinicList;
import io.lumbar.domain.ClinicId;
import io.lumbar.domain.Rejected;
import io.lumbar.domain.WeeklyHours;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ClosedHoursTest {
    private static final Instant MONDAY = Instant.parse("2026-03-01T23:00:00Z");
    private static final Instant TUESDAY = Instant.parse("2026-03-02T23:00:00Z");
    private static final List<WeeklyHours> MONDAYS = List.of(
            new WeeklyHours(DayOfWeek.MONDAY, LocalTime.of(9, 0), LocalTime.of(17, 0)));

    @Test
    void a_clinic_is_closed_outside_of_its_hours() {
        assertThat(closed(MONDAYS, null)).containsExactly("2026-03-01T23:00:00Z/2026-03-02T08:00:00Z",
                "2026-03-02T16:00:00Z/2026-03-02T23:00:00Z");
    }

    @Test
    void a_clinic_that_told_no_hours_counts_as_open() {
        assertThat(closed(List.of(), null)).isEmpty();
    }

    @Test
    void a_clinic_is_closed_from_the_moment_on_at_which_it_was_closed_for_good() {
        assertThat(closed(MONDAYS, Instant.parse("2026-03-02T10:00:00Z"))).containsExactly(
                "2026-03-01T23:00:00Z/2026-03-02T08:00:00Z", "2026-03-02T10:00:00Z/2026-03-02T23:00:00Z");
        assertThat(closed(List.of(), MONDAY.minusSeconds(1))).containsExactly(MONDAY + "/" + TUESDAY);
        assertThat(closed(List.of(), TUESDAY)).isEmpty();
    }

    @Test
    void a_span_is_neither_empty_nor_longer_than_a_year() {
        assertThatThrownBy(() -> new Calendar.Filter(MONDAY, MONDAY, Set.of(), Set.of())).isInstanceOf(Rejected.class);
        Instant longest = MONDAY.plus(Calendar.Filter.LONGEST_SPAN);
        assertThat(new Calendar.Filter(MONDAY, longest, Set.of(), Set.of()).to()).isEqualTo(longest);
        assertThatThrownBy(() -> new Calendar.Filter(MONDAY, longest.plusNanos(1), Set.of(), Set.of()))
                .isInstanceOf(Rejected.class);
    }

    private static List<String> closed(List<WeeklyHours> hours, @Nullable Instant closedAt) {
        var clinic = new ClinicList.Entry(new ClinicId(new UUID(0x7000, 1)), 3, "Rugzorg",
                ZoneId.of("Europe/Amsterdam"),
                hours, 90, closedAt);
        return Closed.of(clinic, MONDAY, TUESDAY).stream().map(each -> each.span().from() + "/" + each.span().to())
                .toList();
    }
}
