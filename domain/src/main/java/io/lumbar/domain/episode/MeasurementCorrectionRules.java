package io.lumbar.domain.episode;

import java.time.Instant;
import java.util.List;

import io.lumbar.domain.DomainError.NotFound;
import io.lumbar.domain.EpisodeError.MeasurementWasVoided;
import io.lumbar.domain.MeasurementId;
import io.lumbar.domain.Personal;
import io.lumbar.domain.Rejected;
import io.lumbar.domain.Require;
import io.lumbar.domain.Subject;
import io.lumbar.domain.episode.CareEpisode.Discharged;
import io.lumbar.domain.episode.CareEpisode.Opened;
import io.lumbar.domain.episode.Measurement.CorrectMeasurement;
import io.lumbar.domain.episode.Measurement.MeasurementCorrected;
import io.lumbar.domain.episode.Measurement.MeasurementVoided;
import io.lumbar.domain.episode.Measurement.Occasion.AtFollowUp;
import io.lumbar.domain.episode.Measurement.Occasion.AtSession;
import io.lumbar.domain.episode.Measurement.Occasion.Baseline;
import io.lumbar.domain.episode.Measurement.Occasion.BetweenSessions;
import io.lumbar.domain.episode.Measurement.Taking;
import io.lumbar.domain.episode.Measurement.VoidMeasurement;
import io.lumbar.domain.outcome.Reading;

import static io.lumbar.domain.Require.invalid;

/** How takings of instruments are put right, in every state of the episode. */
final class MeasurementCorrectionRules {

    private MeasurementCorrectionRules() {}

    static List<EpisodeEvent> correct(CorrectMeasurement command, Opened state) {
        Taking taking = command.taking();
        Require.text("reason", command.reason(), 4_000);
        Require.notFuture("takenAt", taking.takenAt(), command.now());
        Course course = state.course();
        Measurement standing = course.measurement(taking.id());
        if (Repeats.same(standing, taking, course) || wasCorrected(command, course)) {
            return List.of();
        }
        requirePossible(standing, taking, state);
        var others = course.measurements().values().stream().filter(other -> !other.id().equals(taking.id())).toList();
        MeasurementRules.requireNames("", taking.reading());
        MeasurementRules.requireSameVersion("", taking.reading(), others);
        if (!(standing.occasion() instanceof BetweenSessions)
                && others.stream().anyMatch(other -> other.occasion().equals(standing.occasion())
                        && other.reading().instrument() == taking.reading().instrument())) {
            throw invalid("instrument", "must not repeat another one of the same occasion");
        }
        Reading reading = MeasurementRules.numbered(taking.reading(), course);
        return List.of(new MeasurementCorrected(command.episode(), taking.id(), standing.occasion(), reading,
                taking.takenAt(), Personal.of(Subject.of(course.client()), command.reason()), command.now()));
    }

    static List<EpisodeEvent> enteredInError(VoidMeasurement command, Opened state) {
        Require.text("reason", command.reason(), 4_000);
        Course course = state.course();
        MeasurementId id = command.measurement();
        Measurement.Voided before = course.voidedMeasurements().get(id);
        if (before != null && Repeats.same(before.reason(), command.reason())) {
            return List.of();
        }
        if (before != null) {
            throw new Rejected(new MeasurementWasVoided(id));
        }
        if (!course.measurements().containsKey(id)) {
            throw new Rejected(new NotFound("measurement", id));
        }
        return List.of(new MeasurementVoided(command.episode(), id,
                Personal.of(Subject.of(course.client()), command.reason()), command.now()));
    }

    /** Whether this very command was carried out before; since then the measurement may have been corrected again. */
    private static boolean wasCorrected(CorrectMeasurement command, Course course) {
        Taking taking = command.taking();
        return course.revisions().stream().anyMatch(revision -> revision instanceof MeasurementCorrected corrected
                && corrected.measurement().equals(taking.id()) && corrected.at().equals(command.now())
                && corrected.takenAt().equals(taking.takenAt())
                && corrected.reading().instrument() == taking.reading().instrument()
                && corrected.reading().score().equals(taking.reading().score()));
    }

    /** It was taken when such an occasion allows it. */
    private static void requirePossible(Measurement standing, Taking taking, Opened state) {
        Course course = state.course();
        Instant takenAt = taking.takenAt();
        switch (standing.occasion()) {
            case Baseline() -> {
                if (takenAt.isAfter(course.openedAt())) {
                    throw invalid("takenAt", "must not lie after the episode was opened");
                }
            }
            case BetweenSessions() -> {
                if (takenAt.isBefore(course.openedAt())) {
                    throw invalid("takenAt", "must not lie before the episode was opened");
                }
                if (state instanceof Discharged end && takenAt.isAfter(end.at())) {
                    throw invalid("takenAt", "must not lie after the discharge");
                }
            }
            case AtSession(var session) -> requireOnDay(takenAt, course.session(session).start(), course);
            case AtFollowUp(var followUp) -> {
                if (course.followUps().get(followUp) instanceof FollowUp.Recorded recorded) {
                    requireOnDay(takenAt, recorded.takenAt(), course);
                }
            }
        }
    }

    private static void requireOnDay(Instant takenAt, Instant occasion, Course course) {
        if (!course.time().sameDay(takenAt, occasion)) {
            throw invalid("takenAt", "must lie on " + course.time().dateOf(occasion));
        }
    }
}
