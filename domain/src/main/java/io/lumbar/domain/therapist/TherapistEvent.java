package io.lumbar.domain.therapist;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

import io.lumbar.domain.ClinicId;
import io.lumbar.domain.Event;
import io.lumbar.domain.Gender;
import io.lumbar.domain.PersonName;
import io.lumbar.domain.Personal;
import io.lumbar.domain.StreamId;
import io.lumbar.domain.Style;
import io.lumbar.domain.TherapistId;
import org.jspecify.annotations.Nullable;

/** What happened to a therapist's record. */
public sealed interface TherapistEvent extends Event {

    /** Whose record. */
    TherapistId therapist();

    @Override
    default StreamId stream() {
        return StreamId.of(therapist());
    }

    /** A therapist was taken on. {@code gender} is null when not given. */
    record TherapistRegistered(TherapistId therapist, Personal<PersonName> name, Personal<String> licenceNumber,
            LocalDate practisingSince, List<ClinicId> clinics, @Nullable Gender gender, int caseloadLimit,
            Instant at) implements TherapistEvent {
        public TherapistRegistered {
            clinics = List.copyOf(clinics);
        }
    }

    /** The therapist holds a certificate. */
    record QualificationGranted(TherapistId therapist, Qualification qualification) implements TherapistEvent {}

    /** The certificates that were granted for the style before do not count from {@code revokedOn} on. */
    record QualificationRevoked(TherapistId therapist, Style style, LocalDate revokedOn) implements TherapistEvent {}

    /** The weekly hours at all clinics from now on; they replace the earlier ones. */
    record WorkingHoursSet(TherapistId therapist, List<WorkingHours> workingHours) implements TherapistEvent {
        public WorkingHoursSet {
            workingHours = List.copyOf(workingHours);
        }
    }

    /** The therapist is away. */
    record AbsenceAdded(TherapistId therapist, Absence absence) implements TherapistEvent {}

    /** From now on so many open episodes may be carried at once. */
    record CaseloadLimitChanged(TherapistId therapist, int caseloadLimit) implements TherapistEvent {}

    /** The therapist has left. */
    record TherapistDeactivated(TherapistId therapist, Instant at) implements TherapistEvent {}
}
