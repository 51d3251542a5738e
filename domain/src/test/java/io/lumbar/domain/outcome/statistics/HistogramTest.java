package io.lumbar.domain.outcome.statistics;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

class HistogramTest {

    @Test
    void summarises_a_small_sample() {
        assertThat(Summary.of(counted(List.of(1, 2, 3, 4)))).isEqualTo(new Summary(4, 2.5, 2.5, 1.75, 3.25, 3.7, 4));
        assertThat(Summary.of(counted(List.of(8, 3, 5, 3, 12, 1))))
                .isEqualTo(new Summary(6, 32 / 6.0, 4.0, 3.0, 7.25, 10.0, 12));
    }

    @Test
    void summarises_nothing_as_undefined() {
        assertThat(Summary.of(Histogram.of(Map.of()))).isEqualTo(new Summary(0, null, null, null, null, null, null));
    }

    @Test
    void a_single_value_is_every_quantile() {
        assertThat(Summary.of(Histogram.of(Map.of(6, 1L)))).isEqualTo(new Summary(1, 6.0, 6.0, 6.0, 6.0, 6.0, 6));
    }

    @Test
    void a_quantile_that_falls_on_a_value_is_that_value_exactly() {
        for (int tens = 0; tens <= 100; tens++) {
            var sample = counted(IntStream.rangeClosed(0, 10 * tens).boxed().toList());
            assertThat(sample.quantile(90)).as("0 to %d", 10 * tens).isEqualTo(9.0 * tens);
        }
    }

    @Test
    void costs_nothing_for_large_counts() {
        var sample = Histogram.of(Map.of(1, 1_000_000_000_000L, 2, 3_000_000_000_000L));
        assertThat(Summary.of(sample)).isEqualTo(new Summary(4_000_000_000_000L, 1.75, 2.0, 1.75, 2.0, 2.0, 2));
    }

    @Test
    void agrees_with_sorting_the_whole_sample() {
        long seed = 19960401;
        var random = new Random(seed);
        for (int draw = 0; draw < 2_000; draw++) {
            int size = 1 + random.nextInt(60);
            int spread = 1 + random.nextInt(30);
            var sample = random.ints(size, -spread, spread).boxed().toList();
            int percent = random.nextInt(101);
            assertThat(requireNonNull(counted(sample).quantile(percent)))
                    .as("seed %d draw %d: %d percent of %s", seed, draw, percent, sample)
                    .isCloseTo(bySorting(sample, percent / 100.0), within(1e-9));
        }
    }

    @Test
    void refuses_what_no_sample_has() {
        assertThatIllegalArgumentException().isThrownBy(() -> Histogram.of(Map.of(3, 0L)))
                .withMessage("counts of 3 must be 1 or more");
        var sample = Histogram.of(Map.of(3, 1L));
        assertThatIllegalArgumentException().isThrownBy(() -> sample.quantile(101))
                .withMessage("percent must be between 0 and 100");
        assertThatIllegalArgumentException().isThrownBy(() -> sample.quantile(-1))
                .withMessage("percent must be between 0 and 100");
    }

    private static Histogram counted(List<Integer> sample) {
        return Histogram.of(sample.stream().collect(Collectors.groupingBy(Function.identity(), Collectors.counting())));
    }

    /** Type 7 as Hyndman and Fan print it: p(k) = (k - 1) / (n - 1), linear between neighbours. */
    private static double bySorting(List<Integer> sample, double p) {
        var sorted = new ArrayList<>(sample);
        Collections.sort(sorted);
        double position = 1 + (sorted.size() - 1) * p;
        int k = Math.min((int) position, sorted.size());
        double below = sorted.get(k - 1);
        double above = sorted.get(Math.min(k, sorted.size() - 1));
        return below + (position - k) * (above - below);
    }
}
