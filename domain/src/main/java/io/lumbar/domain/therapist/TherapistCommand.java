package io.lumbar.domain.therapist;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

import io.lumbar.domain.ClinicId;
import io.lumbar.domain.Command;
import io.lumbar.domain.Gender;
import io.lumbar.domain.PersonName;
import io.lumbar.domain.StreamId;
import io.lumbar.domain.Style;
import io.lumbar.domain.TherapistId;
import io.lumbar.domain.WeeklyHours;
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

    /**
     * Add a certificate; one that renews another may overlap it.
     *
     * @param qualification with another first day than every earlier one for its style
     */
    record GrantQualification(TherapistId therapist, Qualification qualification) implements TherapistCommand {}

    /**
     * Take all certificates for a style away. Sessions that started before stay as they were.
     *
     * @param revokedOn first day on which they do not count any more
     */
    record RevokeQualification(TherapistId therapist, Style style, LocalDate revokedOn) implements TherapistCommand {}

    /**
     * Set the weekly hours at one clinic; those at other clinics stay. What is planned already stays planned.
     *
     * @param clinic one of the therapist's
     * @param weekly they replace the earlier ones; none for a clinic where no hours are kept, where every time will do
     */
    record SetWorkingHours(TherapistId therapist, ClinicId clinic,
            List<WeeklyHours> weekly) implements TherapistCommand {
        public SetWorkingHours {
            weekly = List.copyOf(weekly);
        }
    }

    /**
     * Say that the therapist is away from every clinic. What is planned already stays planned until it is moved.
     *
     * @param absence at most 366 days long; it begins at most two years ahead
     * @param now the present moment
     */
    record AddAbsence(TherapistId therapist, Absence absence, Instant now) implements TherapistCommand {}

    /**
     * Change how many open episodes may be carried at once.
     *
     * @param caseloadLimit 1 to 500; below the present load it is a bar to new assignments only
     */
    record ChangeCaseloadLimit(TherapistId therapist, int caseloadLimit) implements TherapistCommand {}

    /**
     * Say that the therapist has left. Refused while open episodes are assigned or sessions stand in the time after it.
     *
     * @param at not in the future
     * @param lastStart when the last of the therapist's sessions begins, planned or held; null when there is none
     * @param now the present moment
     */
    record DeactivateTherapist(TherapistId therapist, Instant at, @Nullable Instant lastStart,
            Instant now) implements TherapistCommand {}
}
