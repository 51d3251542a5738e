package io.lumbar.domain.outcome.statistics;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** Samples for the estimators, one row a person, as textbooks print them, or drawn by chance. */
final class Cohorts {

    /** Acute myelogenous leukaemia (Miller 1981, Survival Analysis); figures as R's survival package prints them. */
    static final List<OutcomesAt> AML_MAINTAINED = times("9 13 13+ 18 23 28+ 31 34 45+ 48 161+");
    static final List<OutcomesAt> AML_NOT_MAINTAINED = times("5 5 8 8 12 16+ 23 27 30 33 43 45");

    /** 6-mercaptopurine against placebo (Freireich et al. 1963, Blood 21:699); figures as R's survival prints them. */
    static final List<OutcomesAt> SIX_MP = times(
            "6 6 6 7 10 13 16 22 23 6+ 9+ 10+ 11+ 17+ 19+ 20+ 25+ 32+ 32+ 34+ 35+");
    static final List<OutcomesAt> PLACEBO = times("1 1 2 2 3 4 4 5 5 8 8 8 8 11 11 12 12 15 17 22 23");

    private Cohorts() {}

    /** Times with one kind of event, censored ones marked: {@code 9 13 13+}. */
    static List<OutcomesAt> times(String times) {
        return Stream.of(times.split(" "))
                .map(time -> time.endsWith("+") ? censored(Integer.parseInt(time.substring(0, time.length() - 1)))
                        : responded(Integer.parseInt(time)))
                .toList();
    }

    static OutcomesAt responded(int sessions) {
        return new OutcomesAt(sessions, 1, 0, 0);
    }

    static OutcomesAt dropped(int sessions) {
        return new OutcomesAt(sessions, 0, 1, 0);
    }

    static OutcomesAt censored(int sessions) {
        return new OutcomesAt(sessions, 0, 0, 1);
    }

    /** {@code size} people at 1 to {@code most} sessions; without competing event if it is so wished. */
    static List<OutcomesAt> random(Random random, int size, int most, boolean competing) {
        var people = new ArrayList<OutcomesAt>();
        double responding = random.nextDouble();
        double dropping = competing ? random.nextDouble() : 0;
        for (int i = 0; i < size; i++) {
            int sessions = 1 + random.nextInt(most);
            double chance = random.nextDouble() * (responding + dropping + 0.3);
            people.add(chance < responding ? responded(sessions)
                    : chance < responding + dropping ? dropped(sessions) : censored(sessions));
        }
        return people;
    }

    /** The same, one row a person. */
    static List<OutcomesAt> people(Collection<OutcomesAt> counts) {
        var people = new ArrayList<OutcomesAt>();
        for (OutcomesAt outcomes : counts) {
            people.addAll(Collections.nCopies((int) outcomes.responded(), responded(outcomes.sessions())));
            people.addAll(Collections.nCopies((int) outcomes.dropped(), dropped(outcomes.sessions())));
            people.addAll(Collections.nCopies((int) outcomes.censored(), censored(outcomes.sessions())));
        }
        return people;
    }

    /** The same with the kinds of outcome exchanged: what dropped has responded. */
    static List<OutcomesAt> exchanged(Collection<OutcomesAt> people) {
        return people.stream()
                .map(one -> new OutcomesAt(one.sessions(), /* responded= */ one.dropped(),
                        /* dropped= */ one.responded(),
                        one.censored()))
                .toList();
    }

    static long atRisk(Collection<OutcomesAt> people, int sessions) {
        return people.stream().filter(one -> one.sessions() >= sessions).count();
    }

    static long respondedAt(Collection<OutcomesAt> people, int sessions) {
        return people.stream().filter(one -> one.sessions() == sessions && one.responded() == 1).count();
    }

    static long endedAt(Collection<OutcomesAt> people, int sessions) {
        return people.stream().filter(one -> one.sessions() == sessions && one.censored() == 0).count();
    }

    /** Equal to a printed number in all its digits. */
    static void assertPrinted(@Nullable Double number, String printed) {
        int digits = printed.length() - 1 - printed.indexOf('.');
        assertThat(number).as(printed).isNotNull().isCloseTo(Double.parseDouble(printed),
                within(0.500001 * Math.pow(10, -digits)));
    }

    /** The same answer, but for the rounding of sums in another order. */
    static void assertSame(@Nullable Comparison test, @Nullable Comparison expected) {
        if (test == null || expected == null) {
            assertThat(test).isEqualTo(expected);
        } else {
            assertThat(test.degreesOfFreedom()).isEqualTo(expected.degreesOfFreedom());
            assertThat(test.chiSquare()).isCloseTo(expected.chiSquare(), within(1e-7 * (1 + expected.chiSquare())));
        }
    }
}
