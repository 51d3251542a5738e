package io.lumbar.domain.outcome.statistics;

import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

class HolmTest {

    @Test
    void raises_each_by_those_that_are_left() {
        // As R's p.adjust(c(.01, .02, .03, .04, .05), "holm").
        assertAdjusted(List.of(.01, .02, .03, .04, .05), .05, .08, .09, .09, .09);
        assertAdjusted(List.of(.04, .01, .03), .06, .03, .06);
        assertAdjusted(List.of(.4, .6, .001), .8, .8, .003);
    }

    @Test
    void leaves_a_single_one_and_none_alone() {
        assertThat(Holm.adjusted(List.of(.03))).containsExactly(.03);
        assertThat(Holm.adjusted(List.of())).isEmpty();
    }

    @Test
    void same_values_stay_the_same() {
        assertAdjusted(List.of(.02, .02, .02), .06, .06, .06);
    }

    @Test
    void rings_by_chance_in_one_of_twenty_families() {
        var random = new Random(1979);
        int alarms = 0;
        for (int draw = 0; draw < 4_000; draw++) {
            var p = random.doubles(6).boxed().toList();
            alarms += Holm.adjusted(p).stream().anyMatch(one -> one < .05) ? 1 : 0;
        }
        assertThat(alarms / 4_000.0).isBetween(.04, .06);
    }

    @Test
    void refuses_what_is_no_probability() {
        assertThatIllegalArgumentException().isThrownBy(() -> Holm.adjusted(List.of(.5, 1.5)))
                .withMessage("p must be between 0 and 1");
        assertThatIllegalArgumentException().isThrownBy(() -> Holm.adjusted(List.of(Double.NaN)));
        assertThatIllegalArgumentException().isThrownBy(() -> Holm.adjusted(List.of(-.1)));
    }

    private static void assertAdjusted(List<Double> p, double... expected) {
        assertThat(Holm.adjusted(p).stream().mapToDouble(Double::doubleValue).toArray()).containsExactly(expected,
                within(1e-12));
    }
}
