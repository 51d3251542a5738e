package io.lumbar.application.report;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static io.lumbar.application.report.GoldenCohorts.WINTER;
import static io.lumbar.application.report.GoldenCohorts.about;
import static io.lumbar.application.report.GoldenCohorts.close;
import static io.lumbar.application.report.GoldenCohorts.winter;
import static org.assertj.core.api.Assertions.assertThat;

/** Every figure of the report about {@linkplain GoldenCohorts#winter() the winter} is one that its definition gives by hand. */
class GoldenOutcomesTest {

    /**
     * The eleven episodes that are followed, as in {@link GoldenSessionsToResponseTest}. Change of pain after one session: Ada -1, Cas -1 (the later of two), Eva -2, Gus 0, Ida 0,
     * Kim 0: mean -4/6, sum of squares 6, variance (6 - 16/6) / 5 = 2/3; only Eva's is important, though the response rule
     * does not know her. Expected are all but Fay, who has no baseline. After 2, 3 and 4 sessions 3, 1 and 0 were
     * measured, which is withheld. At the discharge, which Ida's did not stay: Ada -3, Cas -1, Eva -2, Gus -2, Kim 0: mean
     * -8/5, squares 18, variance (18 - 64/5) / 4 = 1.3; important for Ada and Eva (Gus: 2 points, but 28.6 percent);
     * expected Jan and Lea, too. After 6 weeks, Jan and Lea being missed: Ada -4, Cas -2, Eva 0, Gus -3, Kim -5: mean -14/5, squares 54,
     * variance (54 - 196/5) / 4 = 3.7; important for Ada, Gus, Kim. How they say they are, 1 or 2: Ada, Gus, Kim. What
     * they can do again (PSFS, from 4): 6 5 4 7 4 after one session and so at the discharge: mean 6/5, squares 14, variance
     * (14 - 36/5) / 4 = 1.7; important for Ada and Gus.
     */
    @Test
    void outcomes() {
        Outcomes answer = new OutcomesReport(winter()).answer(about(WINTER));

        Map<String, Outcomes.Point> points = new LinkedHashMap<>();
        Objects.requireNonNull(answer.groups().getFirst().series()).forEach(point -> points.put(point.instrument() + " "
                + (point.at().sessions() == null ? point.at().occasion() : point.at().sessions()), point));
        is(shown(points, "NPRS 1"), 6, 10, -4 / 6.0, Math.sqrt(2 / 3.0), 1);
        close(shown(points, "NPRS 1").proportion(), 1 / 6.0);
        close(shown(points, "NPRS 1").low(), 0.0300534);
        close(shown(points, "NPRS 1").high(), 0.5635028);
        is(shown(points, "NPRS DISCHARGE"), 5, 7, -1.6, Math.sqrt(1.3), 2);
        close(shown(points, "NPRS DISCHARGE").proportion(), 0.4);
        close(shown(points, "NPRS DISCHARGE").low(), 0.1176208);
        close(shown(points, "NPRS DISCHARGE").high(), 0.7692757);
        is(shown(points, "NPRS W6"), 5, 7, -2.8, Math.sqrt(3.7), 3);
        is(shown(points, "PSFS 1"), 5, 5, 1.2, Math.sqrt(1.7), 2);
        is(shown(points, "PSFS DISCHARGE"), 5, 5, 1.2, Math.sqrt(1.7), 2);
        is(shown(points, "PGIC W6"), 5, 7, null, null, 3);
        is(shown(points, "PSFS W6"), 0, 5, null, null, 0);
        assertThat(points.keySet()).containsExactly("NPRS 1", "NPRS 2", "NPRS 3", "NPRS 4", "NPRS DISCHARGE", "NPRS W6",
                "PSFS 1", "PSFS 2", "PSFS 3", "PSFS 4", "PSFS DISCHARGE", "PSFS W6", "PGIC W6");
        assertThat(answer.suppressed()).containsExactly("groups[0].series[1]", "groups[0].series[2]",
                "groups[0].series[3]", "groups[0].series[7]", "groups[0].series[8]", "groups[0].series[9]");
    }

    private static Outcomes.Point shown(Map<String, Outcomes.Point> points, String at) {
        return Objects.requireNonNull(points.get(at), at);
    }

    private static void is(Outcomes.Point point, long n, long expected, @Nullable Double mean,
            @Nullable Double sd, long responders) {
        assertThat(point.n()).isEqualTo(n);
        assertThat(point.expected()).isEqualTo(expected);
        assertThat(point.responders()).isEqualTo(responders);
        if (mean == null || sd == null) {
            assertThat(point.meanChange()).isNull();
            assertThat(point.sd()).isNull();
        } else {
            close(point.meanChange(), mean);
            close(point.sd(), sd);
        }
    }
}
