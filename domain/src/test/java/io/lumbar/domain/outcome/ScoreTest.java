package io.lumbar.domain.outcome;

import java.math.BigDecimal;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ScoreTest {

    @ParameterizedTest
    @CsvSource({"1600,45,35.6", "1600,50,32", "10,3,3.3", "11,3,3.7", "1,4,0.3", "-1,4,-0.3", "3000,100,30", "0,1,0",
            "359,36,10", "-7,2,-3.5"})
    void is_shown_with_one_decimal_rounded_half_up_and_none_where_it_is_zero(int numerator, int denominator,
            String shown) {
        Score score = Score.ratio(numerator, denominator);
        assertThat(score).hasToString(shown);
        assertThat(score.rounded()).isEqualTo(new BigDecimal(shown));
    }

    @Test
    void stays_exact_below_what_is_shown() {
        Score third = Score.ratio(1, 3);
        assertThat(Score.of(1).minus(third).minus(third).minus(third)).isEqualTo(Score.of(0));
        assertThat(third).isNotEqualTo(Score.of(new BigDecimal("0.3")));
        assertThat(third).isGreaterThan(Score.of(new BigDecimal("0.3")));
    }

    @Test
    void every_score_our_instruments_can_give_is_exact() {
        for (int answered = 8; answered <= 10; answered++) {
            for (int sum = 0; sum <= 5 * answered; sum++) {
                assertThat((long) Score.ratio(sum * 100, 5 * answered).parts() * 5 * answered)
                        .isEqualTo(sum * 100L * Score.PARTS_PER_POINT);
            }
        }
        for (int activities = 1; activities <= 5; activities++) {
            for (int sum = 0; sum <= 10 * activities; sum++) {
                assertThat(Score.ratio(sum, activities).parts() * activities).isEqualTo(sum * Score.PARTS_PER_POINT);
            }
        }
        for (int tenths = 0; tenths <= 1000; tenths++) {
            var typed = BigDecimal.valueOf(tenths, 1);
            assertThat(Score.of(typed).rounded()).isEqualByComparingTo(typed);
        }
    }

    @Test
    void is_refused_where_it_would_not_be_exact() {
        assertThatIllegalArgumentException().isThrownBy(() -> Score.ratio(1, 7))
                .withMessage("score 1/7 is not exact in 1/180");
        assertThatIllegalArgumentException().isThrownBy(() -> Score.of(new BigDecimal("35.55")))
                .withMessage("score must have at most one decimal");
    }

    @Test
    void lies_between_minus_100_and_100_points() {
        assertThat(Score.of(-100).negated()).isEqualTo(Score.of(100));
        for (int outside : new int[]{101, -101, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
            assertThatIllegalArgumentException().isThrownBy(() -> Score.of(outside))
                    .withMessage("score must be between -100 and 100 points");
            assertThatIllegalArgumentException().isThrownBy(() -> Score.of(BigDecimal.valueOf(outside)))
                    .withMessage("score must be between -100 and 100 points");
        }
    }

    @Test
    void is_an_integer_only_when_whole() {
        assertThat(Score.of(7).whole()).isEqualTo(7);
        assertThatIllegalArgumentException().isThrownBy(() -> Score.ratio(7, 2).whole())
                .withMessage("score 3.5 must be a whole number");
    }
}
