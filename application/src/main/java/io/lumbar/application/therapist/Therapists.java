package io.lumbar.application.therapist;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;

import io.lumbar.application.Decisions;
import io.lumbar.application.Ids;
import io.lumbar.application.Lookup;
import io.lumbar.application.Receipt;
import io.lumbar.application.Request;
import io.lumbar.application.Versioned;
import io.lumbar.domain.ClinicId;
import io.lumbar.domain.Gender;
import io.lumbar.domain.PersonName;
import io.lumbar.domain.Rejected;
import io.lumbar.domain.TherapistId;
import io.lumbar.domain.therapist.Qualification;
import io.lumbar.domain.therapist.Therapist;
import io.lumbar.domain.therapist.TherapistCommand.RegisterTherapist;
import io.lumbar.domain.therapist.WorkingHours;
import org.jspecify.annotations.Nullable;

/** The therapists. */
public final class Therapists {

    /** Open episodes that a therapist may carry at once where nothing else is said. Our choice. */
    public static final int CASELOAD_LIMIT = 40;

    private final Decisions decisions;
    private final Lookup lookup;
    private final Ids ids;
    private final Clock clock;

    /** Therapists who are recorded through {@code decisions}. */
    public Therapists(Decisions decisions, Lookup lookup, Ids ids, Clock clock) {
        this.decisions = decisions;
        this.lookup = lookup;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Takes a therapist on.
     *
     * @param gender null when not given
     * @param caseloadLimit see {@link RegisterTherapist}; null for {@value #CASELOAD_LIMIT}
     * @throws Rejected when a clinic is unknown, a value breaks its rule or the licence number is taken
     */
    public Receipt register(Request request, PersonName name, String licenceNumber, LocalDate practisingSince,
            List<ClinicId> clinics, List<Qualification> qualifications, @Nullable Gender gender,
            @Nullable Integer caseloadLimit, List<WorkingHours> workingHours) {
        for (int i = 0; i < clinics.size(); i++) {
            lookup.clinic("clinics[" + i + "]", clinics.get(i));
        }
        for (int i = 0; i < workingHours.size(); i++) {
            lookup.clinic("workingHours[" + i + "].clinicId", workingHours.get(i).clinic());
        }
        var therapist = new TherapistId(ids.next());
        int limit = caseloadLimit == null ? CASELOAD_LIMIT : caseloadLimit;
        return decisions.decide(new RegisterTherapist(therapist, name, licenceNumber, practisingSince, clinics,
                qualifications, gender, limit, workingHours, clock.instant()), request, therapist.value());
    }

    /**
     * The therapist's record as it stands.
     *
     * @throws Rejected when there is none with this id
     */
    public Versioned<Therapist.Active> therapist(TherapistId id) {
        return lookup.therapist(id);
    }
}
