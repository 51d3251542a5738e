package io.lumbar.domain.outcome.statistics;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

class FunnelLimitsTest {

    @Test
    void agree_with_the_formula_in_another_program() {
        // Appendix A.1.1 of the paper, computed with the binomial distribution of SciPy 1.17, and in fractions; the upper
        // limits for the share of those who did not respond.
        assertLimits(20, 0.6, 0.3555934633, 0.8370839768, 0.2263797720, 0.9422921046);
        assertLimits(50, 0.6, 0.4516652908, 0.7440553631, 0.3712515158, 0.8166287638);
        assertLimits(200, 0.42, 0.3495012955, 0.4913298666, 0.3109974333, 0.5312969403);
        assertLimits(1_000, 0.05, 0.0364043477, 0.0644464932, 0.0295033474, 0.0730166796);
    }

    @Test
    void of_one_episode_nothing_is_said_that_chance_does_not_explain() {
        assertLimits(1, 0.6, 0, 1, 0, 1);
        assertLimits(1, 0.02, 0, 0.9948979592, 0, 1);
        assertLimits(1, 0.999, 0.0240240240, 1, 0, 1);
    }

    @Test
    void lie_no_further_apart_for_more_episodes() {
        for (double expected : new double[]{0.02, 0.1, 0.3, 0.6, 0.9, 0.999}) {
            var last = FunnelLimits.of(1, expected);
            for (int n = 2; n <= 300; n++) {
                var limits = FunnelLimits.of(n, expected);
                assertThat(limits.low95()).as("%d of %s", n, expected).isGreaterThanOrEqualTo(last.low95() - 1e-12);
                assertThat(limits.low998()).isGreaterThanOrEqualTo(last.low998() - 1e-12);
                assertThat(limits.high95()).isLessThanOrEqualTo(last.high95() + 1e-12);
                assertThat(limits.high998()).isLessThanOrEqualTo(last.high998() + 1e-12);
                last = limits;
            }
        }
    }

    @Test
    void stay_within_what_a_share_can_be() {
        assertLimits(10, 0.3, 0, 0.6608021404, 0, 0.8408091654);
        for (int n = 1; n <= 200; n++) {
            for (double expected : new double[]{0.001, 0.1, 0.5, 0.93, 0.999}) {
                var limits = FunnelLimits.of(n, expected);
                assertThat(new double[]{0, limits.low998(), limits.low95(), limits.high95(), limits.high998(), 1})
                        .as("%d of %s", n, expected).isSorted();
            }
        }
    }

    @Test
    void leave_out_as_few_as_they_say() {
        for (int n = 1; n <= 200; n++) {
            for (double expected : new double[]{0.1, 0.5, 0.8}) {
                var limits = FunnelLimits.of(n, expected);
                assertThat(below(n, expected, limits.low95())).isLessThanOrEqualTo(0.025);
                assertThat(below(n, expected, limits.low998())).isLessThanOrEqualTo(0.001);
                assertThat(below(n, 1 - expected, 1 - limits.high95())).isLessThanOrEqualTo(0.025);
                assertThat(below(n, 1 - expected, 1 - limits.high998())).isLessThanOrEqualTo(0.001);
            }
        }
    }

    @Test
    void close_in_as_episodes_grow_in_number() {
        double last = 2.5;
        for (int n = 10; n <= 10_000_000; n *= 10) {
            var limits = FunnelLimits.of(n, 0.6);
            assertThat(limits.high998() - limits.low998()).isBetween(0.0, last / 2.5);
            last = limits.high998() - limits.low998();
        }
    }

    @Test
    void leave_no_room_where_all_or_none_are_expected() {
        assertThat(FunnelLimits.of(12, 0)).isEqualTo(new FunnelLimits(12, 0, 0, 0, 0));
        assertThat(FunnelLimits.of(12, 1)).isEqualTo(new FunnelLimits(12, 1, 1, 1, 1));
    }

    @Test
    void refuse_what_cannot_be_expected() {
        assertThatIllegalArgumentException().isThrownBy(() -> FunnelLimits.of(0, 0.5))
                .withMessage("n must be 1 or more");
        assertThatIllegalArgumentException().isThrownBy(() -> FunnelLimits.of(5, 1.01))
                .withMessage("expected must be between 0 and 1");
        assertThatIllegalArgumentException().isThrownBy(() -> FunnelLimits.of(5, Double.NaN))
                .withMessage("expected must be between 0 and 1");
    }

    /** The chance of a share below the limit, term by term. */
    private static double below(int n, double expected, double limit) {
        double sum = 0;
        double logTerm = n * Math.log1p(-expected);
        for (int count = 0; (double) count / n < limit; count++) {
            sum += Math.exp(logTerm);
            logTerm += Math.log((n - count) / (count + 1.0)) + Math.log(expected / (1 - expected));
        }
        return sum;
    }

    private static void assertLimits(int n, double expected, double... limits) {
        var actual = FunnelLimits.of(n, expected);
        assertThat(new double[]{actual.low95(), actual.high95(), actual.low998(), actual.high998()})
                .containsExactly(limits, within(1e-9));
    }
}
