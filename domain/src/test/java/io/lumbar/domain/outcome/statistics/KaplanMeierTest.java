package io.lumbar.domain.outcome.statistics;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Random;

import io.lumbar.domain.outcome.statistics.KaplanMeier.Point;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static io.lumbar.domain.outcome.statistics.Cohorts.assertPrinted;
import static io.lumbar.domain.outcome.statistics.Cohorts.censored;
import static io.lumbar.domain.outcome.statistics.Cohorts.responded;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

class KaplanMeierTest {

    @Test
    void follows_maintained_leukaemia_as_published() {
        var curve = KaplanMeier.of(Cohorts.AML_MAINTAINED);
        assertThat(curve.episodes()).isEqualTo(11);
        assertSurvival(curve, 9, ".909", ".0867");
        assertSurvival(curve, 13, ".818", ".1163");
        assertSurvival(curve, 18, ".716", ".1397");
        assertSurvival(curve, 23, ".614", ".1526");
        assertSurvival(curve, 31, ".491", ".1642");
        assertSurvival(curve, 34, ".368", ".1627");
        assertSurvival(curve, 48, ".184", ".1535");
        assertInterval(curve, 9, ".5081", ".9867");
        assertInterval(curve, 18, ".3502", ".8990");
        assertInterval(curve, 31, ".1673", ".7534");
        assertInterval(curve, 48, ".0117", ".5250");
        assertThat(curve.median()).isEqualTo(new MedianSessions(31, 13, null));
    }

    @Test
    void follows_leukaemia_without_maintenance_as_published() {
        var curve = KaplanMeier.of(Cohorts.AML_NOT_MAINTAINED);
        assertSurvival(curve, 5, ".8333", null);
        assertSurvival(curve, 8, ".6667", null);
        assertSurvival(curve, 12, ".5833", null);
        assertSurvival(curve, 23, ".4861", null);
        assertSurvival(curve, 27, ".3889", null);
        assertSurvival(curve, 30, ".2917", null);
        assertSurvival(curve, 33, ".1944", null);
        assertSurvival(curve, 43, ".0972", null);
        assertThat(at(curve, 45)).isEqualTo(new Point(45, 1, 1, 0, 0, 0, 0.0, null));
        assertThat(curve.median().sessions()).isEqualTo(23);
    }

    @Test
    void follows_six_mercaptopurine_as_published() {
        var curve = KaplanMeier.of(Cohorts.SIX_MP);
        assertSurvival(curve, 6, ".857143", ".076360");
        assertSurvival(curve, 7, ".806723", ".086935");
        assertSurvival(curve, 10, ".752941", ".096350");
        assertSurvival(curve, 13, ".690196", ".106815");
        assertSurvival(curve, 16, ".627451", ".114054");
        assertSurvival(curve, 22, ".537815", ".128234");
        assertSurvival(curve, 23, ".448179", ".134591");
        assertInterval(curve, 23, ".1881", ".6801");
    }

    @Test
    void counts_who_was_at_risk() {
        var curve = KaplanMeier.of(Cohorts.AML_MAINTAINED);
        assertThat(curve.points()).extracting(Point::sessions).containsExactly(9, 13, 18, 23, 28, 31, 34, 45, 48, 161);
        assertThat(curve.points()).extracting(Point::atRisk).containsExactly(11L, 10L, 8L, 7L, 6L, 5L, 4L, 3L, 2L, 1L);
        assertThat(curve.points()).extracting(Point::events).containsExactly(1L, 1L, 1L, 1L, 0L, 1L, 1L, 0L, 1L, 0L);
        assertThat(curve.points()).extracting(Point::censored).containsExactly(0L, 1L, 0L, 0L, 1L, 0L, 0L, 1L, 0L, 1L);
    }

    @Test
    void half_of_them_one_by_one_is_half_in_spite_of_rounding() {
        for (int half = 1; half <= 300; half++) {
            var people = new ArrayList<OutcomesAt>();
            for (int sessions = 1; sessions <= 2 * half; sessions++) {
                people.add(responded(sessions));
            }
            assertThat(KaplanMeier.of(people).median().sessions()).as("of %d", 2 * half).isEqualTo(half);
        }
    }

    @Test
    void says_what_is_undefined() {
        assertThat(KaplanMeier.of(List.of())).isEqualTo(new KaplanMeier(0, List.of()));
        assertThat(KaplanMeier.of(List.of()).median()).isEqualTo(new MedianSessions(null, null, null));
        assertThat(KaplanMeier.of(List.of(new OutcomesAt(3, 0, 0, 0))).points()).isEmpty();

        var allCensored = KaplanMeier.of(List.of(censored(2), censored(7)));
        assertThat(allCensored.points()).containsExactly(new Point(2, 2, 0, 1, 1, 0, null, 1.0),
                new Point(7, 1, 0, 1, 1, 0, null, 1.0));
        assertThat(allCensored.median()).isEqualTo(new MedianSessions(null, null, null));

        var onePerson = KaplanMeier.of(List.of(responded(4)));
        assertThat(onePerson.points()).containsExactly(new Point(4, 1, 1, 0, 0, 0, 0.0, null));
        assertThat(onePerson.median()).isEqualTo(new MedianSessions(4, 4, null));

        var allAtOnce = KaplanMeier.of(List.of(new OutcomesAt(5, 600_000, 400_000, 0)));
        assertThat(allAtOnce.points()).containsExactly(new Point(5, 1_000_000, 1_000_000, 0, 0, 0, 0.0, null));
    }

    @Test
    void refuses_what_cannot_be_counted() {
        assertThatIllegalArgumentException().isThrownBy(() -> new OutcomesAt(-1, 0, 0, 0))
                .withMessage("sessions must be 0 or more");
        assertThatIllegalArgumentException().isThrownBy(() -> new OutcomesAt(3, 0, -1, 0))
                .withMessage("counts at 3 sessions must be 0 or more");
    }

    @Test
    void agrees_with_the_textbook_on_random_cohorts_in_any_order() {
        long seed = 19580601;
        var random = new Random(seed);
        for (int draw = 0; draw < 1_000; draw++) {
            var people = Cohorts.random(random, 1 + random.nextInt(50), 1 + random.nextInt(20), true);
            var curve = KaplanMeier.of(people);
            double last = 1;
            for (Point point : curve.points()) {
                String name = "seed %d draw %d at %d".formatted(seed, draw, point.sessions());
                double survival = textbookSurvival(people, point.sessions());
                assertThat(point.survival()).as(name).isCloseTo(survival, within(1e-12)).isLessThanOrEqualTo(last);
                assertThat(point.standardError()).as(name)
                        .isCloseTo(survival == 0 ? 0 : textbookError(people, point.sessions()), within(1e-12));
                assertOrdered(name, point.low(), point.survival(), point.high());
                last = point.survival();
            }
            Collections.shuffle(people, random);
            assertThat(KaplanMeier.of(people)).isEqualTo(curve);
        }
    }

    static void assertOrdered(String name, @Nullable Double low, double middle, @Nullable Double high) {
        if (low == null) {
            assertThat(middle).as(name).isEqualTo(1);
        } else {
            assertThat(low).as(name).isBetween(0.0, middle);
        }
        if (high == null) {
            assertThat(middle).as(name).isEqualTo(0);
        } else {
            assertThat(high).as(name).isBetween(middle, 1.0);
        }
    }

    private static double textbookSurvival(Collection<OutcomesAt> people, int until) {
        double survival = 1;
        for (int sessions = 1; sessions <= until; sessions++) {
            long atRisk = Cohorts.atRisk(people, sessions);
            survival *= 1 - (double) Cohorts.endedAt(people, sessions) / atRisk;
        }
        return survival;
    }

    private static double textbookError(Collection<OutcomesAt> people, int until) {
        double sum = 0;
        for (int sessions = 1; sessions <= until; sessions++) {
            double atRisk = Cohorts.atRisk(people, sessions);
            double ended = Cohorts.endedAt(people, sessions);
            sum += ended / (atRisk * (atRisk - ended));
        }
        return textbookSurvival(people, until) * Math.sqrt(sum);
    }

    private static Point at(KaplanMeier curve, int sessions) {
        return curve.points().stream().filter(point -> point.sessions() == sessions).findFirst().orElseThrow();
    }

    private static void assertSurvival(KaplanMeier curve, int sessions, String survival, @Nullable String error) {
        assertPrinted(at(curve, sessions).survival(), survival);
        if (error != null) {
            assertPrinted(at(curve, sessions).standardError(), error);
        }
    }

    private static void assertInterval(KaplanMeier curve, int sessions, String low, String high) {
        assertPrinted(at(curve, sessions).low(), low);
        assertPrinted(at(curve, sessions).high(), high);
    }
}
