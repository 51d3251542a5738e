package io.lumbar.application.clinic;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

import io.lumbar.application.Decisions;
import io.lumbar.application.Ids;
import io.lumbar.application.Lookup;
import io.lumbar.application.Receipt;
import io.lumbar.application.Request;
import io.lumbar.application.Scope;
import io.lumbar.application.Versioned;
import io.lumbar.domain.ClinicId;
import io.lumbar.domain.Rejected;
import io.lumbar.domain.WeeklyHours;
import io.lumbar.domain.clinic.Clinic;
import io.lumbar.domain.clinic.ClinicCommand.ChangeOpeningHours;
import io.lumbar.domain.clinic.ClinicCommand.CloseClinic;
import io.lumbar.domain.clinic.ClinicCommand.OpenClinic;
import org.jspecify.annotations.Nullable;

/** The clinics. */
public final class Clinics {

    /** Days of silence after which an episode lapses where a clinic does not say otherwise. */
    public static final int LAPSE_AFTER_DAYS = 90;

    private final Decisions decisions;
    private final Lookup lookup;
    private final Ids ids;
    private final Clock clock;

    /** Clinics that are recorded through {@code decisions}. */
    public Clinics(Decisions decisions, Lookup lookup, Ids ids, Clock clock) {
        this.decisions = decisions;
        this.lookup = lookup;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Opens a clinic.
     *
     * @param lapseAfterDays see {@link OpenClinic}; null for {@value #LAPSE_AFTER_DAYS}
     * @throws Rejected when a value breaks its rule
     */
    public Receipt open(Request request, String name, ZoneId timeZone, List<WeeklyHours> openingHours,
            @Nullable Integer lapseAfterDays) {
        var clinic = new ClinicId(ids.next());
        int lapse = lapseAfterDays == null ? LAPSE_AFTER_DAYS : lapseAfterDays;
        return decisions.decide(new OpenClinic(clinic, name, timeZone, openingHours, lapse, clock.instant()), request,
                clinic.value());
    }

    /**
     * Changes the weekly opening hours.
     *
     * @throws Rejected when the clinic is unknown or was closed, or the hours of a day overlap
     */
    public Receipt changeOpeningHours(Request request, ClinicId clinic, List<WeeklyHours> openingHours) {
        return decisions.decide(new ChangeOpeningHours(clinic, openingHours), request, clinic.value());
    }

    /**
     * Closes the clinic.
     *
     * @param at null for now; of one that was closed already, for then
     * @throws Rejected when the clinic is unknown, was closed at another time or has open episodes
     */
    public Receipt close(Request request, ClinicId clinic, @Nullable Instant at) {
        Instant now = clock.instant();
        Instant closedAt = at == null ? lookup.clinic(request.scope(), clinic).state().closedAt() : at;
        return decisions.decide(new CloseClinic(clinic, closedAt == null ? now : closedAt, now), request,
                clinic.value());
    }

    /**
     * The clinic as it stands, also one that was closed.
     *
     * @throws Rejected when there is none with this id
     */
    public Versioned<Clinic.Opened> clinic(Scope scope, ClinicId id) {
        return lookup.clinic(scope, id);
    }
}
