package io.lumbar.domain.outcome.statistics;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;

import static io.lumbar.domain.outcome.statistics.Cohorts.assertPrinted;
import static io.lumbar.domain.outcome.statistics.Cohorts.censored;
import static io.lumbar.domain.outcome.statistics.Cohorts.responded;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class LogRankTest {

    @Test
    void compares_leukaemia_with_and_without_maintenance_as_published() {
        var groups = List.of(Cohorts.AML_MAINTAINED, Cohorts.AML_NOT_MAINTAINED);
        var scored = LogRank.scored(groups);
        assertThat(scored.observed()).containsExactly(7, 11);
        assertPrinted(scored.expected()[0], "10.689336");
        assertPrinted(scored.covariance()[0][0], "4.007551");
        var test = requireNonNull(LogRank.between(groups));
        assertPrinted(test.chiSquare(), "3.396389");
        assertPrinted(test.p(), ".065339");
        assertThat(test.degreesOfFreedom()).isEqualTo(1);
    }

    @Test
    void compares_six_mercaptopurine_with_placebo_as_published() {
        var test = requireNonNull(LogRank.between(List.of(Cohorts.SIX_MP, Cohorts.PLACEBO)));
        assertPrinted(test.chiSquare(), "16.792941");
        assertPrinted(test.p() * 1e5, "4.17");
    }

    @Test
    void looks_at_responses_only_and_takes_who_dropped_out_for_censored() {
        var random = new Random(2);
        var some = Cohorts.random(random, 60, 10, true);
        var others = Cohorts.random(random, 40, 10, true);
        assertThat(LogRank.between(List.of(some, others)))
                .isEqualTo(LogRank.between(List.of(censoringDropped(some), censoringDropped(others))));
    }

    @Test
    void agrees_with_the_textbook_on_random_groups_in_any_order() {
        long seed = 19660301;
        var random = new Random(seed);
        for (int draw = 0; draw < 1_000; draw++) {
            var groups = new ArrayList<List<OutcomesAt>>();
            for (int group = 2 + random.nextInt(3); group > 0; group--) {
                groups.add(Cohorts.random(random, 1 + random.nextInt(30), 1 + random.nextInt(15), true));
            }
            var scored = LogRank.scored(groups);
            for (int i = 0; i < groups.size(); i++) {
                String name = "seed %d draw %d group %d".formatted(seed, draw, i);
                assertThat(scored.scores()[i]).as(name).isCloseTo(textbookScore(groups, i), within(1e-10));
                for (int j = 0; j < groups.size(); j++) {
                    assertThat(scored.covariance()[i][j]).as(name).isCloseTo(textbookCovariance(groups, i, j),
                            within(1e-10));
                }
            }
            var test = LogRank.between(groups);
            Collections.shuffle(groups, random);
            Collections.shuffle(groups.getFirst(), random);
            Cohorts.assertSame(LogRank.between(groups), test);
        }
    }

    @Test
    void three_groups_of_which_two_are_the_same_have_two_degrees_of_freedom() {
        var test = requireNonNull(LogRank
                .between(List.of(Cohorts.SIX_MP, Cohorts.PLACEBO, Cohorts.PLACEBO)));
        assertThat(test.degreesOfFreedom()).isEqualTo(2);
        assertThat(test.chiSquare()).isGreaterThan(16.79);
    }

    @Test
    void a_group_without_anybody_at_risk_changes_nothing() {
        var expected = LogRank.between(List.of(Cohorts.SIX_MP, Cohorts.PLACEBO));
        Cohorts.assertSame(LogRank.between(List.of(Cohorts.SIX_MP, List.of(), Cohorts.PLACEBO)), expected);
        Cohorts.assertSame(LogRank.between(List.of(Cohorts.SIX_MP, List.of(censored(0)), Cohorts.PLACEBO)),
                expected);
    }

    @Test
    void says_when_nothing_can_be_compared() {
        assertThat(LogRank.between(List.of())).isNull();
        assertThat(LogRank.between(List.of(Cohorts.SIX_MP))).isNull();
        assertThat(LogRank.between(List.of(List.of(), List.of()))).isNull();
        assertThat(LogRank.between(List.of(Cohorts.SIX_MP, List.of()))).isNull();
        assertThat(LogRank.between(List.of(List.of(censored(3)), List.of(censored(4))))).isNull();
        assertThat(LogRank.between(List.of(List.of(responded(3)), List.of(responded(3))))).isNull();
        assertThat(LogRank.between(List.of(List.of(censored(1)), List.of(responded(3))))).isNull();
        var one = List.of(new OutcomesAt(1, 5, 0, 5));
        assertThat(LogRank.between(Collections.nCopies(Comparison.MOST_GROUPS, one))).isNotNull();
        assertThat(LogRank.between(Collections.nCopies(10_000, one))).isNull();
    }

    private static List<OutcomesAt> censoringDropped(Collection<OutcomesAt> people) {
        return people.stream()
                .map(one -> new OutcomesAt(one.sessions(), one.responded(), 0, one.dropped() + one.censored()))
                .toList();
    }

    private static double textbookScore(List<List<OutcomesAt>> groups, int i) {
        double score = 0;
        for (int k = 1; k <= 15; k++) {
            double n = all(groups, k);
            double d = 0;
            for (var group : groups) {
                d += Cohorts.respondedAt(group, k);
            }
            score += n == 0 ? 0 : Cohorts.respondedAt(groups.get(i), k) - d * Cohorts.atRisk(groups.get(i), k) / n;
        }
        return score;
    }

    private static double textbookCovariance(List<List<OutcomesAt>> groups, int i, int j) {
        double covariance = 0;
        for (int k = 1; k <= 15; k++) {
            double n = all(groups, k);
            double d = 0;
            for (var group : groups) {
                d += Cohorts.respondedAt(group, k);
            }
            if (n > 1) {
                double own = Cohorts.atRisk(groups.get(i), k) / n;
                double other = Cohorts.atRisk(groups.get(j), k) / n;
                covariance += d * (n - d) / (n - 1) * (i == j ? own * (1 - own) : -own * other);
            }
        }
        return covariance;
    }

    private static double all(List<List<OutcomesAt>> groups, int k) {
        double n = 0;
        for (var group : groups) {
            n += Cohorts.atRisk(group, k);
        }
        return n;
    }
}
