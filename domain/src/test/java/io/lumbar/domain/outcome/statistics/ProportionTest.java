package io.lumbar.domain.outcome.statistics;

import org.junit.jupiter.api.Test;

import static io.lumbar.domain.outcome.statistics.Cohorts.assertPrinted;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

class ProportionTest {

    @Test
    void has_the_interval_that_is_published() {
        assertWilson(15, 20, ".5313", ".8881");
        assertWilson(0, 10, ".0000", ".2775");
        // Newcombe 1998, Stat Med 17:857, table I, method 3.
        assertWilson(81, 263, ".2553", ".3662");
        assertWilson(15, 148, ".0624", ".1605");
        assertWilson(0, 20, ".0000", ".1611");
        assertWilson(1, 29, ".0061", ".1718");
    }

    @Test
    void limits_are_the_shares_from_which_the_count_is_as_far_as_chance_allows() {
        for (int n = 1; n <= 60; n++) {
            for (int count = 0; count <= n; count++) {
                var proportion = Proportion.of(count, n);
                double low = requireNonNull(proportion.low());
                double high = requireNonNull(proportion.high());
                assertThat(proportion.value()).isEqualTo((double) count / n).isBetween(low, high);
                assertThat(low).as("%d of %d", count, n).isBetween(0.0, 1.0);
                assertThat(high).as("%d of %d", count, n).isBetween(0.0, 1.0);
                if (count > 0) {
                    assertThat(distance(count, n, low)).isCloseTo(1.959963984540054, within(1e-9));
                }
                if (count < n) {
                    assertThat(distance(count, n, high)).isCloseTo(-1.959963984540054, within(1e-9));
                }
            }
        }
    }

    @Test
    void ends_at_nothing_and_at_all_exactly() {
        for (int n = 1; n <= 1_000; n++) {
            assertThat(Proportion.of(0, n).low()).isEqualTo(0.0);
            assertThat(Proportion.of(n, n).high()).isEqualTo(1.0);
        }
    }

    @Test
    void is_undefined_for_nobody() {
        assertThat(Proportion.of(0, 0)).isEqualTo(new Proportion(0, null, null, null));
        assertThatIllegalArgumentException().isThrownBy(() -> Proportion.of(3, 2))
                .withMessage("count must be between 0 and n");
        assertThatIllegalArgumentException().isThrownBy(() -> Proportion.of(-1, 2));
        assertThatIllegalArgumentException().isThrownBy(() -> Proportion.of(0, -1));
    }

    /** In standard errors of the share that is assumed. */
    private static double distance(int count, int n, double assumed) {
        return ((double) count / n - assumed) / Math.sqrt(assumed * (1 - assumed) / n);
    }

    private static void assertWilson(long count, long n, String low, String high) {
        assertPrinted(Proportion.of(count, n).low(), low);
        assertPrinted(Proportion.of(count, n).high(), high);
    }
}
