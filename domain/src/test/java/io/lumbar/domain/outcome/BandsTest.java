package io.lumbar.domain.outcome;

import java.math.BigDecimal;
import java.time.LocalDate;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class BandsTest {

    private static final LocalDate OPENED = LocalDate.of(2026, 3, 31);

    @ParameterizedTest
    @CsvSource({"0,MINIMAL", "20,MINIMAL", "20.1,MODERATE", "40,MODERATE", "40.1,SEVERE", "60,SEVERE", "60.1,CRIPPLED",
            "80,CRIPPLED", "80.1,BED_BOUND", "100,BED_BOUND"})
    void oswestry_bands_include_their_upper_limit(BigDecimal score, OdiBand band) {
        assertThat(OdiBand.of(Score.of(score))).isEqualTo(band);
    }

    @ParameterizedTest
    @CsvSource({"0,0-2", "2,0-2", "3,3-4", "4,3-4", "5,5-6", "6,5-6", "7,7-8", "8,7-8", "9,9-10", "10,9-10"})
    void baseline_pain_is_grouped_by_its_band(int nprs, String label) {
        assertThat(BaselineBand.of(nprs).label()).isEqualTo(label);
    }

    @ParameterizedTest
    @CsvSource({"0,0-17", "17,0-17", "18,18-29", "29,18-29", "30,30-39", "39,30-39", "40,40-49", "49,40-49", "50,50-59",
            "59,50-59", "60,60-69", "69,60-69", "70,70-79", "79,70-79", "80,80+", "117,80+"})
    void age_is_grouped_by_completed_years(int years, String label) {
        assertThat(AgeBand.of(years).label()).isEqualTo(label);
    }

    @ParameterizedTest
    @CsvSource({"0,ACUTE", "41,ACUTE", "42,SUBACUTE", "84,SUBACUTE", "85,CHRONIC", "3000,CHRONIC"})
    void chronicity_goes_by_days_since_the_onset(int days, String label) {
        assertThat(Chronicity.at(OPENED, OPENED.minusDays(days)).label()).isEqualTo(label);
    }

    @Test
    void what_cannot_be_is_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> BaselineBand.of(11))
                .withMessage("NPRS score must be between 0 and 10");
        assertThatIllegalArgumentException().isThrownBy(() -> AgeBand.of(-1))
                .withMessage("age must be 0 or more years");
        assertThatIllegalArgumentException().isThrownBy(() -> Chronicity.at(OPENED, OPENED.plusDays(1)))
                .withMessage("onset must not be after 2026-03-31");
    }
}
