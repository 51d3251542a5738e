package io.lumbar.domain.therapist;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

import io.lumbar.domain.ClinicId;
import io.lumbar.domain.Command;
import io.lumbar.domain.Gender;
import io.lumbar.domain.PersonName;
import io.lumbar.domain.StreamId;
import io.lumbar.domain.TherapistId;
import org.jspecify.annotations.Nullable;

/** What can be asked of a therapist's record. */
public sealed interface TherapistCommand extends Command {

    /** Whose record. */
    TherapistId therapist();

    @Override
    default StreamId stream() {
        return StreamId.of(therapist());
    }

    /**
     * Take a therapist on.
     *
     * @param licenceNumber unique among all therapists
     * @param practisingSince first day of practice; sessions before it are refused
     * @param clinics where the therapist works: at least one, each once
     * @param qualifications at most one a style
     * @param gender null when not given
     * @param caseloadLimit greatest number of open episodes carried at once, 1 to 500
     * @param now the present moment
     */
    record RegisterTherapist(TherapistId therapist, PersonName name, String licenceNumber, LocalDate practisingSince,
            List<ClinicId> clinics, List<Qualification> qualifications, @Nullable Gender gender, int caseloadLimit,
            List<WorkingHours> workingHours, Instant now) implements TherapistCommand {
        public RegisterTherapist {
            clinics = List.copyOf(clinics);
            qualifications = List.copyOf(qualifications);
            workingHours = List.copyOf(workingHours);
        }
    }
}
