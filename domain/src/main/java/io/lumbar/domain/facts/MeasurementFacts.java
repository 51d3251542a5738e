package io.lumbar.domain.facts;

import io.lumbar.domain.outcome.Instrument;
import io.lumbar.domain.outcome.Score;
import org.jspecify.annotations.Nullable;

/**
 * A taking of an instrument that stands.
 *
 * @param sessions how many held sessions it judges: those that had ended by then; one taken on arrival does not judge the
 *     session it was taken at. 0 outside treatment.
 * @param improvement since the baseline, positive is better; null when it is undefined: there is no baseline of this
 *     instrument in this version, or the instrument has no change score
 * @param important whether the improvement reaches the instrument's important change
 */
public record MeasurementFacts(Instrument instrument, Occasion occasion, int sessions, Score score,
        @Nullable Score improvement, boolean important) {

    /** When it was taken. */
    public enum Occasion {
        BASELINE,
        /** From the first session to the end of the episode. */
        TREATMENT,
        /** After the end of the episode, but at no follow-up. */
        AFTER_END,
        W6, M3, M6, M12
    }
}
