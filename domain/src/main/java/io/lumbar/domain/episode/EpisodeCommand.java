package io.lumbar.domain.episode;

import io.lumbar.domain.Command;
import io.lumbar.domain.EpisodeId;
import io.lumbar.domain.StreamId;

/** What can be asked of a care episode. */
public sealed interface EpisodeCommand extends Command
        permits Intake.OpenEpisode, Intake.DeclineEpisode, Intake.CorrectIntake, Intake.VoidEpisode,
        Screening.RecordScreening, Screening.RecordClearance, Assignment.AssignTherapist, Session.PlanSession,
        Session.RescheduleSession,
        Session.CancelSession,
        Session.MarkNoShow, Session.RevertNoShow, Session.HoldSession, Session.CorrectSession, Session.VoidSession,
        Measurement.RecordMeasurement,
        Measurement.CorrectMeasurement,
        Measurement.VoidMeasurement, AdverseEvent.ReportAdverseEvent, AdverseEvent.CorrectAdverseEvent,
        Discharge.DischargeEpisode, Discharge.ReopenEpisode, FollowUp.MissFollowUp,
        FollowUp.RecordFollowUp, FollowUp.CorrectFollowUp {

    /** Which episode. */
    EpisodeId episode();

    @Override
    default StreamId stream() {
        return StreamId.of(episode());
    }
}
