package io.lumbar.domain.episode;

import io.lumbar.domain.EpisodeId;
import io.lumbar.domain.Event;
import io.lumbar.domain.StreamId;

/** What happened in a care episode. */
public sealed interface EpisodeEvent extends Event permits Intake.EpisodeOpened, Intake.EpisodeDeclined,
        Screening.ScreeningRecorded, Screening.ClearanceRecorded, Assignment.TherapistAssigned,
        Assignment.TherapistReassigned, Session.SessionPlanned,
        Session.SessionRescheduled, Session.SessionCancelled, Session.SessionMissed, Correction,
        Session.SessionHeld, Session.RuleBreached, Measurement.MeasurementRecorded,
        AdverseEvent.AdverseEventReported,
        Discharge.EpisodeDischarged, Discharge.EpisodeReopened, FollowUp.FollowUpMissed, FollowUp.FollowUpWithdrawn,
        FollowUp.FollowUpPlanned, FollowUp.FollowUpRecorded {

    /** Which episode. */
    EpisodeId episode();

    @Override
    default StreamId stream() {
        return StreamId.of(episode());
    }
}
