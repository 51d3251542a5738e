package io.lumbar.domain.episode;

import java.time.Instant;

import io.lumbar.domain.Personal;

/** Something that was recorded before was otherwise, or was not at all. What it corrects stays in the history. */
public sealed interface Correction extends EpisodeEvent
        permits Intake.IntakeCorrected, Intake.EpisodeVoided, Session.NoShowReverted, Session.SessionCorrected,
        Session.SessionVoided,
        Measurement.MeasurementCorrected, Measurement.MeasurementVoided,
        AdverseEvent.AdverseEventCorrected, FollowUp.FollowUpCorrected {

    /** Why, in somebody's words. */
    Personal<String> reason();

    /** When it was found out. */
    Instant at();
}
