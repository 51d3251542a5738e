package io.lumbar.domain.outcome.statistics;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Random;

import io.lumbar.domain.outcome.statistics.CumulativeIncidence.Point;
import org.junit.jupiter.api.Test;

import static io.lumbar.domain.outcome.statistics.Cohorts.assertPrinted;
import static io.lumbar.domain.outcome.statistics.Cohorts.censored;
import static io.lumbar.domain.outcome.statistics.Cohorts.dropped;
import static io.lumbar.domain.outcome.statistics.Cohorts.responded;
import static io.lumbar.domain.outcome.statistics.KaplanMeierTest.assertOrdered;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

class CumulativeIncidenceTest {

    private static final double EXACT = 1e-14;

    @Test
    void agrees_with_a_curve_worked_out_by_hand() {
        // The multi-state check of R's survival package: times 1 2 2 3 3 3 5 6, kinds 0 1 0 2 0 2 0 2.
        var curve = CumulativeIncidence.of(List.of(censored(1), responded(2), censored(2), dropped(3), censored(3),
                dropped(3), censored(5), dropped(6)));
        assertShares(curve, 1, 1, 0, 0);
        assertShares(curve, 2, 6 / 7.0, 1 / 7.0, 0);
        assertShares(curve, 3, 6 / 7.0 * 3 / 5, 1 / 7.0, 12 / 35.0);
        assertShares(curve, 5, 6 / 7.0 * 3 / 5, 1 / 7.0, 12 / 35.0);
        assertShares(curve, 6, 0, 1 / 7.0, 6 / 7.0);
    }

    @Test
    void agrees_with_sas_in_variance_and_interval() {
        // Durations 1 to 6, kinds 0 1 1 2 2 0, of which the second is asked for.
        var curve = CumulativeIncidence.of(
                List.of(censored(1), dropped(2), dropped(3), responded(4), responded(5), censored(6)));
        assertThat(curve.points()).extracting(Point::sessions).containsExactly(1, 2, 3, 4, 5, 6);
        assertThat(curve.points()).extracting(Point::atRisk).containsExactly(6L, 5L, 4L, 3L, 2L, 1L);
        double[] incidence = {0, 0, 0, .2, .4, .4};
        double[] variance = {0, 0, 0, .032, .048, .048};
        for (int i = 0; i < 6; i++) {
            Point point = curve.points().get(i);
            assertThat(point.incidence()).isCloseTo(incidence[i], within(EXACT));
            assertThat(point.standardError()).isCloseTo(Math.sqrt(variance[i]), within(EXACT));
        }
        assertThat(point(curve, 3).low()).isEqualTo(0);
        assertThat(point(curve, 3).high()).isNull();
        assertPrinted(point(curve, 4).low(), ".00836904");
        assertPrinted(point(curve, 4).high(), ".58185303");
        assertPrinted(point(curve, 5).low(), ".05197575");
        assertPrinted(point(curve, 5).high(), ".75281579");
        assertThat(curve.median()).isEqualTo(new MedianSessions(null, 4, null));
    }

    @Test
    void answers_for_any_number_of_sessions() {
        var curve = CumulativeIncidence.of(List.of(new OutcomesAt(2, 1, 1, 0), new OutcomesAt(5, 1, 0, 1)));
        assertThat(curve.at(0)).isEqualTo(new Point(0, 4, 0, 0, 0, 0, 0, 0.0, null, 0, 1));
        assertThat(curve.at(1)).isEqualTo(new Point(1, 4, 0, 0, 0, 0, 0, 0.0, null, 0, 1));
        Point second = point(curve, 2);
        assertThat(second).isEqualTo(curve.points().getFirst());
        assertThat(curve.at(4)).isEqualTo(new Point(4, 2, 0, 0, 0, second.incidence(), second.standardError(),
                second.low(), second.high(), second.dropoutIncidence(), second.still()));
        assertThat(curve.at(5)).isEqualTo(curve.points().getLast());
        assertThat(point(curve, 900)).extracting(Point::atRisk, Point::incidence, Point::still).containsExactly(0L,
                0.5, 0.25);
        assertThat(CumulativeIncidence.of(List.of()).at(3)).isNull();
        assertThatIllegalArgumentException().isThrownBy(() -> curve.at(-1)).withMessage("sessions must be 0 or more");
    }

    @Test
    void finds_the_median_and_where_the_limits_reach_it() {
        // 40 episodes, 2 respond at each of 1 to 20 sessions.
        var counts = new ArrayList<OutcomesAt>();
        for (int sessions = 1; sessions <= 20; sessions++) {
            counts.add(new OutcomesAt(sessions, 2, 0, 0));
        }
        var curve = CumulativeIncidence.of(counts);
        var median = curve.median();
        assertThat(median.sessions()).isEqualTo(10);
        int low = requireNonNull(median.low());
        int high = requireNonNull(median.high());
        assertThat(low).isBetween(5, 9);
        assertThat(high).isBetween(11, 15);
        assertThat(point(curve, low).high()).isGreaterThanOrEqualTo(0.5);
        assertThat(point(curve, low - 1).high()).isLessThan(0.5);
        assertThat(point(curve, high).low()).isGreaterThanOrEqualTo(0.5);
        assertThat(point(curve, high - 1).low()).isLessThan(0.5);
    }

    @Test
    void drop_outs_never_respond_later() {
        // 5 of 10 drop out at once. Of the others all respond: half of all, where 1 - Kaplan-Meier would say all.
        var curve = CumulativeIncidence.of(List.of(new OutcomesAt(1, 0, 5, 0), new OutcomesAt(2, 5, 0, 0)));
        assertShares(curve, 2, 0, 0.5, 0.5);
        assertThat(curve.median().sessions()).isEqualTo(2);
    }

    @Test
    void half_of_them_one_by_one_is_half_in_spite_of_rounding() {
        for (int half = 1; half <= 300; half++) {
            var people = new ArrayList<OutcomesAt>();
            for (int sessions = 1; sessions <= half; sessions++) {
                people.add(responded(2 * sessions));
                people.add(dropped(2 * sessions - 1));
            }
            var curve = CumulativeIncidence.of(people);
            assertThat(curve.median().sessions()).as("of %d", 2 * half).isEqualTo(2 * half);
        }
    }

    @Test
    void says_what_is_undefined() {
        var nobody = CumulativeIncidence.of(List.of());
        assertThat(nobody).isEqualTo(new CumulativeIncidence(0, List.of()));
        assertThat(nobody.median()).isEqualTo(new MedianSessions(null, null, null));

        var allCensored = CumulativeIncidence.of(List.of(new OutcomesAt(3, 0, 0, 9)));
        assertThat(allCensored.points()).containsExactly(new Point(3, 9, 0, 0, 9, 0, 0, 0.0, null, 0, 1));
        assertThat(allCensored.median()).isEqualTo(new MedianSessions(null, null, null));

        var allDropped = CumulativeIncidence.of(List.of(new OutcomesAt(3, 0, 9, 0)));
        assertThat(allDropped.points()).containsExactly(new Point(3, 9, 0, 9, 0, 0, 0, 0.0, null, 1, 0));
        assertThat(allDropped.median()).isEqualTo(new MedianSessions(null, null, null));

        var onePerson = CumulativeIncidence.of(List.of(responded(4)));
        assertThat(onePerson.points()).containsExactly(new Point(4, 1, 1, 0, 0, 1, 0, null, 1.0, 0, 0));
        assertThat(onePerson.median()).isEqualTo(new MedianSessions(4, 4, null));

        // Thirds that do not sum to 1 in binary, and still everybody responded.
        var allResponded = CumulativeIncidence.of(List.of(new OutcomesAt(1, 1, 0, 0), new OutcomesAt(2, 1, 0, 0),
                new OutcomesAt(3, 1, 0, 0), new OutcomesAt(4, 3, 0, 0)));
        assertThat(allResponded.points().getLast()).isEqualTo(new Point(4, 3, 3, 0, 0, 1, 0, null, 1.0, 0, 0));
    }

    @Test
    void counts_of_millions_cost_and_lose_nothing() {
        var curve = CumulativeIncidence.of(List.of(new OutcomesAt(1, 999_999_999_999L, 0, 0),
                new OutcomesAt(2, 0, 1, 0)));
        assertThat(curve.points().getFirst().incidence()).isLessThan(1).isGreaterThan(0.999);
        assertOrdered("nearly all", curve.points().getLast().low(), curve.points().getLast().incidence(),
                curve.points().getLast().high());
    }

    @Test
    void agrees_with_the_textbook_on_random_cohorts_in_any_order() {
        long seed = 19780301;
        var random = new Random(seed);
        for (int draw = 0; draw < 1_000; draw++) {
            var people = Cohorts.random(random, 1 + random.nextInt(50), 1 + random.nextInt(20), draw % 10 != 0);
            var curve = CumulativeIncidence.of(people);
            double last = 0;
            for (Point point : curve.points()) {
                int k = point.sessions();
                String name = "seed %d draw %d at %d".formatted(seed, draw, k);
                assertThat(point.incidence()).as(name).isCloseTo(textbookIncidence(people, k), within(1e-12));
                assertThat(point.dropoutIncidence()).as(name)
                        .isCloseTo(textbookIncidence(Cohorts.exchanged(people), k), within(1e-12));
                assertThat(point.still()).as(name).isCloseTo(textbookStill(people, k), within(1e-12));
                assertThat(point.incidence() + point.dropoutIncidence() + point.still()).as(name).isCloseTo(1,
                        within(1e-12));
                assertThat(point.incidence()).as(name).isBetween(last, 1.0);
                assertThat(Math.pow(point.standardError(), 2)).as(name)
                        .isCloseTo(Math.max(0, textbookVariance(people, k)), within(1e-12));
                assertOrdered(name, point.low(), point.incidence(), point.high());
                last = point.incidence();
            }
            Collections.shuffle(people, random);
            assertThat(CumulativeIncidence.of(people)).isEqualTo(curve);
        }
    }

    @Test
    void without_drop_outs_it_is_the_complement_of_kaplan_meier() {
        var random = new Random(5);
        for (int draw = 0; draw < 200; draw++) {
            var people = Cohorts.random(random, 1 + random.nextInt(50), 1 + random.nextInt(20), false);
            var incidence = CumulativeIncidence.of(people).points();
            var survival = KaplanMeier.of(people).points();
            assertThat(incidence).hasSameSizeAs(survival);
            for (int i = 0; i < incidence.size(); i++) {
                assertThat(incidence.get(i).incidence()).isCloseTo(1 - survival.get(i).survival(), within(1e-12));
                assertThat(incidence.get(i).standardError()).isCloseTo(survival.get(i).standardError(), within(1e-7));
            }
        }
    }

    private static double textbookStill(Collection<OutcomesAt> people, int until) {
        double still = 1;
        for (int k = 1; k <= until; k++) {
            still *= 1 - (double) Cohorts.endedAt(people, k) / Cohorts.atRisk(people, k);
        }
        return still;
    }

    private static double textbookIncidence(Collection<OutcomesAt> people, int until) {
        double sum = 0;
        for (int k = 1; k <= until; k++) {
            sum += textbookStill(people, k - 1) * Cohorts.respondedAt(people, k) / Cohorts.atRisk(people, k);
        }
        return sum;
    }

    /** The formula as it is printed, sum for sum. */
    private static double textbookVariance(Collection<OutcomesAt> people, int until) {
        double variance = 0;
        double incidence = textbookIncidence(people, until);
        for (int m = 1; m <= until; m++) {
            double n = Cohorts.atRisk(people, m);
            double all = Cohorts.endedAt(people, m);
            double own = Cohorts.respondedAt(people, m);
            double before = textbookStill(people, m - 1);
            double rise = incidence - textbookIncidence(people, m);
            variance += (n == all ? 0 : rise * rise * all / (n * (n - all)))
                    + before * before * (n - own) / n * own / (n * n) - 2 * rise * before * own / (n * n);
        }
        return variance;
    }

    private static Point point(CumulativeIncidence curve, int sessions) {
        return requireNonNull(curve.at(sessions));
    }

    private static void assertShares(CumulativeIncidence curve, int sessions, double still, double incidence,
            double dropoutIncidence) {
        Point point = point(curve, sessions);
        assertThat(point.still()).isCloseTo(still, within(EXACT));
        assertThat(point.incidence()).isCloseTo(incidence, within(EXACT));
        assertThat(point.dropoutIncidence()).isCloseTo(dropoutIncidence, within(EXACT));
    }
}
