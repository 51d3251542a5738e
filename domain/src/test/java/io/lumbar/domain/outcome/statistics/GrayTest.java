package io.lumbar.domain.outcome.statistics;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static io.lumbar.domain.outcome.statistics.Cohorts.censored;
import static io.lumbar.domain.outcome.statistics.Cohorts.dropped;
import static io.lumbar.domain.outcome.statistics.Cohorts.responded;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class GrayTest {

    /** Two groups in which ties and every kind of outcome occur: responses, then drop-outs with -, censored with +. */
    private static final List<List<OutcomesAt>> SMALL = List.of(
            outcomes("2 4- 5 6+ 8 9 11- 12+ 14 18+ 5 6 12 17 21+"),
            outcomes("3+ 4 7 7- 10+ 13 15+ 16 20 24 9- 10 13+ 19 22"));

    @Test
    void agrees_with_the_program_of_its_author_but_for_ties_of_responses_and_drop_outs() {
        // R's cmprsk 2.2-12, cuminc(): the test of either kind of outcome.
        var textbook = requireNonNull(textbook(SMALL, false));
        assertThat(textbook.chiSquare()).isCloseTo(1.1898957497, within(1e-10));
        assertThat(textbook.p()).isCloseTo(0.2753505858, within(1e-10));
        assertThat(textbook.degreesOfFreedom()).isEqualTo(1);
        var other = requireNonNull(textbook(SMALL.stream().map(Cohorts::exchanged).toList(), false));
        assertThat(other.chiSquare()).isCloseTo(0.0006042079, within(1e-10));
        assertThat(other.p()).isCloseTo(0.9803894604, within(1e-10));

        assertThat(requireNonNull(Gray.between(SMALL)).chiSquare()).isCloseTo(1.19, within(0.1))
                .isNotCloseTo(textbook.chiSquare(), within(1e-6));
        var random = new Random(9);
        for (int draw = 0; draw < 300; draw++) {
            var apart = groups(random, 2 + random.nextInt(3), 40, 9, true).stream().map(GrayTest::untied).toList();
            Cohorts.assertSame(Gray.between(apart), textbook(apart, false));
        }
    }

    @Test
    void agrees_with_the_textbook_on_random_groups() {
        var random = new Random(8);
        for (int draw = 0; draw < 1_000; draw++) {
            var groups = groups(random, 2 + random.nextInt(3), 40, 12, true);
            Cohorts.assertSame(Gray.between(groups), textbook(groups, true));
        }
    }

    @Test
    void without_drop_outs_scores_as_the_log_rank_test() {
        var random = new Random(1988);
        for (int draw = 0; draw < 500; draw++) {
            var groups = groups(random, 2 + random.nextInt(3), 40, 12, false);
            var expected = LogRank.scored(groups).scores();
            assertThat(Gray.scored(groups).scores()).containsExactly(expected, within(1e-10));
        }
    }

    @Test
    void at_a_single_number_of_sessions_compares_shares_as_the_chi_square_test_does() {
        // 30 of 50 against 18 of 45: (n-1)/n of Pearson's chi-square.
        var test = requireNonNull(
                Gray.between(
                        List.of(List.of(new OutcomesAt(1, 30, 20, 0)), List.of(new OutcomesAt(1, 18, 27, 0)))));
        double pearson = 95.0 * Math.pow(30 * 27 - 20 * 18, 2) / (50.0 * 45 * 48 * 47);
        assertThat(test.chiSquare()).isCloseTo(pearson * 94 / 95, within(1e-10));
    }

    @Test
    void its_p_is_that_of_permutations_for_two_groups_and_for_three() {
        assertPermutations(1, 2);
        assertPermutations(2, 3);
    }

    private static void assertPermutations(long seed, int count) {
        var random = new Random(seed);
        var groups = new ArrayList<List<OutcomesAt>>();
        Comparison test;
        do {
            groups.clear();
            for (int group = 0; group < count; group++) {
                groups.add(course(random, 120, 0.09 + 0.02 * group, 0.05, 0.04));
            }
            test = requireNonNull(Gray.between(groups));
        } while (test.p() < 0.05 || test.p() > 0.2);
        assertThat(test.degreesOfFreedom()).isEqualTo(count - 1);
        var everybody = new ArrayList<>(groups.stream().flatMap(List::stream).toList());
        int draws = 4_000;
        int asFar = 0;
        for (int draw = 0; draw < draws; draw++) {
            Collections.shuffle(everybody, random);
            var shuffled = new ArrayList<List<OutcomesAt>>();
            for (int group = 0; group < count; group++) {
                shuffled.add(everybody.subList(120 * group, 120 * (group + 1)));
            }
            if (requireNonNull(Gray.between(shuffled)).chiSquare() >= test.chiSquare()) {
                asFar++;
            }
        }
        double error = Math.sqrt(test.p() * (1 - test.p()) / draws);
        assertThat((double) asFar / draws).isCloseTo(test.p(), within(3 * error));
    }

    @Test
    void raises_a_false_alarm_in_one_of_twenty_though_censoring_and_drop_out_differ() {
        // By 20 sessions the same share responds at the same pace; only who else drops out or is censored differs.
        var random = new Random(3);
        int draws = 2_000;
        int grays = 0;
        int logRanks = 0;
        for (int draw = 0; draw < draws; draw++) {
            var groups = List.of(sameResponse(random, 120, 0.0, 0.03), sameResponse(random, 90, 0.5, 0.06));
            grays += requireNonNull(Gray.between(groups)).p() < 0.05 ? 1 : 0;
            logRanks += requireNonNull(LogRank.between(groups)).p() < 0.05 ? 1 : 0;
        }
        assertThat((double) grays / draws).isBetween(0.04, 0.06);
        // The control: a test of another question is alarmed by the very same groups.
        assertThat((double) logRanks / draws).isGreaterThan(0.15);
    }

    @Test
    void raises_a_false_alarm_in_one_of_twenty_between_three_groups_though_sessions_are_few() {
        var random = new Random(4);
        int draws = 2_000;
        int alarms = 0;
        int withoutTies = 0;
        for (int draw = 0; draw < draws; draw++) {
            var groups = Stream.of(course(random, 80, 0.3, 0.15, 0.06), course(random, 60, 0.3, 0.15, 0.15),
                    course(random, 100, 0.3, 0.15, 0.12)).map(GrayTest::atMostFive).toList();
            alarms += requireNonNull(Gray.between(groups)).p() < 0.05 ? 1 : 0;
            withoutTies += requireNonNull(textbook(groups, false)).p() < 0.05 ? 1 : 0;
        }
        assertThat((double) alarms / draws).isBetween(0.04, 0.06);
        // The control: what is lost when responses and drop-outs of one draw are taken for independent.
        assertThat((double) withoutTies / draws).isGreaterThan(0.07);
    }

    @Test
    void finds_a_difference_that_is_there() {
        var random = new Random(5);
        int found = 0;
        for (int draw = 0; draw < 200; draw++) {
            var test = Gray
                    .between(List.of(course(random, 120, 0.08, 0.05, 0.03), course(random, 120, 0.16, 0.05, 0.03)));
            found += requireNonNull(test).p() < 0.05 ? 1 : 0;
        }
        assertThat(found).isGreaterThan(150);
    }

    @Test
    void depends_on_no_order_and_never_on_empty_groups() {
        var random = new Random(6);
        for (int draw = 0; draw < 500; draw++) {
            var groups = groups(random, 2 + random.nextInt(4), 30, 12, true);
            var test = Gray.between(groups);
            Collections.shuffle(groups, random);
            groups.forEach(group -> Collections.shuffle(group, random));
            groups.add(random.nextInt(groups.size() + 1), new ArrayList<>());
            Cohorts.assertSame(Gray.between(groups), test);
        }
    }

    @Test
    void is_finite_or_undefined_for_the_smallest_and_most_unlike_groups() {
        var random = new Random(7);
        for (int draw = 0; draw < 3_000; draw++) {
            var groups = groups(random, 2 + random.nextInt(4), 4, 1 + random.nextInt(8), true);
            groups.add(List.of(new OutcomesAt(1 + random.nextInt(3), random.nextInt(900), random.nextInt(100), 0)));
            var test = Gray.between(groups);
            if (test != null) {
                assertThat(test.chiSquare()).isFinite().isNotNegative();
                assertThat(test.p()).isBetween(0.0, 1.0);
                assertThat(test.degreesOfFreedom()).isBetween(1, groups.size() - 1);
            }
        }
    }

    @Test
    void groups_that_have_nothing_in_common_keep_the_common_curve_within_1() {
        // Nine of ten of nearly everybody at once, then all that are left, at 2 and again at 3: 0.9 + 0.4 + 0.7.
        var soon = List.of(new OutcomesAt(1, 900, 100, 0));
        var late = List.of(new OutcomesAt(2, 5, 0, 0), new OutcomesAt(3, 4, 1, 0));
        var later = List.of(new OutcomesAt(2, 0, 1, 1), new OutcomesAt(3, 1, 0, 1));
        var groups = Stream.of(soon, late, later).map(Cohorts::people).toList();
        var test = requireNonNull(Gray.between(List.of(soon, late, later)));
        Cohorts.assertSame(test, textbook(groups, true));
        assertThat(test.degreesOfFreedom()).isEqualTo(2);
        assertThat(test.p()).isLessThan(1e-6);
    }

    @Test
    void says_when_nothing_can_be_compared() {
        assertThat(Gray.between(List.of())).isNull();
        assertThat(Gray.between(List.of(SMALL.getFirst()))).isNull();
        assertThat(Gray.between(List.of(SMALL.getFirst(), List.of()))).isNull();
        assertThat(Gray.between(List.of(List.of(censored(3)), List.of(censored(4))))).isNull();
        assertThat(Gray.between(List.of(List.of(dropped(3)), List.of(dropped(4), dropped(5))))).isNull();
        assertThat(Gray.between(List.of(List.of(responded(3)), List.of(responded(3))))).isNull();
        assertThat(Gray.between(List.of(List.of(censored(1)), List.of(responded(3))))).isNull();
        var one = List.of(new OutcomesAt(1, 5, 3, 5));
        assertThat(Gray.between(Collections.nCopies(Comparison.MOST_GROUPS, one))).isNotNull();
        assertThat(Gray.between(Collections.nCopies(10_000, one))).isNull();
    }

    private static List<OutcomesAt> outcomes(String times) {
        return Stream.of(times.split(" ")).map(time -> {
            int sessions = Integer.parseInt(time.replaceAll("[-+]", ""));
            return time.endsWith("-") ? dropped(sessions) : time.endsWith("+") ? censored(sessions)
                    : responded(sessions);
        }).toList();
    }

    private static List<List<OutcomesAt>> groups(Random random, int count, int size, int most, boolean competing) {
        var groups = new ArrayList<List<OutcomesAt>>();
        for (int group = 0; group < count; group++) {
            groups.add(Cohorts.random(random, 1 + random.nextInt(size), most, competing));
        }
        return groups;
    }

    /** People who at each of 20 sessions respond, drop out or are lost sight of with these chances. */
    private static List<OutcomesAt> course(Random random, int size, double responding, double dropping,
            double censoring) {
        var people = new ArrayList<OutcomesAt>();
        while (people.size() < size) {
            people.add(oneCourse(random, responding, dropping, censoring));
        }
        return people;
    }

    private static OutcomesAt oneCourse(Random random, double responding, double dropping, double censoring) {
        for (int sessions = 1; sessions <= 20; sessions++) {
            double chance = random.nextDouble();
            if (chance < responding) {
                return responded(sessions);
            }
            if (chance < responding + dropping) {
                return dropped(sessions);
            }
            if (random.nextDouble() < censoring) {
                return censored(sessions);
            }
        }
        return censored(20);
    }

    /** Half respond, at any of 20 sessions alike; of the others {@code dropping} drop out at once; any may be censored. */
    private static List<OutcomesAt> sameResponse(Random random, int size, double dropping, double censoring) {
        var people = new ArrayList<OutcomesAt>();
        while (people.size() < size) {
            int lostAt = 1;
            while (lostAt < 20 && random.nextDouble() >= censoring) {
                lostAt++;
            }
            int sessions = 1 + random.nextInt(20);
            boolean responds = random.nextDouble() < 0.5;
            boolean drops = !responds && random.nextDouble() < dropping;
            int end = responds ? sessions : drops ? 1 + random.nextInt(3) : 21;
            people.add(end > lostAt ? censored(lostAt) : responds ? responded(end) : dropped(end));
        }
        return people;
    }

    /** The same, with responses at even and drop-outs at odd numbers of sessions. */
    private static List<OutcomesAt> untied(List<OutcomesAt> people) {
        return people.stream().map(one -> new OutcomesAt(2 * one.sessions() + (one.dropped() == 1 ? 1 : 0),
                one.responded(), one.dropped(), one.censored())).toList();
    }

    /** The same, when nothing is known of what comes after five sessions. */
    private static List<OutcomesAt> atMostFive(List<OutcomesAt> people) {
        return people.stream().map(one -> one.sessions() > 5 ? censored(5) : one).toList();
    }

    /** The formulas as they are printed, sum for sum over people; with one covariance less, those of cmprsk. */
    private static @Nullable Comparison textbook(List<List<OutcomesAt>> groups, boolean covariance) {
        int count = groups.size();
        int most = groups.stream().flatMap(List::stream).mapToInt(OutcomesAt::sessions).max().orElseThrow();
        var s = new double[count][most + 1];
        var f = new double[count][most + 1];
        var common = new double[most + 1];
        var a = new double[most + 1][count][count];
        var score = new double[count];
        for (int j = 0; j < count; j++) {
            s[j][0] = 1;
        }
        for (int k = 1; k <= most; k++) {
            double d = 0;
            double h = 0;
            double r = 0;
            for (int j = 0; j < count; j++) {
                double n = Cohorts.atRisk(groups.get(j), k);
                double own = Cohorts.respondedAt(groups.get(j), k);
                d += own;
                h += n == 0 ? 0 : n / s[j][k - 1];
                r += n == 0 ? 0 : n / s[j][k - 1] * (1 - f[j][k - 1]);
                s[j][k] = n == 0 ? s[j][k - 1] : s[j][k - 1] * (1 - Cohorts.endedAt(groups.get(j), k) / n);
                f[j][k] = n == 0 ? f[j][k - 1] : f[j][k - 1] + s[j][k - 1] * own / n;
            }
            common[k] = h == 0 ? common[k - 1] : Math.min(1, common[k - 1] + d / h);
            for (int i = 0; i < count; i++) {
                double n = Cohorts.atRisk(groups.get(i), k);
                if (n > 0) {
                    double own = n / s[i][k - 1];
                    score[i] += Cohorts.respondedAt(groups.get(i), k) - d * own * (1 - f[i][k - 1]) / r;
                    for (int j = 0; j < count; j++) {
                        double other = Cohorts.atRisk(groups.get(j), k) / s[j][k - 1];
                        a[k][i][j] = own * ((i == j ? 1 : 0) - (Double.isNaN(other) ? 0 : other) / h);
                    }
                }
            }
        }
        var variance = new double[count][count];
        for (int k = 1; k <= most; k++) {
            double d = 0;
            double h = 0;
            for (int j = 0; j < count; j++) {
                double n = Cohorts.atRisk(groups.get(j), k);
                d += Cohorts.respondedAt(groups.get(j), k);
                h += n == 0 ? 0 : n / s[j][k - 1];
            }
            for (int j = 0; j < count; j++) {
                double n = Cohorts.atRisk(groups.get(j), k);
                double lost = Cohorts.endedAt(groups.get(j), k) - Cohorts.respondedAt(groups.get(j), k);
                if (n == 0) {
                    continue;
                }
                double all = h * s[j][k - 1];
                double var1 = n * d / all * (d <= 1 ? 1 : Math.max(0, (all - d) / (all - 1)));
                double var2 = lost <= 1 ? lost : lost * (n - lost) / (n - 1);
                double cov = !covariance || n == 1 ? 0
                        : -Math.min(n * d / all * lost / (n - 1), Math.sqrt(var1 * var2));
                double passed = s[j][k] == 0 ? 0 : (1 - common[k]) / s[j][k];
                for (int i = 0; i < count; i++) {
                    for (int l = 0; l < count; l++) {
                        double x = after(a, common, k, i, j);
                        double y = after(a, common, k, l, j);
                        double x1 = a[k][i][j] + x * (1 - passed);
                        double y1 = a[k][l][j] + y * (1 - passed);
                        variance[i][l] += Math.pow(s[j][k - 1] / n, 2) * (x1 * y1 * var1
                                + x * passed * y * passed * var2 - (x1 * y * passed + x * passed * y1) * cov);
                    }
                }
            }
        }
        return Comparison.of(score, variance);
    }

    private static double after(double[][][] a, double[] common, int k, int i, int j) {
        double sum = 0;
        for (int later = k + 1; later < common.length; later++) {
            double step = common[later] - common[later - 1];
            sum += step == 0 ? 0 : a[later][i][j] * step / (1 - common[later - 1]);
        }
        return sum;
    }
}
