package io.lumbar.domain.outcome;

import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static io.lumbar.domain.outcome.Response.NOT_RESPONDED;
import static io.lumbar.domain.outcome.Response.RESPONDED;
import static io.lumbar.domain.outcome.Response.UNDEFINED;
import static io.lumbar.domain.outcome.ResponseRule.NPRS_30PCT_2PTS_V1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ResponseRuleTest {

    @ParameterizedTest
    @CsvSource({"3,1,RESPONDED", "3,2,NOT_RESPONDED", "10,7,RESPONDED", "10,8,NOT_RESPONDED", "6,4,RESPONDED",
            "7,5,NOT_RESPONDED", "7,4,RESPONDED", "3,0,RESPONDED", "5,5,NOT_RESPONDED", "4,9,NOT_RESPONDED"})
    void a_response_takes_two_points_and_thirty_percent(int baseline, int measurement, Response response) {
        assertThat(NPRS_30PCT_2PTS_V1.evaluate(baseline, measurement)).isEqualTo(response);
    }

    @ParameterizedTest
    @CsvSource({"0,0", "1,0", "2,0", "2,10", ",0", ",10"})
    void without_a_baseline_of_at_least_three_response_is_undefined(Integer baseline, int measurement) {
        assertThat(NPRS_30PCT_2PTS_V1.evaluate(baseline, measurement)).isEqualTo(UNDEFINED);
    }

    @Test
    void scores_outside_the_scale_are_refused() {
        for (int outside : new int[]{-1, 11}) {
            assertThatIllegalArgumentException().isThrownBy(() -> NPRS_30PCT_2PTS_V1.evaluate(5, outside))
                    .withMessage("NPRS score must be between 0 and 10");
            assertThatIllegalArgumentException().isThrownBy(() -> NPRS_30PCT_2PTS_V1.evaluate(outside, 5))
                    .withMessage("NPRS score must be between 0 and 10");
        }
    }

    @Test
    void names_its_definition_in_full() {
        assertThat(NPRS_30PCT_2PTS_V1.ruleName()).isEqualTo("nprs-30pct-2pts");
        assertThat(NPRS_30PCT_2PTS_V1.version()).isEqualTo(1);
        assertThat(NPRS_30PCT_2PTS_V1.text()).isEqualTo("Pain in the last week (NPRS, 0 to 10, higher is worse) is at"
                + " least 2 points and at least 30 percent lower than at baseline. Undefined when the baseline is"
                + " missing or below 3.");
    }

    @ParameterizedTest
    @EnumSource(ResponseRule.class)
    void less_pain_never_turns_a_response_into_none(ResponseRule rule) {
        long seed = 20080315;
        var random = new Random(seed);
        for (int i = 0; i < 10_000; i++) {
            int baseline = random.nextInt(11);
            int more = random.nextInt(11);
            int less = random.nextInt(more + 1);
            Response worse = rule.evaluate(baseline, more);
            Response better = rule.evaluate(baseline, less);
            var drawn = "seed %d draw %d: %s baseline %d, %d then %d".formatted(seed, i, rule, baseline, more, less);
            if (worse == RESPONDED) {
                assertThat(better).as(drawn).isEqualTo(RESPONDED);
            }
            if (better == NOT_RESPONDED) {
                assertThat(worse).as(drawn).isEqualTo(NOT_RESPONDED);
            }
            assertThat(worse == UNDEFINED).as(drawn).isEqualTo(better == UNDEFINED);
        }
    }
}
