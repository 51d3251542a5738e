package io.lumbar.domain.episode;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;

import io.lumbar.domain.episode.CareEpisode.Discharged;
import io.lumbar.domain.episode.CareEpisode.Opened;
import io.lumbar.domain.episode.Measurement.Occasion.Baseline;
import io.lumbar.domain.episode.Measurement.Occasion.BetweenSessions;
import io.lumbar.domain.episode.Session.Held;
import io.lumbar.domain.outcome.Instrument;
import io.lumbar.domain.outcome.Response;
import io.lumbar.domain.outcome.ResponseRule;
import org.jspecify.annotations.Nullable;

/**
 * Whether a person was seen to respond to treatment, worked out anew from what stands. Only pain in the last week
 * (NPRS) counts, only after a session, and never at a follow-up, which shows whether a response lasts.
 *
 * @param measurement the first that met the rule; null unless there is one
 * @param afterSessions how many sessions had been held by then, 1 or more; null unless there is one
 */
public record ObservedResponse(Response response, @Nullable Measurement measurement,
        @Nullable Integer afterSessions) {

    /** What {@code rule} says about {@code episode}; of one that is discharged, until the discharge. */
    public static ObservedResponse in(Opened episode, ResponseRule rule) {
        Course course = episode.course();
        Instant end = episode instanceof Discharged discharged ? discharged.at() : Instant.MAX;
        List<Measurement> taken = course.measurements().values().stream()
                .filter(measurement -> measurement.reading().instrument() == Instrument.NPRS)
                .sorted(Comparator.comparing(Measurement::takenAt)).toList();
        Integer baseline = taken.stream().filter(measurement -> measurement.occasion() instanceof Baseline).findFirst()
                .map(ObservedResponse::score).orElse(null);
        if (baseline == null || rule.evaluate(baseline, baseline) == Response.UNDEFINED) {
            return new ObservedResponse(Response.UNDEFINED, null, null);
        }
        List<Held> held = course.heldInOrder();
        for (Measurement measurement : taken) {
            if (measurement.occasion() instanceof BetweenSessions && measurement.takenAt().isAfter(end)) {
                continue;
            }
            int sessions = measurement.sessionsBefore(held);
            if (sessions > 0 && rule.evaluate(baseline, score(measurement)) == Response.RESPONDED) {
                return new ObservedResponse(Response.RESPONDED, measurement, sessions);
            }
        }
        return new ObservedResponse(Response.NOT_RESPONDED, null, null);
    }

    private static int score(Measurement measurement) {
        return measurement.reading().score().whole();
    }
}
