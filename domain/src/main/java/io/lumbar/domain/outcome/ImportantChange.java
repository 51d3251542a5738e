package io.lumbar.domain.outcome;

/**
 * The least improvement that matters to a person. Both limits must be met. Ostelo et al. 2008 (Spine) propose points,
 * or 30 percent where the baseline is taken into account; asking for both is our stricter choice.
 *
 * @param points on the instrument's scale, 1 to 100
 * @param percentOfBaseline 0 to 100; 0 where the source of the instrument names none
 */
public record ImportantChange(int points, int percentOfBaseline) {

    public ImportantChange {
        if (points < 1 || points > 100) {
            throw new IllegalArgumentException("points must be between 1 and 100");
        }
        if (percentOfBaseline < 0 || percentOfBaseline > 100) {
            throw new IllegalArgumentException("percentOfBaseline must be between 0 and 100");
        }
    }

    /** Whether an improvement of {@code improvement} points from {@code baseline} reaches both limits, inclusive. */
    public boolean isReachedBy(Score improvement, Score baseline) {
        return improvement.compareTo(Score.of(points)) >= 0
                && improvement.parts() * 100 >= baseline.parts() * percentOfBaseline;
    }
}
