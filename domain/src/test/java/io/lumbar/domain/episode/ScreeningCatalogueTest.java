package io.lumbar.domain.episode;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import io.lumbar.domain.Area;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.lumbar.domain.Style.DEEP_TISSUE;
import static io.lumbar.domain.Style.HOT_STONE;
import static io.lumbar.domain.Style.SWEDISH;
import static io.lumbar.domain.Style.TRIGGER_POINT;
import static io.lumbar.domain.episode.ScreeningLevel.CLEARANCE;
import static io.lumbar.domain.episode.ScreeningLevel.EMERGENCY;
import static io.lumbar.domain.episode.ScreeningLevel.LOCAL;
import static io.lumbar.domain.episode.ScreeningLevel.MODIFY;
import static io.lumbar.domain.episode.ScreeningLevel.NOTE;
import static io.lumbar.domain.episode.ScreeningLevel.STOP;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ScreeningCatalogueTest {

    private static final ScreeningCatalogue V1 = ScreeningCatalogue.of(1);
    private static final int AGE_WITHOUT_SIGN = 35;

    @Test
    void version_1_asks_these_items() {
        assertThat(V1.items()).extracting(item -> item.code() + " " + item.level()).containsExactly(
                "RF-CES-1 EMERGENCY", "RF-CES-2 EMERGENCY", "RF-CES-3 EMERGENCY", "RF-CES-4 EMERGENCY",
                "RF-CES-5 EMERGENCY", "RF-AAA-1 EMERGENCY", "RF-NEU-1 STOP", "RF-INF-1 STOP", "RF-INF-2 STOP",
                "RF-INF-3 STOP", "RF-INF-4 STOP", "RF-FRX-1 CLEARANCE", "RF-FRX-2 CLEARANCE", "RF-FRX-3 CLEARANCE",
                "RF-FRX-4 NOTE", "RF-MAL-1 CLEARANCE", "RF-MAL-2 CLEARANCE", "RF-MAL-3 CLEARANCE", "RF-MAL-4 NOTE",
                "CI-DVT STOP", "CI-SYSINF STOP", "CI-HTN STOP", "CI-PREECL STOP", "CI-INTOX STOP", "CI-SKIN LOCAL",
                "CI-WOUND LOCAL", "CI-VARIX LOCAL", "CI-TUMOUR LOCAL", "CI-ANTICOAG CLEARANCE", "CI-OSTEO CLEARANCE",
                "CI-CANCER CLEARANCE", "CI-PREG CLEARANCE", "CI-CARDIAC CLEARANCE", "CI-SURG CLEARANCE",
                "CI-EPIL CLEARANCE", "CI-NEUROP MODIFY", "CI-DIAB MODIFY");
        assertThat(V1.items()).allSatisfy(item -> assertThat(Stream.of(item.sign(), item.action(), item.source()))
                .as(item.code()).noneMatch(String::isBlank));
    }

    @Test
    void every_item_by_itself_leads_to_its_level() {
        for (ScreeningItem item : V1.items()) {
            var consequence = V1.consequenceOf(List.of(new PositiveSign(item.code(), List.of(Area.NECK))));
            assertThat(consequence.levels()).containsExactly(entry(item.code(), item.level()));
            assertThat(consequence.highestLevel()).as(item.code()).isEqualTo(item.level());
            boolean stops = Set.of(EMERGENCY, STOP).contains(item.level());
            assertThat(consequence.needsUrgentReferral()).as(item.code()).isEqualTo(stops);
            boolean waits = stops || item.level() == CLEARANCE;
            assertThat(consequence.needsClearance()).as(item.code()).isEqualTo(waits);
            assertThat(consequence.codesToClear()).isEqualTo(waits ? List.of(item.code()) : List.of());
        }
    }

    @Test
    void nothing_positive_restricts_nothing() {
        var consequence = found(AGE_WITHOUT_SIGN);
        assertThat(consequence).isEqualTo(new ScreeningConsequence(Map.of(), Map.of(), Set.of()));
        assertThat(consequence.highestLevel()).isNull();
        assertThat(consequence.needsClearance()).isFalse();
        assertThat(consequence.needsUrgentReferral()).isFalse();
    }

    @Test
    void the_gravest_level_counts() {
        var consequence = found(AGE_WITHOUT_SIGN, "CI-DIAB", "RF-CES-2", "CI-PREG");
        assertThat(consequence.highestLevel()).isEqualTo(EMERGENCY);
        assertThat(consequence.codesToClear()).containsExactly("RF-CES-2", "CI-PREG");
        assertThat(found(AGE_WITHOUT_SIGN, "CI-DIAB", "CI-PREG").highestLevel()).isEqualTo(CLEARANCE);
    }

    @ParameterizedTest
    @CsvSource({"0,RF-MAL-4", "19,RF-MAL-4", "20,''", "50,''", "51,RF-FRX-4 RF-MAL-4", "97,RF-FRX-4 RF-MAL-4"})
    void age_alone_is_a_note(int years, String codes) {
        var consequence = found(years);
        assertThat(String.join(" ", consequence.levels().keySet())).isEqualTo(codes);
        assertThat(consequence.levels().values()).allMatch(level -> level == NOTE);
        assertThat(consequence.needsClearance()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"RF-FRX-1,CLEARANCE,NOTE", "RF-FRX-2,CLEARANCE,NOTE", "RF-FRX-3,CLEARANCE,NOTE",
            "RF-MAL-1,NOTE,CLEARANCE", "RF-MAL-2,NOTE,CLEARANCE", "RF-MAL-3,NOTE,CLEARANCE", "RF-INF-1,NOTE,NOTE",
            "CI-CANCER,NOTE,NOTE"})
    void age_needs_clearance_beside_another_sign_of_its_group(String other, ScreeningLevel fracture,
            ScreeningLevel malignancy) {
        assertThat(found(62, other).levels()).containsEntry("RF-FRX-4", fracture).containsEntry("RF-MAL-4",
                malignancy);
    }

    @Test
    void age_under_20_needs_clearance_beside_another_sign_of_malignancy_only() {
        assertThat(found(19, "RF-MAL-3").codesToClear()).containsExactly("RF-MAL-3", "RF-MAL-4");
        assertThat(found(19, "RF-FRX-1").codesToClear()).containsExactly("RF-FRX-1");
        assertThat(found(20, "RF-MAL-3").codesToClear()).containsExactly("RF-MAL-3");
    }

    @Test
    void a_sign_of_age_that_staff_found_counts_whatever_the_age() {
        assertThat(found(AGE_WITHOUT_SIGN, "RF-MAL-4").levels()).containsExactly(entry("RF-MAL-4", NOTE));
        assertThat(found(AGE_WITHOUT_SIGN, "RF-MAL-4", "RF-MAL-1").levels()).containsEntry("RF-MAL-4", CLEARANCE);
    }

    @Test
    void what_is_present_can_be_recorded_and_leads_to_the_same() {
        var present = V1.present(List.of(new PositiveSign("CI-SKIN", List.of(Area.LEG, Area.HIP)), sign("RF-MAL-1"),
                new PositiveSign("CI-SKIN", List.of(Area.LUMBAR, Area.LEG))), 55);
        assertThat(present).containsExactly(sign("RF-FRX-4"), sign("RF-MAL-1"), sign("RF-MAL-4"),
                new PositiveSign("CI-SKIN", List.of(Area.LUMBAR, Area.HIP, Area.LEG)));
        assertThat(V1.present(present, 55)).isEqualTo(present);
        assertThat(V1.consequenceOf(present)).isEqualTo(new ScreeningConsequence(
                Map.of("RF-FRX-4", NOTE, "RF-MAL-1", CLEARANCE, "RF-MAL-4", CLEARANCE, "CI-SKIN", LOCAL), Map.of(),
                Set.of(Area.LUMBAR, Area.HIP, Area.LEG)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"CI-SKIN", "CI-WOUND", "CI-VARIX", "CI-TUMOUR"})
    void a_local_sign_excludes_its_areas_and_does_not_come_without(String code) {
        var consequence = V1.consequenceOf(List.of(new PositiveSign(code, List.of(Area.LEG, Area.NECK))));
        assertThat(consequence.excludedAreas()).containsExactlyInAnyOrder(Area.LEG, Area.NECK);
        assertThat(consequence.needsClearance()).isFalse();
        refuses(() -> found(AGE_WITHOUT_SIGN, code), "positive code " + code + " needs the areas it concerns");
    }

    @Test
    void areas_named_with_any_sign_are_excluded() {
        var consequence = V1.consequenceOf(List.of(new PositiveSign("CI-SURG", List.of(Area.HIP))));
        assertThat(consequence.excludedAreas()).containsExactly(Area.HIP);
    }

    @ParameterizedTest
    @ValueSource(strings = {"CI-ANTICOAG", "CI-OSTEO"})
    void bleeding_and_brittle_bones_rule_out_deep_pressure_even_after_clearance(String code) {
        var consequence = found(AGE_WITHOUT_SIGN, code);
        assertThat(consequence.needsClearance()).isTrue();
        assertThat(consequence.restrictedStyles())
                .isEqualTo(Map.of(DEEP_TISSUE, List.of(code), TRIGGER_POINT, List.of(code)));
        assertThat(consequence.restrictedAfterClearance(Set.of())).isEqualTo(consequence.restrictedStyles());
        assertThat(consequence.restrictedAfterClearance(List.of(SWEDISH, DEEP_TISSUE)))
                .isEqualTo(Map.of(TRIGGER_POINT, List.of(code)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"CI-NEUROP", "CI-DIAB"})
    void numb_skin_rules_out_hot_stones_without_clearance(String code) {
        var consequence = found(AGE_WITHOUT_SIGN, code);
        assertThat(consequence.highestLevel()).isEqualTo(MODIFY);
        assertThat(consequence.needsClearance()).isFalse();
        assertThat(consequence.restrictedStyles()).isEqualTo(Map.of(HOT_STONE, List.of(code)));
        assertThat(consequence.restrictedAfterClearance(Set.of(SWEDISH))).containsOnlyKeys(HOT_STONE);
        assertThat(consequence.restrictedAfterClearance(Set.of(HOT_STONE))).isEmpty();
    }

    @Test
    void a_restricted_style_names_every_code_that_rules_it_out() {
        assertThat(found(AGE_WITHOUT_SIGN, "CI-DIAB", "CI-OSTEO", "CI-NEUROP", "CI-ANTICOAG").restrictedStyles())
                .isEqualTo(Map.of(DEEP_TISSUE, List.of("CI-ANTICOAG", "CI-OSTEO"), TRIGGER_POINT,
                        List.of("CI-ANTICOAG", "CI-OSTEO"), HOT_STONE, List.of("CI-NEUROP", "CI-DIAB")));
    }

    @Test
    void only_these_items_rule_out_styles() {
        assertThat(V1.items()).filteredOn(item -> !item.ruledOut().isEmpty()).extracting(ScreeningItem::code)
                .containsExactly("CI-ANTICOAG", "CI-OSTEO", "CI-NEUROP", "CI-DIAB");
    }

    @Test
    void an_unknown_code_is_refused_by_name() {
        refuses(() -> found(AGE_WITHOUT_SIGN, "CI-PREG", "RF-XYZ-9"),
                "positive code RF-XYZ-9 is not in catalogue version 1");
        refuses(() -> found(AGE_WITHOUT_SIGN, "ci-preg"), "positive code ci-preg is not in catalogue version 1");
    }

    @Test
    void an_unknown_version_is_refused_by_number() {
        refuses(() -> ScreeningCatalogue.of(2), "catalogueVersion 2 does not exist");
        assertThat(ScreeningCatalogue.released()).containsExactly(V1);
    }

    @Test
    void a_catalogue_asks_each_code_once() {
        ScreeningItem item = V1.items().getFirst();
        refuses(() -> new ScreeningCatalogue(2, List.of(item, item)), "items must not repeat RF-CES-1");
        refuses(() -> new ScreeningCatalogue(0, List.of(item)), "version must be 1 or more");
    }

    private static ScreeningConsequence found(int years, String... codes) {
        return V1.consequenceOf(V1.present(Stream.of(codes).map(ScreeningCatalogueTest::sign).toList(), years));
    }

    private static PositiveSign sign(String code) {
        return new PositiveSign(code, List.of());
    }

    private static void refuses(Runnable attempt, String message) {
        assertThatIllegalArgumentException().isThrownBy(attempt::run).withMessage(message);
    }
}
