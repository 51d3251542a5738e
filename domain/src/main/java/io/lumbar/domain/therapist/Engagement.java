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
 * What is on record of a therapist.
 *
 * @param gender null when not given
 * @param caseloadLimit greatest number of open episodes to be carried at once
 * @param workingHours every week; empty when none are kept, which leaves every hour free
 * @param absences in the order in which they were recorded; they may overlap
 */
public record Engagement(TherapistId id, Personal<PersonName> name, Personal<String> licenceNumber,
        LocalDate practisingSince, List<ClinicId> clinics, Certificates certificates, @Nullable Gender gender,
        int caseloadLimit, List<WorkingHours> workingHours, List<Absence> absences) {
    public Engagement {
        clinics = List.copyOf(clinics);
        workingHours = List.copyOf(workingHours);
        absences = List.copyOf(absences);
    }

    Engagement with(Certificates changed) {
        return new Engagement(id, name, licenceNumber, practisingSince, clinics, changed, gender, caseloadLimit,
                workingHours, absences);
    }

    Engagement with(Absence absence) {
        return new Engagement(id, name, licenceNumber, practisingSince, clinics, certificates, gender, caseloadLimit,
                workingHours, Stream.concat(absences.stream(), Stream.of(absence)).toList());
    }

    Engagement working(List<WorkingHours> hours) {
        return new Engagement(id, name, licenceNumber, practisingSince, clinics, certificates, gender, caseloadLimit,
                hours, absences);
    }

    Engagement carrying(int limit) {
        return new Engagement(id, name, licenceNumber, practisingSince, clinics, certificates, gender, limit,
                workingHours, absences);
    }
}
