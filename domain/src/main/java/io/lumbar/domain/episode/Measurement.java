package io.lumbar.domain.episode;

import java.time.Instant;
import java.util.List;

import io.lumbar.domain.EpisodeId;
import io.lumbar.domain.FollowUpId;
import io.lumbar.domain.MeasurementId;
import io.lumbar.domain.Personal;
import io.lumbar.domain.SessionId;
import io.lumbar.domain.episode.Session.Held;
import io.lumbar.domain.outcome.Reading;

/**
 * One taking of an instrument, as it stands.
 *
 * @param takenAt when the person answered
 */
public record Measurement(MeasurementId id, Occasion occasion, Reading reading, Instant takenAt) {

    /**
     * How many sessions it judges; one taken on arrival does not judge the session it was taken at.
     *
     * @param held the sessions that took place, in the clinic's order
     */
    public int sessionsBefore(List<Held> held) {
        return switch (occasion) {
            case Occasion.Baseline() -> 0;
            case Occasion.AtFollowUp _ -> 0;
            case Occasion.AtSession(var session) -> Math.max(0, held.stream().map(Held::id).toList().indexOf(session));
            case Occasion.BetweenSessions() -> (int) held.stream().filter(before -> !before.end().isAfter(takenAt))
                    .count();
        };
    }

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

    /** A taking was recorded otherwise than it was; {@code taking} has its id. {@code reason}: 1 to 4,000 characters. */
    public record CorrectMeasurement(EpisodeId episode, Taking taking, String reason,
            Instant now) implements EpisodeCommand {}

    /** A taking was entered in error and counts nowhere any more. {@code reason}: 1 to 4,000 characters. */
    public record VoidMeasurement(EpisodeId episode, MeasurementId measurement, String reason,
            Instant now) implements EpisodeCommand {}

    /** A taking that was entered in error, as it last stood. */
    public record Voided(Measurement was, Personal<String> reason, Instant at) {}

    /** An instrument was taken. */
    public record MeasurementRecorded(EpisodeId episode, MeasurementId measurement, Occasion occasion, Reading reading,
            Instant takenAt) implements EpisodeEvent {}

    /** A taking was otherwise: reading and time stand as they are here from now on. */
    public record MeasurementCorrected(EpisodeId episode, MeasurementId measurement, Occasion occasion, Reading reading,
            Instant takenAt, Personal<String> reason, Instant at) implements Correction {}

    /** A taking was entered in error. */
    public record MeasurementVoided(EpisodeId episode, MeasurementId measurement, Personal<String> reason,
            Instant at) implements Correction {}
}
