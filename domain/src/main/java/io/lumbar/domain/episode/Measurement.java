package io.lumbar.domain.episode;

import java.time.Instant;

import io.lumbar.domain.EpisodeId;
import io.lumbar.domain.FollowUpId;
import io.lumbar.domain.MeasurementId;
import io.lumbar.domain.SessionId;
import io.lumbar.domain.outcome.Reading;

/**
 * One taking of an instrument, as it stands.
 *
 * @param takenAt when the person answered
 */
public record Measurement(MeasurementId id, Occasion occasion, Reading reading, Instant takenAt) {

    /** On which occasion an instrument was taken. */
    public sealed interface Occasion {

        /** At intake, before treatment. */
        record Baseline() implements Occasion {}

        /** Between sessions, while the episode is open. */
        record BetweenSessions() implements Occasion {}

        /** On arrival at a session. */
        record AtSession(SessionId session) implements Occasion {}

        /** At a follow-up after discharge. */
        record AtFollowUp(FollowUpId followUp) implements Occasion {}
    }

    /** A taking that is to be recorded. {@code takenAt} is not in the future. */
    public record Taking(MeasurementId id, Reading reading, Instant takenAt) {}

    /** Record a taking between sessions. */
    public record RecordMeasurement(EpisodeId episode, Taking taking, Instant now) implements EpisodeCommand {}

    /** An instrument was taken. */
    public record MeasurementRecorded(EpisodeId episode, MeasurementId measurement, Occasion occasion, Reading reading,
            Instant takenAt) implements EpisodeEvent {}
}
