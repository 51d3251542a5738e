package io.lumbar.application.report;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import io.lumbar.application.Scope;
import io.lumbar.domain.Sex;
import io.lumbar.domain.facts.EpisodeFacts;
import io.lumbar.domain.outcome.Chronicity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Somebody asks the same with every choice of values of a filter, beside each choice of another, and with every division
 * into groups by them, then solves what the shown figures say about those that are not.
 */
class WithholdingFromAnAttackerTest {
    private static final List<Sex> SEXES = List.of(Sex.values());
    private static final List<Chronicity> CHRONICITIES = List.of(Chronicity.values());
    private static final List<List<Dimension>> GROUPS = List.of(List.of(), List.of(Dimension.SEX),
            List.of(Dimension.CHRONICITY), List.of(Dimension.CHRONICITY, Dimension.SEX));
    private static final int ATOMS = SEXES.size() * CHRONICITIES.size();

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 40);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void learns_nothing_about_one_to_four_people(long seed) {
        List<EpisodeFacts> episodes = new RandomFacts(seed).episodes(40 + 10 * (int) seed);
        KnownFacts facts = KnownFacts.of(episodes);
        for (Set<Chronicity> chronicities : choices(CHRONICITIES)) {
            var space = new Space();
            choices(SEXES).forEach(sexes -> GROUPS
                    .forEach(groupBy -> ask(facts, sexes, chronicities, groupBy).forEach(space::add)));
            choices(SEXES).forEach(sexes -> assertUntold(space, episodes, sexes, chronicities));
        }
        for (Set<Sex> sexes : choices(SEXES)) {
            var space = new Space();
            choices(CHRONICITIES).forEach(chronicities -> GROUPS
                    .forEach(groupBy -> ask(facts, sexes, chronicities, groupBy).forEach(space::add)));
            choices(CHRONICITIES).forEach(chronicities -> assertUntold(space, episodes, sexes, chronicities));
        }
    }

    private static void assertUntold(Space space, List<EpisodeFacts> episodes, Set<Sex> sexes,
            Set<Chronicity> chronicities) {
        long people = episodes.stream()
                .filter(e -> (sexes.isEmpty() || sexes.contains(e.sex())) && !e.sessions().isEmpty()
                        && (chronicities.isEmpty() || chronicities.contains(e.chronicity())))
                .map(EpisodeFacts::client).distinct().count();
        if (people > 0 && people <= 4) {
            assertThat(space.tells(sum(sexes, chronicities, Map.of())))
                    .as("%d people, %s %s", people, sexes, chronicities).isFalse();
        }
    }

    @Test
    void and_yet_much_is_shown() {
        KnownFacts facts = KnownFacts.of(new RandomFacts(40).episodes(440));

        assertThat(choices(SEXES).stream().flatMap(sexes -> choices(CHRONICITIES).stream()
                .flatMap(chronicities -> ask(facts, sexes, chronicities, List.of()).stream())).count())
                .isGreaterThan(30);
    }

    /** What is shown. */
    private static List<double[]> ask(KnownFacts facts, Set<Sex> sexes, Set<Chronicity> chronicities,
            List<Dimension> groupBy) {
        var cohort = new Cohort(Set.of(), null, null, Set.of(), Set.of(), Set.of(), Set.of(), chronicities, Set.of(),
                sexes, Set.of());
        return new AttendanceReport(facts)
                .answer(new ReportQuery(cohort, groupBy, null, null, Scope.EVERYTHING)).groups().stream()
                .filter(group -> group.held() != null).map(group -> sum(sexes, chronicities, group.key())).toList();
    }

    /** Which atoms a figure is the sum of. */
    private static double[] sum(Set<Sex> sexes, Set<Chronicity> chronicities, Map<String, ?> key) {
        double[] sum = new double[ATOMS];
        for (int n = 0; n < ATOMS; n++) {
            Sex sex = SEXES.get(n / CHRONICITIES.size());
            Chronicity chronicity = CHRONICITIES.get(n % CHRONICITIES.size());
            boolean in = (sexes.isEmpty() || sexes.contains(sex))
                    && (chronicities.isEmpty() || chronicities.contains(chronicity))
                    && (!key.containsKey("sex") || sex.name().equals(key.get("sex")))
                    && (!key.containsKey("chronicity") || chronicity.name().equals(key.get("chronicity")));
            sum[n] = in ? 1 : 0;
        }
        return sum;
    }

    private static <E> List<Set<E>> choices(List<E> values) {
        return IntStream.range(0, 1 << values.size()).mapToObj(chosen -> IntStream.range(0, values.size())
                .filter(n -> (chosen & (1 << n)) != 0).mapToObj(values::get).collect(Collectors.toSet())).toList();
    }

    /** All that follows from some sums by adding and subtracting. */
    private static final class Space {
        private final double[][] byLead = new double[ATOMS][];

        void add(double[] sum) {
            double[] rest = reduced(sum);
            int lead = lead(rest);
            if (lead < ATOMS) {
                byLead[lead] = rest;
            }
        }

        boolean tells(double[] sum) {
            return lead(reduced(sum)) == ATOMS;
        }

        private double[] reduced(double[] sum) {
            double[] rest = sum.clone();
            for (int n = 0; n < ATOMS; n++) {
                if (byLead[n].length > 0 && Math.abs(rest[n]) > 1e-9) {
                    double factor = rest[n] / byLead[n][n];
                    for (int m = 0; m < ATOMS; m++) {
                        rest[m] -= factor * byLead[n][m];
                    }
                }
            }
            return rest;
        }

        private static int lead(double[] sum) {
            return IntStream.range(0, ATOMS).filter(n -> Math.abs(sum[n]) > 1e-9).findFirst().orElse(ATOMS);
        }

        Space() {
            Arrays.fill(byLead, new double[0]);
        }
    }

    @Test
    void exports_withhold_up_to_nine() {
        List<EpisodeFacts> nine = IntStream.range(0, 9).mapToObj(_ -> AnEpisode.ofSomebody().held(2).facts()).toList();
        var everybody = new ReportQuery(Cohort.EVERYONE, List.of(), null, null, Scope.EVERYTHING);
        var report = new AttendanceReport(KnownFacts.of(nine));

        assertThat(report.answer(everybody, Disclosure.ON_SCREEN, null).groups().getFirst().held()).isEqualTo(18);
        assertThat(report.answer(everybody, Disclosure.EXPORTED, null).groups().getFirst().held()).isNull();
        assertThat(report.answer(everybody, Disclosure.EXPORTED, null).suppressed()).containsExactly("groups[0]");
    }
}
