package io.lumbar.domain.outcome;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.lumbar.domain.outcome.StartBackTotals.Risk;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static io.lumbar.domain.outcome.Instrument.NPRS;
import static io.lumbar.domain.outcome.Instrument.ODI;
import static io.lumbar.domain.outcome.Instrument.PGIC;
import static io.lumbar.domain.outcome.Instrument.PSFS;
import static io.lumbar.domain.outcome.Instrument.RMDQ;
import static io.lumbar.domain.outcome.Instrument.START_BACK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ScoringInstrumentsTest {

    @Test
    void oswestry_is_the_percentage_of_the_points_that_could_be_reached() {
        assertThat(odi(5, 5, 5, 1, 0, 0, 0, 0, 0, 0).score()).isEqualTo(Score.of(32)).hasToString("32");
        assertThat(odi(0, 0, 0, 0, 0, 0, 0, 0, 0, 0).score()).isEqualTo(Score.of(0));
        assertThat(odi(5, 5, 5, 5, 5, 5, 5, 5, 5, 5).score()).isEqualTo(Score.of(100));
    }

    @Test
    void oswestry_leaves_unanswered_sections_out_of_the_reachable_points() {
        assertThat(odi(5, 5, 5, 1, 0, 0, 0, 0, 0, null).score()).hasToString("35.6");
        assertThat(odi(null, 5, 5, 1, 0, 0, 0, 0, 0, null).score()).hasToString("27.5");
    }

    @Test
    void oswestry_with_three_unanswered_sections_is_not_scored() {
        assertThatIllegalArgumentException().isThrownBy(() -> odi(null, 5, 5, 1, 0, 0, 0, 0, null, null))
                .withMessage("sections must have at least 8 answers");
    }

    @Test
    void oswestry_has_ten_sections_of_0_to_5() {
        assertThatIllegalArgumentException().isThrownBy(() -> odi(1, 1, 1, 1, 1, 1, 1, 1, 1))
                .withMessage("sections must be 10");
        assertThatIllegalArgumentException().isThrownBy(() -> odi(1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1))
                .withMessage("sections must be 10");
        assertThatIllegalArgumentException().isThrownBy(() -> odi(1, 1, 6, 1, 1, 1, 1, 1, 1, 1))
                .withMessage("sections[2] must be between 0 and 5");
        assertThatIllegalArgumentException().isThrownBy(() -> odi(1, 1, 1, 1, 1, 1, 1, 1, 1, -1))
                .withMessage("sections[9] must be between 0 and 5");
    }

    @Test
    void roland_morris_counts_the_ticked_statements() {
        assertThat(new RmdqTicked(Set.of()).score()).isEqualTo(Score.of(0));
        assertThat(new RmdqTicked(Set.of(1, 24, 7)).score()).isEqualTo(Score.of(3));
        assertThat(new RmdqTicked(IntStream.rangeClosed(1, 24).boxed().collect(Collectors.toSet())).score())
                .isEqualTo(Score.of(24));
    }

    @Test
    void roland_morris_keeps_the_ticked_statements_in_ascending_order() {
        assertThat(new RmdqTicked(Set.of(24, 3, 17)).ticked()).containsExactly(3, 17, 24);
    }

    @Test
    void roland_morris_knows_the_statements_1_to_24() {
        assertThatIllegalArgumentException().isThrownBy(() -> new RmdqTicked(Set.of(0)))
                .withMessage("ticked must be numbers between 1 and 24, not 0");
        assertThatIllegalArgumentException().isThrownBy(() -> new RmdqTicked(Set.of(25)))
                .withMessage("ticked must be numbers between 1 and 24, not 25");
    }

    @ParameterizedTest
    @CsvSource({"0,0,LOW", "3,0,LOW", "3,3,LOW", "4,0,MEDIUM", "4,3,MEDIUM", "7,3,MEDIUM", "4,4,HIGH", "5,4,HIGH",
            "9,5,HIGH"})
    void start_back_puts_distress_above_the_total(int total, int distress, Risk risk) {
        var totals = new StartBackTotals(total, distress);
        assertThat(totals.risk()).isEqualTo(risk);
        assertThat(totals.score()).isEqualTo(Score.of(total));
    }

    @Test
    void the_total_of_start_back_alone_tells_a_low_risk_and_no_other() {
        assertThat(StartBackTotals.riskOf(0)).isEqualTo(Risk.LOW);
        assertThat(StartBackTotals.riskOf(3)).isEqualTo(Risk.LOW);
        assertThat(StartBackTotals.riskOf(4)).isNull();
    }

    @ParameterizedTest
    @CsvSource({"10,5,total must be between 0 and 9", "-1,0,total must be between 0 and 9",
            "9,6,distress must be between 0 and 5", "3,-1,distress must be between 0 and 5",
            "3,4,'distress must be part of total, with 0 to 4 points beside it'",
            "8,3,'distress must be part of total, with 0 to 4 points beside it'"})
    void start_back_refuses_totals_that_nine_items_cannot_give(int total, int distress, String message) {
        assertThatIllegalArgumentException().isThrownBy(() -> new StartBackTotals(total, distress))
                .withMessage(message);
    }

    @ParameterizedTest
    @CsvSource({"NPRS,0,10", "ODI,0,100", "RMDQ,0,24", "PSFS,0,10", "PGIC,1,7", "START_BACK,0,9"})
    void a_typed_in_score_lies_within_the_range(Instrument instrument, int lowest, int highest) {
        assertThat(instrument.lowest()).isEqualTo(Score.of(lowest));
        assertThat(instrument.highest()).isEqualTo(Score.of(highest));
        assertThat(given(instrument, lowest + ".0").score()).isEqualTo(Score.of(lowest));
        assertThat(given(instrument, highest + "").score()).isEqualTo(Score.of(highest));
        var message = instrument + " score must be between " + lowest + " and " + highest;
        for (String outside : new String[]{lowest - 1 + "", highest + 1 + "", highest + ".1", "1E+999999999",
                "-1E+999999999"}) {
            assertThatIllegalArgumentException().isThrownBy(() -> given(instrument, outside)).withMessage(message);
        }
    }

    @ParameterizedTest
    @EnumSource(Instrument.class)
    void decimals_are_refused_where_the_scale_is_whole(Instrument instrument) {
        if (instrument.wholeNumbersOnly()) {
            assertThatIllegalArgumentException().isThrownBy(() -> given(instrument, "6.5"))
                    .withMessage(instrument + " score must be a whole number");
        } else {
            assertThat(given(instrument, "6.5").score()).hasToString("6.5");
            assertThatIllegalArgumentException().isThrownBy(() -> given(instrument, "6.55"))
                    .withMessage("score must have at most one decimal");
        }
    }

    @Test
    void only_oswestry_and_the_patient_specific_scale_have_decimals() {
        assertThat(Instrument.values()).filteredOn(Instrument::wholeNumbersOnly).containsExactly(NPRS, RMDQ, PGIC,
                START_BACK);
        assertThat(Instrument.values()).filteredOn(i -> i.importantChange() == null).containsExactly(PGIC, START_BACK);
    }

    @Test
    void only_the_patient_specific_scale_rises_as_the_person_improves() {
        assertThat(Instrument.values()).filteredOn(i -> i.direction() == Instrument.Direction.HIGHER_IS_BETTER)
                .containsExactly(PSFS);
    }

    @Test
    void a_typed_in_score_is_the_same_however_many_zeros_were_typed() {
        assertThat(given(NPRS, "7.00")).isEqualTo(given(NPRS, "7"));
        assertThat(given(ODI, "1E+1")).isEqualTo(given(ODI, "10.0"));
    }

    @Test
    void a_reading_carries_the_version_in_use() {
        assertThat(given(ODI, "35.6").version()).isEqualTo("2.1a");
        assertThat(Reading.of(odi(1, 1, 1, 1, 1, 1, 1, 1, 1, 1)).version()).isEqualTo("2.1a");
        assertThat(Reading.of(new StartBackTotals(4, 2)).instrument()).isEqualTo(START_BACK);
    }

    @ParameterizedTest
    @CsvSource({"1,VERY_MUCH_IMPROVED,true", "2,MUCH_IMPROVED,true", "3,MINIMALLY_IMPROVED,false", "4,NO_CHANGE,false",
            "5,MINIMALLY_WORSE,false", "6,MUCH_WORSE,false", "7,VERY_MUCH_WORSE,false"})
    void global_impression_responds_at_1_and_2(int score, GlobalImpression impression, boolean response) {
        assertThat(GlobalImpression.of(score)).isEqualTo(impression);
        assertThat(impression.score()).isEqualTo(score);
        assertThat(impression.isResponse()).isEqualTo(response);
    }

    @Test
    void global_impression_ends_at_7() {
        assertThatIllegalArgumentException().isThrownBy(() -> GlobalImpression.of(0))
                .withMessage("PGIC score must be between 1 and 7");
        assertThatIllegalArgumentException().isThrownBy(() -> GlobalImpression.of(8))
                .withMessage("PGIC score must be between 1 and 7");
    }

    private static OdiSections odi(@Nullable Integer... sections) {
        return new OdiSections(Arrays.asList(sections));
    }

    private static Reading given(Instrument instrument, String score) {
        return Reading.given(instrument, new BigDecimal(score));
    }
}
