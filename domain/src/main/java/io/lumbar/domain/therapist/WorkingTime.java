package io.lumbar.domain.therapist;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import io.lumbar.domain.ClinicId;
import io.lumbar.domain.ClinicTime;
import io.lumbar.domain.WeeklyHours;
import io.lumbar.domain.therapist.TherapistEvent.AbsenceAdded;
import io.lumbar.domain.therapist.TherapistEvent.CaseloadLimitChanged;
import io.lumbar.domain.therapist.TherapistEvent.QualificationGranted;
import io.lumbar.domain.therapist.TherapistEvent.QualificationRevoked;
import io.lumbar.domain.therapist.TherapistEvent.TherapistDeactivated;
import io.lumbar.domain.therapist.TherapistEvent.TherapistRegistered;
import io.lumbar.domain.therapist.TherapistEvent.WorkingHoursSet;
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

    /** Before anything was recorded. */
    public static final WorkingTime NONE = new WorkingTime(List.of(), List.of(), null);

    public WorkingTime {
        hours = List.copyOf(hours);
        absences = List.copyOf(absences);
    }

    /** After {@code event}, which was recorded at {@code recordedAt}. */
    public WorkingTime after(TherapistEvent event, Instant recordedAt) {
        return switch (event) {
            case WorkingHoursSet set -> new WorkingTime(and(hours, new Since(recordedAt, set.workingHours())), absences,
                    leftAt);
            case AbsenceAdded added -> new WorkingTime(hours, and(absences, added.absence()), leftAt);
            case TherapistDeactivated left -> new WorkingTime(hours, absences, left.at());
            case TherapistRegistered _,QualificationGranted _,QualificationRevoked _,CaseloadLimitChanged _ -> this;
        };
    }

    private static <T> List<T> and(List<T> all, T last) {
        return Stream.concat(all.stream(), Stream.of(last)).toList();
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
