package io.lumbar.domain.therapist;

import java.time.LocalDate;
import java.util.List;

import io.lumbar.domain.ClinicId;
import io.lumbar.domain.Style;
import io.lumbar.domain.TherapistId;

/**
 * What an episode's rules need to know of a therapist, as a fact that comes with the command.
 *
 * @param practisingSince first day of practice
 */
public record TherapistStanding(TherapistId therapist, LocalDate practisingSince, List<ClinicId> clinics,
        List<Qualification> qualifications) {
    public TherapistStanding {
        clinics = List.copyOf(clinics);
        qualifications = List.copyOf(qualifications);
    }

    /** Whether the therapist practised on {@code day}. */
    public boolean practisingOn(LocalDate day) {
        return !day.isBefore(practisingSince);
    }

    /** Whether a certificate for {@code style} counts on {@code day}. */
    public boolean qualifiedFor(Style style, LocalDate day) {
        return qualifications.stream().anyMatch(held -> held.style() == style && held.validOn(day));
    }
}
