package io.lumbar.domain.outcome.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Whether groups differ in the share that has responded by k sessions, drop-outs counted as what they are: Gray's test
 * on the {@linkplain CumulativeIncidence cumulative incidence} with rho = 0 (Gray 1988, Ann Stat 16:1141).
 *
 * <p>
 * Who dropped out stays at risk of a response that never comes. With n(i) of group i at risk, S(i) its share still in
 * treatment and F(i) its share responded, both just before k, and h(i) = n(i)/S(i), group i weighs
 * R(i) = h(i) (1 - F(i)), is expected to have R(i)/R of the d responses, and its score is the sum of observed less
 * expected. Without drop-outs R(i) = n(i), and the score is that of the log-rank test.
 *
 * <p>
 * The covariance follows the paper: to first order a score is a sum of independent terms over groups j and sessions,
 *
 * <pre>
 * score(i) = sum (S(j)/n(j)) {[a(i,j) + X(i,j) (1 - (1-F)/S'(j))] dM1(j) - X(i,j) (1-F)/S'(j) dM2(j)}
 * a(i,j)   = h(i) ([i = j] - h(j)/h)
 * X(i,j)   = sum after k of a(i,j) dF/(1-F)
 * </pre>
 *
 * where h is the sum of all h(i), F the common curve with steps dF = d/h, F in (1-F)/S' with this step and in
 * dF/(1-F) without, S'(j) is S(j) with this step, and dM1 and dM2 are responses and drop-outs less what their rates let
 * expect. Terms in (1-F)/S' are 0 where nobody is left. The paper knows no ties, and numbers of sessions are nothing but
 * ties, so the noise is that of a draw of n = n(j) of which some respond, some, D, drop out and none does both:
 *
 * <pre>
 * var dM1    = n d/N (N-d)/(N-1), N = h S(j)
 * var dM2    = D (n-D)/(n-1)
 * covariance = -n d/N D/(n-1)
 * </pre>
 *
 * The variances are those of the author's own program, cmprsk for R; the covariance is not in it, which makes no
 * difference where nobody drops out at the same number of sessions at which others respond (docs/adr/0064).
 */
public final class Gray {

    /** What one number of sessions adds, by group. */
    private static final class Step {
        final JointTable.Row row;
        /** S(j) and S'(j). */
        final double[] before;
        final double[] after;
        /** h. */
        final double weight;
        /** dF/(1-F), and 1-F with this step. */
        final double commonHazard;
        final double commonStill;

        Step(JointTable.Row row, double[] before, double[] after, double weight, double commonHazard,
                double commonStill) {
            this.row = row;
            this.before = before;
            this.after = after;
            this.weight = weight;
            this.commonHazard = commonHazard;
            this.commonStill = commonStill;
        }

        /** How much group {@code j} stands for, were nobody ever censored: h(j). */
        double h(int j) {
            return row.atRisk[j] == 0 ? 0 : row.atRisk[j] / before[j];
        }

        /** a(i, j). */
        double a(int i, int j) {
            return h(i) * ((i == j ? 1 : 0) - h(j) / weight);
        }
    }

    private final double[] scores;
    private final double[][] covariance;

    private Gray(int groups) {
        scores = new double[groups];
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
        return Comparison.of(test.scores, test.covariance);
    }

    static Gray scored(List<? extends Collection<OutcomesAt>> groups) {
        var test = new Gray(groups.size());
        test.spread(test.score(JointTable.of(groups)));
        return test;
    }

    /** Observed less expected, by group. */
    double[] scores() {
        return scores;
    }

    /** Forwards through the sessions: the scores, and the steps that their variance is made of. */
    private List<Step> score(JointTable table) {
        int groups = scores.length;
        var steps = new ArrayList<Step>();
        var still = new double[groups];
        Arrays.fill(still, 1);
        var incidence = new double[groups];
        double common = 0;
        for (JointTable.Row row : table.rows()) {
            double[] before = still.clone();
            double[] toCome = new double[groups];
            double weight = 0;
            double allToCome = 0;
            for (int j = 0; j < groups; j++) {
                if (row.atRisk[j] > 0) {
                    double h = row.atRisk[j] / before[j];
                    weight += h;
                    toCome[j] = h * (1 - incidence[j]);
                    allToCome += toCome[j];
                    double ended = row.responded[j] + row.dropped[j];
                    still[j] *= (row.atRisk[j] - ended) / row.atRisk[j];
                    incidence[j] += row.responded[j] / h;
                }
            }
            double d = row.allResponded();
            double hazard = 0;
            if (d > 0) {
                for (int i = 0; i < groups; i++) {
                    scores[i] += row.responded[i] - d * toCome[i] / allToCome;
                }
                // Of groups unlike each other the common curve may come out above 1, where no hazard is left.
                hazard = common < 1 ? Math.min(1, d / weight / (1 - common)) : 0;
                common += (1 - common) * hazard;
            }
            steps.add(new Step(row, before, still.clone(), weight, hazard, 1 - common));
        }
        return steps;
    }

    /** Backwards, as each step weighs by what comes after it. */
    private void spread(List<Step> steps) {
        int groups = scores.length;
        double[][] later = new double[groups][groups];
        for (Step step : steps.reversed()) {
            for (int j = 0; j < groups; j++) {
                addNoise(step, j, later);
            }
            for (int i = 0; i < groups; i++) {
                for (int j = 0; j < groups; j++) {
                    later[i][j] += step.a(i, j) * step.commonHazard;
                }
            }
        }
    }

    /** What chance in group {@code j} at this step does to the scores of all. */
    private void addNoise(Step step, int j, double[][] later) {
        double d = step.row.allResponded();
        double dropped = step.row.dropped[j];
        double n = step.row.atRisk[j];
        if (n == 0 || d + dropped == 0) {
            return;
        }
        double s = step.before[j];
        double all = step.weight * s;
        double responses = n * d / all * untied(d, all);
        double dropOuts = dropped * untied(dropped, n);
        double both = n > 1 ? -Math.min(n * d / all * dropped / (n - 1), Math.sqrt(responses * dropOuts)) : 0;

        double passed = step.after[j] > 0 ? step.commonStill / step.after[j] : 0;
        var byResponse = new double[scores.length];
        var byDropOut = new double[scores.length];
        for (int i = 0; i < scores.length; i++) {
            byResponse[i] = s / n * (step.a(i, j) + later[i][j] * (1 - passed));
            byDropOut[i] = -s / n * later[i][j] * passed;
        }
        for (int i = 0; i < scores.length; i++) {
            for (int k = 0; k < scores.length; k++) {
                covariance[i][k] += responses * byResponse[i] * byResponse[k]
                        + dropOuts * byDropOut[i] * byDropOut[k]
                        + both * (byResponse[i] * byDropOut[k] + byDropOut[i] * byResponse[k]);
            }
        }
    }

    /** The share of a variance that ties leave, as where {@code ended} of {@code n} are drawn without being put back. */
    private static double untied(double ended, double n) {
        return ended <= 1 ? 1 : n <= ended ? 0 : 1 - (ended - 1) / (n - 1);
    }
}
