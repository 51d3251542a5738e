package io.lumbar.domain.outcome.statistics;

import java.util.Collection;
import java.util.List;

import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.jspecify.annotations.Nullable;

/**
 * Whether groups differ by more than chance: the answer of {@link Gray} and {@link LogRank}.
 *
 * @param chiSquare 0 or more
 * @param degreesOfFreedom number of groups that can be compared, less 1
 * @param p probability of a difference as large as this one if there is none, 0 to 1
 */
public record Comparison(double chiSquare, int degreesOfFreedom, double p) {

    /** With more groups, what a single test says helps nobody, and its cost grows with the third power. */
    public static final int MOST_GROUPS = 100;

    /** Share of a variance that is left over when all of it has been explained, by rounding. */
    private static final double ROUNDING = 1e-9;

    /**
     * The quadratic form of the scores in the inverse of their covariance. Scores sum to 0, and groups that were never
     * at risk beside others add nothing, so the inverse is taken on as many groups as the covariance has rank.
     *
     * @param scores observed less expected, by group
     * @param covariance of the scores
     * @return null when there is nothing to compare
     */
    static @Nullable Comparison of(double[] scores, double[][] covariance) {
        int groups = scores.length;
        double[] rest = scores.clone();
        double[][] left = new double[groups][];
        for (int i = 0; i < groups; i++) {
            left[i] = covariance[i].clone();
        }
        double chiSquare = 0;
        int rank = 0;
        var done = new boolean[groups];
        // Cholesky's elimination, always on the group whose variance is least explained by those before.
        for (int pivot = next(done, left, covariance); pivot >= 0; pivot = next(done, left, covariance)) {
            done[pivot] = true;
            rank++;
            chiSquare += rest[pivot] * rest[pivot] / left[pivot][pivot];
            for (int i = 0; i < groups; i++) {
                if (!done[i]) {
                    double factor = left[i][pivot] / left[pivot][pivot];
                    rest[i] -= factor * rest[pivot];
                    for (int j = 0; j < groups; j++) {
                        left[i][j] -= factor * left[pivot][j];
                    }
                }
            }
        }
        return rank == 0 ? null
                : new Comparison(chiSquare, rank, ChiSquaredDistribution.of(rank).survivalProbability(chiSquare));
    }

    private static int next(boolean[] done, double[][] left, double[][] covariance) {
        int best = -1;
        double most = ROUNDING;
        for (int i = 0; i < done.length; i++) {
            if (!done[i] && left[i][i] > most * covariance[i][i]) {
                most = left[i][i] / covariance[i][i];
                best = i;
            }
        }
        return best;
    }

    /** Whether a test is made of so many groups. */
    static boolean compares(List<? extends Collection<OutcomesAt>> groups) {
        return groups.size() >= 2 && groups.size() <= MOST_GROUPS;
    }
}
