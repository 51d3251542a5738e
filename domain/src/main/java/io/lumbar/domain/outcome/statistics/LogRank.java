package io.lumbar.domain.outcome.statistics;

import java.util.Collection;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Whether groups respond at different rates while they are in treatment: the log-rank test of the cause-specific hazard
 * of response, with drop-outs as censored. It does not ask how many respond in the end, which also depends on how many
 * drop out; see {@link Gray}. With n(i) of n at risk and d responses at the same number of sessions, group i is
 * expected to have d n(i)/n of them, and
 *
 * <pre>
 * cov(i, j) = sum of d (n-d)/(n-1) n(i)/n ([i = j] - n(j)/n)
 * </pre>
 *
 * Mantel 1966 (Cancer Chemother Rep 50:163), Peto and Peto 1972 (J R Stat Soc A 135:185).
 */
public final class LogRank {

    private final double[] observed;
    private final double[] expected;
    private final double[][] covariance;

    private LogRank(int groups) {
        observed = new double[groups];
        expected = new double[groups];
        covariance = new double[groups][groups];
    }

    /**
     * The test between these groups.
     *
     * @param groups in any order, each with its counts in any order
     * @return null when nothing can be compared: fewer than two groups with somebody at risk at a response, no response
     * or no other course possible, or more than {@value Comparison#MOST_GROUPS} groups
     */
    public static @Nullable Comparison between(List<? extends Collection<OutcomesAt>> groups) {
        if (!Comparison.compares(groups)) {
            return null;
        }
        var test = scored(groups);
        return Comparison.of(test.scores(), test.covariance);
    }

    static LogRank scored(List<? extends Collection<OutcomesAt>> groups) {
        var test = new LogRank(groups.size());
        JointTable.of(groups).rows().forEach(test::add);
        return test;
    }

    private void add(JointTable.Row row) {
        double n = row.allAtRisk();
        double d = row.allResponded();
        if (d == 0) {
            return;
        }
        double ties = n > 1 ? d * (n - d) / (n - 1) : 0;
        for (int i = 0; i < observed.length; i++) {
            double share = row.atRisk[i] / n;
            observed[i] += row.responded[i];
            expected[i] += d * share;
            for (int j = 0; j < observed.length; j++) {
                covariance[i][j] += ties * share * ((i == j ? 1 : 0) - row.atRisk[j] / n);
            }
        }
    }

    /** Responses by group. */
    double[] observed() {
        return observed;
    }

    /** Responses by group if there were no difference. */
    double[] expected() {
        return expected;
    }

    /** Observed less expected. */
    double[] scores() {
        var scores = observed.clone();
        for (int i = 0; i < scores.length; i++) {
            scores[i] -= expected[i];
        }
        return scores;
    }

    double[][] covariance() {
        return covariance;
    }
}
