package io.lumbar.domain.therapist;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

import io.lumbar.domain.ClinicId;
import io.lumbar.domain.ClinicTime;
import io.lumbar.domain.Style;
import io.lumbar.domain.TherapistId;
import io.lumbar.domain.WeeklyHours;
import org.jspecify.annotations.Nullable;

/**
 * What an episode's rules need to know of a therapist, as a fact that comes with the command.
 *
 * @param practisingSince first day of practice
 * @param leftAt when the therapist left; null while active
 * @param qualifications what counts, without what was revoked
 * @param workingHours every week; empty when none are kept
 */
public record TherapistStanding(TherapistId therapist, LocalDate practisingSince, @Nullable Instant leftAt,
        List<ClinicId> clinics, List<Qualification> qualifications, List<WorkingHours> workingHours,
        List<Absence> absences) {
    public TherapistStanding {
        clinics = List.copyOf(clinics);
        qualifications = List.copyOf(qualifications);
        workingHours = List.copyOf(workingHours);
        absences = List.copyOf(absences);
    }

    /** One who never left, keeps no hours and was never away. */
    public TherapistStanding(TherapistId therapist, LocalDate practisingSince, List<ClinicId> clinics,
            List<Qualification> qualifications) {
        this(therapist, practisingSince, null, clinics, qualifications, List.of(), List.of());
    }

    /** Whether the therapist had begun to practise on {@code day}. */
    public boolean practisingOn(LocalDate day) {
        return !day.isBefore(practisingSince);
    }

    /** Whether the therapist had left at {@code moment}. */
    public boolean leftBy(Instant moment) {
        return leftAt != null && !moment.isBefore(leftAt);
    }

    /** Whether a certificate for {@code style} counts on {@code day}. */
    public boolean qualifiedFor(Style style, LocalDate day) {
        return qualifications.stream().anyMatch(held -> held.style() == style && held.validOn(day));
    }

    /**
     * Whether the time from {@code start} to {@code end} lies within the working hours kept for {@code clinic}; where
     * none are kept, every time does.
     */
    public boolean worksAt(ClinicId clinic, ClinicTime time, Instant start, Instant end) {
        List<WeeklyHours> here = workingHours.stream().filter(hours -> hours.clinic().equals(clinic))
                .map(WorkingHours::hours).toList();
        return here.isEmpty() || time.within(here, start, end);
    }

    /** Whether the therapist is away for any of the time from {@code start} to {@code end}, which is exclusive. */
    public boolean absentWithin(Instant start, Instant end) {
        return absences.stream().anyMatch(absence -> absence.overlaps(start, end));
    }
}
