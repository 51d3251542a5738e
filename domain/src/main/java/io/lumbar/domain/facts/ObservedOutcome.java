package io.lumbar.domain.facts;

import java.util.ArrayList;
import java.util.List;

import io.lumbar.domain.facts.EpisodeFacts.Standing;
import io.lumbar.domain.facts.MeasurementFacts.Occasion;
import io.lumbar.domain.outcome.Instrument;
import io.lumbar.domain.outcome.Response;
import io.lumbar.domain.outcome.ResponseRule;

/**
 * How an episode came out, by the first that happened in clinic time. A response is the first that was seen: only pain in
 * the last week (NPRS) counts, only after a session, and never at a follow-up.
 *
 * @param sessions after how many held sessions: those that the response was seen after, else all that were held
 * @param measuredAfter after how many sessions pain was measured in treatment, ascending, each number once; 0 not among
 *     them
 */
public record ObservedOutcome(Kind kind, int sessions, List<Integer> measuredAfter) {

    /** What happened. */
    public enum Kind {
        RESPONDED,
        /** It ended without a response, for whatever reason but those of {@link #CENSORED}. */
        DROPPED,
        /** No response is known of, since it goes on, or since the person moved away or was transferred. */
        CENSORED,
        /** The rule cannot be applied to the baseline, or there is none. */
        UNDEFINED
    }

    public ObservedOutcome {
        measuredAfter = List.copyOf(measuredAfter);
    }

    /** The outcome of {@code episode} under {@code rule}. */
    public static ObservedOutcome of(EpisodeFacts episode, ResponseRule rule) {
        Integer baseline = episode.baselineNprs();
        boolean defined = baseline != null && rule.evaluate(baseline, baseline) != Response.UNDEFINED;
        var measuredAfter = new ArrayList<Integer>();
        int respondedAfter = 0;
        for (MeasurementFacts taken : episode.measurements()) {
            if (taken.instrument() != Instrument.NPRS || taken.occasion() != Occasion.TREATMENT
                    || taken.sessions() == 0) {
                continue;
            }
            if (!measuredAfter.contains(taken.sessions())) {
                measuredAfter.add(taken.sessions());
            }
            if (defined && respondedAfter == 0
                    && rule.evaluate(baseline, taken.score().whole()) == Response.RESPONDED) {
                respondedAfter = taken.sessions();
            }
        }
        measuredAfter.sort(null);
        if (respondedAfter > 0) {
            return new ObservedOutcome(Kind.RESPONDED, respondedAfter, measuredAfter);
        }
        return new ObservedOutcome(!defined ? Kind.UNDEFINED : withoutResponse(episode), episode.heldSessions(),
                measuredAfter);
    }

    private static Kind withoutResponse(EpisodeFacts episode) {
        if (episode.standing() == Standing.OPEN) {
            return Kind.CENSORED;
        }
        if (episode.endReason() == null) {
            return Kind.DROPPED;
        }
        return switch (episode.endReason()) {
            case MOVED, TRANSFERRED -> Kind.CENSORED;
            case GOALS_MET, PLATEAU, CLIENT_CHOICE, LOST_TO_FOLLOW_UP, REFERRED_ON, MEDICAL, DECEASED, OTHER ->
                Kind.DROPPED;
        };
    }

    /** How many sessions lie between one measurement and the next, the baseline being the first. */
    public List<Integer> sessionsBetweenMeasurements() {
        var gaps = new ArrayList<Integer>();
        int last = 0;
        for (int sessions : measuredAfter) {
            gaps.add(sessions - last);
            last = sessions;
        }
        return gaps;
    }
}
