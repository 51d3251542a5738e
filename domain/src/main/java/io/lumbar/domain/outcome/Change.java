package io.lumbar.domain.outcome;

import io.lumbar.domain.outcome.Instrument.Direction;
import io.lumbar.domain.outcome.Reading.Answered;
import org.jspecify.annotations.Nullable;

/**
 * How a score moved between two readings of one instrument in one version.
 *
 * @param points later minus baseline, on the instrument's scale
 * @param improvement the same in the instrument's good direction: positive is better for the person
 * @param important whether the improvement reaches the {@linkplain ImportantChange important change}
 */
public record Change(Score points, Score improvement, boolean important) {

    /**
     * The change from {@code baseline} to {@code later}. On the patient-specific scale only activities rated both
     * times enter; one that was added or left out does not.
     *
     * @return null when it is undefined: no activity was rated both times, or it is not known which were
     * @throws IllegalArgumentException if instruments or versions differ, or the instrument has no change score
     */
    public static @Nullable Change between(Reading baseline, Reading later) {
        Instrument instrument = baseline.instrument();
        if (instrument != later.instrument()) {
            throw new IllegalArgumentException(
                    "instrument must be " + instrument + " as at baseline, not " + later.instrument());
        }
        if (!baseline.version().equals(later.version())) {
            throw new IllegalArgumentException(
                    "version must be " + baseline.version() + " as at baseline, not " + later.version());
        }
        ImportantChange threshold = instrument.importantChange();
        if (threshold == null) {
            throw new IllegalArgumentException("instrument " + instrument + " has no change score");
        }
        if (instrument == Instrument.PSFS) {
            return ofActivities(baseline, later, threshold);
        }
        return of(instrument, baseline.score(), later.score(), threshold);
    }

    private static @Nullable Change ofActivities(Reading baseline, Reading later, ImportantChange threshold) {
        if (!(baseline instanceof Answered(var _, PsfsActivities before))
                || !(later instanceof Answered(var _, PsfsActivities after))) {
            return null;
        }
        var shared = before.sharedWith(after);
        if (shared.isEmpty()) {
            return null;
        }
        PsfsActivities start = before.only(shared);
        return of(Instrument.PSFS, start.score(), after.only(shared).score(), start.importantChange(threshold));
    }

    private static Change of(Instrument instrument, Score baseline, Score later, ImportantChange threshold) {
        Score points = later.minus(baseline);
        Score improvement = instrument.direction() == Direction.LOWER_IS_BETTER ? points.negated() : points;
        return new Change(points, improvement, threshold.isReachedBy(improvement, baseline));
    }
}
