package io.lumbar.domain.outcome.statistics;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Samples for the estimators, one row a person, as textbooks print them, or drawn by chance. */
final class Cohorts {

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
}
