package io.lumbar.domain.outcome;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import io.lumbar.domain.Personal;
import io.lumbar.domain.Subject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static io.lumbar.domain.outcome.Instrument.NPRS;
import static io.lumbar.domain.outcome.Instrument.ODI;
import static io.lumbar.domain.outcome.Instrument.PGIC;
import static io.lumbar.domain.outcome.Instrument.PSFS;
import static io.lumbar.domain.outcome.Instrument.RMDQ;
import static io.lumbar.domain.outcome.Instrument.START_BACK;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ChangeOfScoreTest {

    private static final Subject CLIENT = new Subject(Subject.Kind.CLIENT, new UUID(0, 1));

    @ParameterizedTest
    @CsvSource({"NPRS,7,4,-3,3,true", "NPRS,7,5,-2,2,false", "NPRS,10,7,-3,3,true", "NPRS,3,2,-1,1,false",
            "NPRS,4,6,2,-2,false", "RMDQ,16,11,-5,5,true", "RMDQ,17,12,-5,5,false", "RMDQ,10,6,-4,4,false",
            "ODI,32,22,-10,10,true", "ODI,33.4,23.4,-10,10,false", "ODI,20,10.1,-9.9,9.9,false", "ODI,0,0,0,0,false"})
    void improvement_is_a_fall_and_important_by_points_and_by_percent_of_baseline(Instrument instrument,
            String baseline, String later, String points, String improvement, boolean important) {
        assertThat(Change.between(given(instrument, baseline), given(instrument, later)))
                .isEqualTo(new Change(score(points), score(improvement), important));
    }

    @Test
    void exactly_thirty_percent_is_important_however_the_scores_are_rounded() {
        // 10/45 = 22.222... and 7/45 = 15.555...: rounded to 22.2 and 15.6 the fall would be less than 30 percent.
        var baseline = new ImportantChange(1, 30);
        assertThat(baseline.isReachedBy(Score.ratio(300, 45), Score.ratio(1000, 45))).isTrue();
        assertThat(baseline.isReachedBy(score("6.6"), score("22.2"))).isFalse();
    }

    @Test
    void on_the_patient_specific_scale_improvement_is_a_rise() {
        assertThat(Change.between(rated(activity(1, "bending", 2), activity(2, "sitting", 3)),
                rated(activity(1, "bending", 5), activity(2, "sitting", 4))))
                .isEqualTo(new Change(Score.of(2), Score.of(2), true));
    }

    @Test
    void a_single_activity_must_rise_by_three_points_to_be_important() {
        assertThat(change(rated(activity(1, "bending", 2)), rated(activity(1, "bending", 4))).important()).isFalse();
        assertThat(change(rated(activity(1, "bending", 2)), rated(activity(1, "bending", 5))).important()).isTrue();
    }

    @Test
    void activities_that_were_added_or_left_out_do_not_enter_the_change() {
        var baseline = rated(activity(1, "bending", 2), activity(2, "sitting", 3), activity(3, "sleeping", 4));
        var later = rated(activity(4, "gardening", 10), activity(3, "sleeping", 5), activity(1, "bending", 2));
        assertThat(change(baseline, later).points()).isEqualTo(Score.ratio(1, 2));
    }

    @Test
    void without_a_common_activity_the_change_is_undefined() {
        assertThat(Change.between(rated(activity(1, "bending", 2)), rated(activity(2, "sitting", 9)))).isNull();
    }

    @Test
    void without_the_activities_the_change_of_the_patient_specific_scale_is_undefined() {
        assertThat(Change.between(given(PSFS, "2"), rated(activity(1, "bending", 9)))).isNull();
        assertThat(Change.between(rated(activity(1, "bending", 9)), given(PSFS, "2"))).isNull();
    }

    @Test
    void the_change_survives_the_erasure_of_the_names() {
        var baseline = rated(activity(1, "bending", 2), activity(2, "sitting", 3));
        var later = rated(activity(2, "sitting", 7), activity(3, "sleeping", 9));
        assertThat(Change.between(erased(baseline), erased(later))).isEqualTo(change(baseline, later))
                .isEqualTo(new Change(Score.of(4), Score.of(4), true));
    }

    @Test
    void an_activity_keeps_its_number_whatever_the_order_case_and_spacing() {
        var baseline = List.of(activity(1, "Tie my shoes", 2), activity(2, "sitting", 3));
        var later = new PsfsActivities(
                List.of(activity(1, "gardening", 1), activity(2, "SITTING", 4), activity(3, " tie my  shoes ", 5)));
        assertThat(later.numberedAfter(baseline).activities()).extracting(PsfsActivity::number).containsExactly(3, 2,
                1);
    }

    @Test
    void an_erased_name_matches_nothing_but_keeps_its_number() {
        var baseline = erased(List.of(activity(1, "bending", 2)));
        var later = new PsfsActivities(List.of(activity(1, "bending", 4)));
        assertThat(later.numberedAfter(baseline).activities()).extracting(PsfsActivity::number).containsExactly(2);
    }

    @Test
    void one_to_five_activities_are_rated_each_once_from_0_to_10() {
        var six = new ArrayList<PsfsActivity>();
        for (int i = 1; i <= 6; i++) {
            six.add(activity(i, "activity " + i, i));
        }
        assertThat(new PsfsActivities(six.subList(0, 5)).score()).isEqualTo(Score.of(3));
        refuses(() -> new PsfsActivities(six), "activities must be 1 to 5");
        refuses(() -> new PsfsActivities(List.of()), "activities must be 1 to 5");
        refuses(() -> new PsfsActivities(List.of(six.get(0), activity(1, "other", 1))),
                "activities[1] must not repeat an earlier activity");
        refuses(() -> new PsfsActivities(List.of(six.get(0), activity(2, "ACTIVITY 1", 1))),
                "activities[1] must not repeat an earlier activity");
        refuses(() -> activity(1, "bending", 11), "activities score must be between 0 and 10");
        refuses(() -> activity(1, "bending", -1), "activities score must be between 0 and 10");
        refuses(() -> activity(0, "bending", 1), "number must be 1 or more");
        refuses(() -> activity(1, " ", 1), "activities name must not be blank");
    }

    @Test
    void scores_of_different_instruments_or_versions_are_not_compared() {
        refuses(() -> Change.between(given(NPRS, "5"), given(RMDQ, "4")),
                "instrument must be NPRS as at baseline, not RMDQ");
        refuses(() -> Change.between(new Reading.Given(ODI, "1.0", BigDecimal.TEN), given(ODI, "5")),
                "version must be 1.0 as at baseline, not 2.1a");
    }

    @Test
    void impressions_and_risk_totals_are_not_subtracted() {
        refuses(() -> Change.between(given(PGIC, "4"), given(PGIC, "2")), "instrument PGIC has no change score");
        refuses(() -> Change.between(given(START_BACK, "4"), given(START_BACK, "2")),
                "instrument START_BACK has no change score");
    }

    private static void refuses(Runnable building, String message) {
        assertThatIllegalArgumentException().isThrownBy(building::run).withMessage(message);
    }

    private static Change change(Reading baseline, Reading later) {
        return requireNonNull(Change.between(baseline, later));
    }

    private static Reading given(Instrument instrument, String score) {
        return Reading.given(instrument, new BigDecimal(score));
    }

    private static Score score(String points) {
        return Score.of(new BigDecimal(points));
    }

    private static PsfsActivity activity(int number, String name, int score) {
        return new PsfsActivity(number, Personal.of(CLIENT, name), score);
    }

    private static Reading rated(PsfsActivity... activities) {
        return Reading.of(new PsfsActivities(List.of(activities)));
    }

    private static Reading erased(Reading reading) {
        return reading instanceof Reading.Answered(var _, PsfsActivities rated)
                ? Reading.of(new PsfsActivities(erased(rated.activities())))
                : reading;
    }

    private static List<PsfsActivity> erased(List<PsfsActivity> activities) {
        return activities.stream()
                .map(a -> new PsfsActivity(a.number(), new Personal.Erased<>(a.name().subject()), a.score())).toList();
    }
}
