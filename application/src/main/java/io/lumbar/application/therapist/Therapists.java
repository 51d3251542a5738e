package io.lumbar.application.therapist;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

import io.lumbar.application.Decisions;
import io.lumbar.application.Ids;
import io.lumbar.application.Lookup;
import io.lumbar.application.Receipt;
import io.lumbar.application.Request;
import io.lumbar.application.Scope;
import io.lumbar.application.Versioned;
import io.lumbar.application.calendar.BookedTimes;
import io.lumbar.domain.ClinicId;
import io.lumbar.domain.Gender;
import io.lumbar.domain.PersonName;
import io.lumbar.domain.Rejected;
import io.lumbar.domain.Style;
import io.lumbar.domain.TherapistId;
import io.lumbar.domain.WeeklyHours;
import io.lumbar.domain.therapist.Absence;
import io.lumbar.domain.therapist.Qualification;
import io.lumbar.domain.therapist.Therapist;
import io.lumbar.domain.therapist.TherapistCommand.AddAbsence;
import io.lumbar.domain.therapist.TherapistCommand.ChangeCaseloadLimit;
import io.lumbar.domain.therapist.TherapistCommand.DeactivateTherapist;
import io.lumbar.domain.therapist.TherapistCommand.GrantQualification;
import io.lumbar.domain.therapist.TherapistCommand.RegisterTherapist;
import io.lumbar.domain.therapist.TherapistCommand.RevokeQualification;
import io.lumbar.domain.therapist.TherapistCommand.SetWorkingHours;
import io.lumbar.domain.therapist.WorkingHours;
import org.jspecify.annotations.Nullable;

/** The therapists. */
public final class Therapists {

    /** Open episodes that a therapist may carry at once where nothing else is said. Our choice. */
    public static final int CASELOAD_LIMIT = 40;

    private final Decisions decisions;
    private final Lookup lookup;
    private final BookedTimes booked;
    private final Ids ids;
    private final Clock clock;

    /** Therapists who are recorded through {@code decisions}. */
    public Therapists(Decisions decisions, Lookup lookup, BookedTimes booked, Ids ids, Clock clock) {
        this.decisions = decisions;
        this.lookup = lookup;
        this.booked = booked;
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
            lookup.clinic(request.scope(), "clinics[" + i + "]", clinics.get(i));
        }
        for (int i = 0; i < workingHours.size(); i++) {
            lookup.clinic(request.scope(), "workingHours[" + i + "].clinicId", workingHours.get(i).clinic());
        }
        var therapist = new TherapistId(ids.next());
        int limit = caseloadLimit == null ? CASELOAD_LIMIT : caseloadLimit;
        return decisions.decide(new RegisterTherapist(therapist, name, licenceNumber, practisingSince, clinics,
                qualifications, gender, limit, workingHours, clock.instant()), request, therapist.value());
    }

    /**
     * Adds a certificate.
     *
     * @throws Rejected when the therapist is unknown or has left, or a value breaks its rule
     */
    public Receipt grant(Request request, TherapistId therapist, Qualification qualification) {
        return decisions.decide(new GrantQualification(therapist, qualification), request, therapist.value());
    }

    /**
     * Takes all certificates for a style away, see {@link RevokeQualification}.
     *
     * @throws Rejected when the therapist is unknown or has left, or no such certificate counts any more
     */
    public Receipt revoke(Request request, TherapistId therapist, Style style, LocalDate revokedOn) {
        return decisions.decide(new RevokeQualification(therapist, style, revokedOn), request, therapist.value());
    }

    /**
     * Sets the weekly hours at one clinic.
     *
     * @throws Rejected when the therapist is unknown, has left or does not work there, or the hours overlap
     */
    public Receipt setWorkingHours(Request request, TherapistId therapist, ClinicId clinic, List<WeeklyHours> weekly) {
        lookup.therapist(request.scope(), therapist);
        lookup.requireWithin(request.scope(), "clinicId", clinic);
        return decisions.decide(new SetWorkingHours(therapist, clinic, weekly), request, therapist.value());
    }

    /**
     * Says that the therapist is away.
     *
     * @throws Rejected when the therapist is unknown or has left, or a value breaks its rule
     */
    public Receipt addAbsence(Request request, TherapistId therapist, Absence absence) {
        return decisions.decide(new AddAbsence(therapist, absence, clock.instant()), request, therapist.value());
    }

    /**
     * Changes how many open episodes may be carried at once; below the present load it bars new assignments only.
     *
     * @throws Rejected when the therapist is unknown or has left, or the limit is not 1 to 500
     */
    public Receipt changeCaseloadLimit(Request request, TherapistId therapist, int caseloadLimit) {
        return decisions.decide(new ChangeCaseloadLimit(therapist, caseloadLimit), request, therapist.value());
    }

    /**
     * Says that the therapist has left.
     *
     * @param at null for now; of one who has left already, for then
     * @throws Rejected when the therapist is unknown, left at another time, carries open episodes or has sessions then or
     *     later
     */
    public Receipt deactivate(Request request, TherapistId therapist, @Nullable Instant at) {
        Instant now = clock.instant();
        Therapist.Registered standing = lookup.therapist(request.scope(), therapist).state();
        Instant leftAt = at == null ? standing.leftAt() : at;
        return decisions.decide(new DeactivateTherapist(therapist, leftAt == null ? now : leftAt,
                booked.lastStart(therapist).orElse(null), now), request, therapist.value());
    }

    /**
     * The therapist's record as it stands, also of one who has left.
     *
     * @throws Rejected when there is none with this id
     */
    public Versioned<Therapist.Registered> therapist(Scope scope, TherapistId id) {
        return lookup.therapist(scope, id);
    }
}
