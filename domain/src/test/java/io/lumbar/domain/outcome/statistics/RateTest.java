package io.lumbar.domain.outcome.statistics;

import org.junit.jupiter.api.Test;

import static io.lumbar.domain.outcome.statistics.Cohorts.assertPrinted;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

class RateTest {

    @Test
    void has_the_interval_that_is_tabulated() {
        // Pearson and Hartley, Biometrika Tables for Statisticians, limits for the expectation of a Poisson variable.
        assertGarwood(0, "0.000", "3.689");
        assertGarwood(1, "0.0253", "5.572");
        assertGarwood(2, "0.242", "7.225");
        assertGarwood(5, "1.623", "11.668");
        assertGarwood(10, "4.795", "18.390");
        assertGarwood(50, "37.11", "65.92");
        // Computed with SciPy 1.17: gamma.ppf(.025, x), gamma.isf(.025, x + 1).
        assertGarwood(1_000_000, "998040.9833", "1001961.9119");
    }

    @Test
    void counts_for_each_unit() {
        var rate = Rate.of(3, 1_500, 1_000);
        assertThat(rate.events()).isEqualTo(3);
        assertThat(rate.value()).isCloseTo(2.0, within(1e-12));
        var alone = Rate.of(3, 1, 1);
        assertThat(rate.low()).isCloseTo(requireNonNull(alone.low()) / 1.5, within(1e-9));
        assertThat(rate.high()).isCloseTo(requireNonNull(alone.high()) / 1.5, within(1e-9));
    }

    @Test
    void at_either_limit_what_was_seen_lies_in_the_tail() {
        for (int events = 0; events <= 60; events++) {
            var rate = Rate.of(events, 1, 1);
            if (events > 0) {
                assertThat(1 - poissonUpTo(events - 1, requireNonNull(rate.low()))).as("%d events", events)
                        .isCloseTo(0.025, within(1e-9));
            }
            assertThat(poissonUpTo(events, requireNonNull(rate.high()))).as("%d events", events).isCloseTo(0.025,
                    within(1e-9));
        }
    }

    @Test
    void is_undefined_without_exposure() {
        assertThat(Rate.of(0, 0, 1_000)).isEqualTo(new Rate(0, null, null, null));
        assertThat(Rate.of(2, 0, 1_000)).isEqualTo(new Rate(2, null, null, null));
        assertThatIllegalArgumentException().isThrownBy(() -> Rate.of(-1, 5, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> Rate.of(1, -5, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> Rate.of(1, 5, 0))
                .withMessage("events and exposure must be 0 or more, unit 1 or more");
    }

    private static double poissonUpTo(int count, double mean) {
        double term = Math.exp(-mean);
        double sum = term;
        for (int i = 1; i <= count; i++) {
            term *= mean / i;
            sum += term;
        }
        return sum;
    }

    private static void assertGarwood(long events, String low, String high) {
        assertPrinted(Rate.of(events, 1, 1).low(), low);
        assertPrinted(Rate.of(events, 1, 1).high(), high);
    }
}
