package io.lumbar.application.therapist;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

import io.lumbar.application.Page;
import io.lumbar.application.PageRequest;
import io.lumbar.domain.ClinicId;
import io.lumbar.domain.Gender;
import io.lumbar.domain.PersonName;
import io.lumbar.domain.Personal;
import io.lumbar.domain.Style;
import io.lumbar.domain.TherapistId;
import io.lumbar.domain.therapist.Absence;
import io.lumbar.domain.therapist.Qualification;
import org.jspecify.annotations.Nullable;

/** All therapists, those registered last first. */
public interface TherapistList {

    /** The therapists that match, see {@link PageRequest} for refusals. */
    Page<Entry> find(Filter filter, PageRequest page);

    /**
     * Alternatives within a filter, all filters together; an empty one lets everything through.
     *
     * @param clinics where they work
     * @param styles in which they ever were qualified, unless it was revoked from the first day on
     */
    record Filter(Set<ClinicId> clinics, Set<Style> styles, Set<State> states) {

        /** Lets everything through. */
        public static final Filter ANY = new Filter(Set.of(), Set.of(), Set.of());

        public Filter {
            clinics = Set.copyOf(clinics);
            styles = Set.copyOf(styles);
            states = Set.copyOf(states);
        }
    }

    /** Whether a therapist is still here. */
    enum State {
        ACTIVE, DEACTIVATED
    }

    /**
     * A therapist in short.
     *
     * @param version of the stream, counted from 0
     * @param gender null when not given
     * @param leftAt null while active
     * @param qualifications what counts or counted, without what was revoked
     * @param absences in the order in which they were added
     * @param caseload open episodes carried now
     * @param caseloadLimit greatest number of open episodes to be carried at once
     */
    record Entry(TherapistId id, long version, Personal<PersonName> name, @Nullable Gender gender,
            LocalDate practisingSince, @Nullable Instant leftAt, List<ClinicId> clinics,
            List<Qualification> qualifications, List<Absence> absences, int caseload, int caseloadLimit) {
        public Entry {
            clinics = List.copyOf(clinics);
            qualifications = List.copyOf(qualifications);
            absences = List.copyOf(absences);
        }
    }
}
