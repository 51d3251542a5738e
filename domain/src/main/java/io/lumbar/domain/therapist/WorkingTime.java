package io.lumbar.domain.therapist;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;

import io.lumbar.domain.ClinicId;
import io.lumbar.domain.ClinicTime;
import io.lumbar.domain.WeeklyHours;
import org.jspecify.annotations.Nullable;

/**
 * When a therapist was to work, as it was recorded.
 *
 * @param hours in the order in which they were recorded; the first hold for the time before as well
 * @param absences they may overlap
 * @param leftAt null while active
 */
public record WorkingTime(List<Since> hours, List<Absence> absences, @Nullable Instant leftAt) {

    /** Weekly hours that hold from a moment on. */
    public record Since(Instant from, List<WorkingHours> hours) {
        public Since {
            hours = List.copyOf(hours);
        }
    }

    public WorkingTime {
        hours = List.copyOf(hours);
        absences = List.copyOf(absences);
    }

    /** How many minutes at a clinic from the first to the last day, both included, less absences. */
    public long minutes(ClinicId clinic, ClinicTime time, LocalDate first, LocalDate last) {
        long minutes = 0;
        for (LocalDate day = first; !day.isAfter(last); day = day.plusDays(1)) {
            for (WorkingHours each : inForce(time, day)) {
                if (each.clinic().equals(clinic) && each.hours().day() == day.getDayOfWeek()) {
                    minutes += present(time, day, each.hours());
                }
            }
        }
        return minutes;
    }

    private List<WorkingHours> inForce(ClinicTime time, LocalDate day) {
        List<WorkingHours> inForce = hours.isEmpty() ? List.of() : hours.getFirst().hours();
        for (Since since : hours) {
            inForce = time.dateOf(since.from()).isAfter(day) ? inForce : since.hours();
        }
        return inForce;
    }

    private long present(ClinicTime time, LocalDate day, WeeklyHours hoursOfDay) {
        ClinicTime.Span span = time.on(day, hoursOfDay);
        Instant end = leftAt != null && leftAt.isBefore(span.to()) ? leftAt : span.to();
        Instant reached = span.from();
        Duration present = Duration.ZERO;
        for (Absence absence : absences.stream().sorted(Comparator.comparing(Absence::from)).toList()) {
            if (absence.from().isBefore(end) && absence.to().isAfter(reached)) {
                if (absence.from().isAfter(reached)) {
                    present = present.plus(Duration.between(reached, absence.from()));
                }
                reached = absence.to();
            }
        }
        return reached.isBefore(end) ? present.plus(Duration.between(reached, end)).toMinutes() : present.toMinutes();
    }
}
