package io.lumbar.domain.episode;

import java.util.List;

import io.lumbar.domain.Decider;
import io.lumbar.domain.DomainError.NotFound;
import io.lumbar.domain.Rejected;
import io.lumbar.domain.episode.AdverseEvent.CorrectAdverseEvent;
import io.lumbar.domain.episode.AdverseEvent.ReportAdverseEvent;
import io.lumbar.domain.episode.Assignment.AssignTherapist;
import io.lumbar.domain.episode.CareEpisode.NotOpened;
import io.lumbar.domain.episode.CareEpisode.Opened;
import io.lumbar.domain.episode.CareEpisode.Voided;
import io.lumbar.domain.episode.Discharge.DischargeEpisode;
import io.lumbar.domain.episode.Discharge.ReopenEpisode;
import io.lumbar.domain.episode.FollowUp.CorrectFollowUp;
import io.lumbar.domain.episode.FollowUp.MissFollowUp;
import io.lumbar.domain.episode.FollowUp.RecordFollowUp;
import io.lumbar.domain.episode.Intake.CorrectIntake;
import io.lumbar.domain.episode.Intake.DeclineEpisode;
import io.lumbar.domain.episode.Intake.OpenEpisode;
import io.lumbar.domain.episode.Intake.VoidEpisode;
import io.lumbar.domain.episode.Measurement.CorrectMeasurement;
import io.lumbar.domain.episode.Measurement.RecordMeasurement;
import io.lumbar.domain.episode.Measurement.VoidMeasurement;
import io.lumbar.domain.episode.Screening.RecordClearance;
import io.lumbar.domain.episode.Screening.RecordScreening;
import io.lumbar.domain.episode.Session.CancelSession;
import io.lumbar.domain.episode.Session.CorrectSession;
import io.lumbar.domain.episode.Session.HoldSession;
import io.lumbar.domain.episode.Session.MarkNoShow;
import io.lumbar.domain.episode.Session.PlanSession;
import io.lumbar.domain.episode.Session.RescheduleSession;
import io.lumbar.domain.episode.Session.RevertNoShow;
import io.lumbar.domain.episode.Session.VoidSession;

/**
 * Decides about care episodes. Each part of the story has its rules in a class of its own; all of them first ask
 * whether the command's values are possible, then whether it repeats what stands, then whether the state and the rest
 * of the episode allow it.
 */
public final class CareEpisodeDecider implements Decider<EpisodeCommand, CareEpisode, EpisodeEvent> {

    @Override
    public CareEpisode initial() {
        return new NotOpened();
    }

    @Override
    public List<EpisodeEvent> decide(EpisodeCommand command, CareEpisode state) {
        return switch (command) {
            case OpenEpisode c -> IntakeRules.open(c, state);
            case DeclineEpisode c -> IntakeRules.decline(c, opened(c, state));
            case CorrectIntake c -> IntakeCorrectionRules.correct(c, opened(c, state));
            case VoidEpisode c -> IntakeRules.enteredInError(c, known(c, state));
            case RecordScreening c -> ScreeningRules.record(c, opened(c, state));
            case RecordClearance c -> ClearanceRules.record(c, opened(c, state));
            case AssignTherapist c -> AssignmentRules.assign(c, opened(c, state));
            case PlanSession c -> PlanningRules.plan(c, opened(c, state));
            case RescheduleSession c -> PlanningRules.reschedule(c, opened(c, state));
            case CancelSession c -> PlanningRules.cancel(c, opened(c, state));
            case MarkNoShow c -> PlanningRules.markNoShow(c, opened(c, state));
            case RevertNoShow c -> PlanningRules.revertNoShow(c, opened(c, state));
            case HoldSession c -> HoldingRules.hold(c, opened(c, state));
            case CorrectSession c -> SessionCorrectionRules.correct(c, opened(c, state));
            case VoidSession c -> SessionCorrectionRules.enteredInError(c, opened(c, state));
            case RecordMeasurement c -> MeasurementRules.record(c, opened(c, state));
            case CorrectMeasurement c -> MeasurementCorrectionRules.correct(c, opened(c, state));
            case VoidMeasurement c -> MeasurementCorrectionRules.enteredInError(c, opened(c, state));
            case ReportAdverseEvent c -> AdverseEventRules.report(c, opened(c, state));
            case CorrectAdverseEvent c -> AdverseEventRules.correct(c, opened(c, state));
            case DischargeEpisode c -> DischargeRules.discharge(c, opened(c, state));
            case ReopenEpisode c -> ReopeningRules.reopen(c, opened(c, state));
            case MissFollowUp c -> FollowUpRules.miss(c, opened(c, state));
            case RecordFollowUp c -> FollowUpRules.record(c, opened(c, state));
            case CorrectFollowUp c -> FollowUpRules.correct(c, opened(c, state));
        };
    }

    @Override
    public CareEpisode evolve(CareEpisode state, EpisodeEvent event) {
        return Evolution.after(state, event);
    }

    /** What was entered in error takes nothing more. */
    private static Opened opened(EpisodeCommand command, CareEpisode state) {
        return switch (known(command, state)) {
            case Voided voided -> throw Refusals.stateForbids(voided, "record or correct anything");
            case Opened opened -> opened;
        };
    }

    private static Opened known(EpisodeCommand command, CareEpisode state) {
        return switch (state) {
            case NotOpened() -> throw new Rejected(new NotFound("episode", command.episode()));
            case Opened opened -> opened;
        };
    }
}
