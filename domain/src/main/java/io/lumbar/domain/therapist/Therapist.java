package io.lumbar.domain.therapist;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;

import io.lumbar.domain.ClinicId;
import io.lumbar.domain.Gender;
import io.lumbar.domain.PersonName;
import io.lumbar.domain.Personal;
import io.lumbar.domain.TherapistId;
import org.jspecify.annotations.Nullable;

/**
 * A therapist's record.
 *
 * <pre>
 * Unregistered --RegisterTherapist--> Active
 * </pre>
 */
public sealed interface Therapist {

    /** Nothing is known under this id. */
    record Unregistered() implements Therapist {}

    /** Treats clients. */
    record Active(TherapistId id, Personal<PersonName> name, Personal<String> licenceNumber, LocalDate practisingSince,
            List<ClinicId> clinics, List<Qualification> qualifications, @Nullable Gender gender, int caseloadLimit,
            List<WorkingHours> workingHours) implements Therapist {
        public Active {
            clinics = List.copyOf(clinics);
            qualifications = List.copyOf(qualifications);
            workingHours = List.copyOf(workingHours);
        }

        /** The same therapist with one more certificate. */
        Active with(Qualification qualification) {
            return new Active(id, name, licenceNumber, practisingSince, clinics,
                    Stream.concat(qualifications.stream(), Stream.of(qualification)).toList(), gender, caseloadLimit,
                    workingHours);
        }

        /** The same therapist with other weekly hours. */
        Active working(List<WorkingHours> hours) {
            return new Active(id, name, licenceNumber, practisingSince, clinics, qualifications, gender, caseloadLimit,
                    hours);
        }

        /** What other packages may know of this therapist. */
        public TherapistStanding standing() {
            return new TherapistStanding(id, practisingSince, clinics, qualifications);
        }
    }
}
