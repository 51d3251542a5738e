package io.lumbar.infrastructure.axon;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

import io.lumbar.domain.Event;
import io.lumbar.domain.account.AccountEvent;
import io.lumbar.domain.client.ClientEvent;
import io.lumbar.domain.clinic.ClinicEvent;
import io.lumbar.domain.episode.AdverseEvent;
import io.lumbar.domain.episode.Assignment;
import io.lumbar.domain.episode.Discharge;
import io.lumbar.domain.episode.FollowUp;
import io.lumbar.domain.episode.Intake;
import io.lumbar.domain.episode.Measurement;
import io.lumbar.domain.episode.Screening;
import io.lumbar.domain.episode.Session;
import io.lumbar.domain.therapist.TherapistEvent;
import io.lumbar.domain.worklist.WorkListEvent;
import org.jspecify.annotations.Nullable;

/**
 * The registry of stored event names. An event is stored as {@code <aggregate>.<fact>} with a revision, never under its
 * class name, so that classes may move and be renamed. Only what is listed is written or read.
 *
 * <p>A name is never given to another event, and the form of a released revision never changes: a field that may be
 * absent may be added; anything else is the next revision and an upcaster from the one before.
 */
public final class EventNames {

    /** Every event of the product. */
    public static final EventNames ALL = new EventNames()
            .add(ClinicEvent.ClinicOpened.class, "clinic.opened", 1)
            .add(ClinicEvent.OpeningHoursChanged.class, "clinic.opening-hours-changed", 1)
            .add(ClinicEvent.ClinicClosed.class, "clinic.closed", 1)

            .add(AccountEvent.AccountOpened.class, "account.opened", 1)
            .add(AccountEvent.RightsChanged.class, "account.rights-changed", 1)
            .add(AccountEvent.LogInNameGiven.class, "account.log-in-name-given", 1)
            .add(AccountEvent.SecretRenewed.class, "account.secret-renewed", 1)
            .add(AccountEvent.SecondFactorEnrolled.class, "account.second-factor-enrolled", 1)
            .add(AccountEvent.SecondFactorRemoved.class, "account.second-factor-removed", 1)
            .add(AccountEvent.AccountDisabled.class, "account.disabled", 1)

            .add(TherapistEvent.TherapistRegistered.class, "therapist.registered", 1)
            .add(TherapistEvent.QualificationGranted.class, "therapist.qualification-granted", 1)
            .add(TherapistEvent.WorkingHoursSet.class, "therapist.working-hours-set", 1)
            .add(TherapistEvent.QualificationRevoked.class, "therapist.qualification-revoked", 1)
            .add(TherapistEvent.AbsenceAdded.class, "therapist.absence-added", 1)
            .add(TherapistEvent.CaseloadLimitChanged.class, "therapist.caseload-limit-changed", 1)
            .add(TherapistEvent.TherapistDeactivated.class, "therapist.deactivated", 1)

            .add(ClientEvent.ClientRegistered.class, "client.registered", 1)
            .add(ClientEvent.ConsentGiven.class, "client.consent-given", 1)
            .add(ClientEvent.ClientDetailsCorrected.class, "client.details-corrected", 1)
            .add(ClientEvent.ConsentWithdrawn.class, "client.consent-withdrawn", 1)

            .add(Intake.EpisodeOpened.class, "care-episode.opened", 1)
            .add(Intake.EpisodeDeclined.class, "care-episode.declined", 1)
            .add(Intake.IntakeCorrected.class, "care-episode.intake-corrected", 1)
            .add(Intake.EpisodeVoided.class, "care-episode.voided", 1)
            .add(Screening.ScreeningRecorded.class, "care-episode.screening-recorded", 1)
            .add(Screening.ClearanceRecorded.class, "care-episode.clearance-recorded", 1)
            .add(Assignment.TherapistAssigned.class, "care-episode.therapist-assigned", 1)
            .add(Assignment.TherapistReassigned.class, "care-episode.therapist-reassigned", 1)
            .add(Session.SessionPlanned.class, "care-episode.session-planned", 1)
            .add(Session.SessionRescheduled.class, "care-episode.session-rescheduled", 1)
            .add(Session.SessionCancelled.class, "care-episode.session-cancelled", 1)
            .add(Session.SessionMissed.class, "care-episode.session-missed", 1)
            .add(Session.NoShowReverted.class, "care-episode.no-show-reverted", 1)
            .add(Session.SessionHeld.class, "care-episode.session-held", 1)
            .add(Session.RuleBreached.class, "care-episode.rule-breached", 1)
            .add(Session.SessionCorrected.class, "care-episode.session-corrected", 1)
            .add(Session.SessionVoided.class, "care-episode.session-voided", 1)
            .add(Measurement.MeasurementRecorded.class, "care-episode.measurement-recorded", 1)
            .add(Measurement.MeasurementCorrected.class, "care-episode.measurement-corrected", 1)
            .add(Measurement.MeasurementVoided.class, "care-episode.measurement-voided", 1)
            .add(AdverseEvent.AdverseEventReported.class, "care-episode.adverse-event-reported", 1)
            .add(AdverseEvent.AdverseEventCorrected.class, "care-episode.adverse-event-corrected", 1)
            .add(Discharge.EpisodeDischarged.class, "care-episode.discharged", 1)
            .add(Discharge.EpisodeReopened.class, "care-episode.reopened", 1)
            .add(FollowUp.FollowUpPlanned.class, "care-episode.follow-up-planned", 1)
            .add(FollowUp.FollowUpCorrected.class, "care-episode.follow-up-corrected", 1)
            .add(FollowUp.FollowUpRecorded.class, "care-episode.follow-up-recorded", 1)
            .add(FollowUp.FollowUpMissed.class, "care-episode.follow-up-missed", 1)
            .add(FollowUp.FollowUpWithdrawn.class, "care-episode.follow-up-withdrawn", 1)

            .add(WorkListEvent.EntryRaised.class, "work-entry.raised", 1)
            .add(WorkListEvent.EntryClaimed.class, "work-entry.claimed", 1)
            .add(WorkListEvent.EntryReleased.class, "work-entry.released", 1)
            .add(WorkListEvent.EntryDone.class, "work-entry.done", 1)
            .add(WorkListEvent.EntryClosed.class, "work-entry.closed", 1);

    /** The name and present revision of a type of event, the first revision being 1. */
    public record Named(Class<? extends Event> type, String name, int revision) {}

    private final Map<Class<?>, Named> byType = new HashMap<>();
    private final Map<String, Named> byName = new HashMap<>();

    EventNames() {}

    EventNames add(Class<? extends Event> type, String name, int revision) {
        var named = new Named(type, name, revision);
        if (byType.put(type, named) != null || byName.put(name, named) != null) {
            throw new IllegalStateException(name + " or " + type + " is listed twice");
        }
        return this;
    }

    /**
     * The name under which events of this type are stored.
     *
     * @throws IllegalArgumentException if the type is not listed
     */
    public Named of(Class<?> type) {
        Named named = byType.get(type);
        if (named == null) {
            throw new IllegalArgumentException(type + " has no stored name");
        }
        return named;
    }

    /** What is stored under the name; null when nothing is. */
    @Nullable
    Named named(String name) {
        return byName.get(name);
    }

    /** All names with their present revisions. */
    Collection<Named> all() {
        return byType.values();
    }
}
