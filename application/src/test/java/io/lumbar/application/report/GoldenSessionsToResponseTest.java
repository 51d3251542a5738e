package io.lumbar.application.report;

import java.util.List;

import org.junit.jupiter.api.Test;

import static io.lumbar.application.report.GoldenCohorts.WINTER;
import static io.lumbar.application.report.GoldenCohorts.about;
import static io.lumbar.application.report.GoldenCohorts.close;
import static io.lumbar.application.report.GoldenCohorts.winter;
import static org.assertj.core.api.Assertions.assertThat;

/** Every figure of the report about {@linkplain GoldenCohorts#winter() the winter} is one that its definition gives by hand. */
class GoldenSessionsToResponseTest {

    /**
     * Followed is the first episode with a session of each person but Hal, who has none: 11. Of Gus and Jan the second is
     * later. Undefined: Eva, Fay. On the curve:
     *
     * <pre>
     * k  responded  dropped   censored  at risk
     * 1  -          Jan       Lea       9
     * 2  Bea Ida    Cas Kim   -         7
     * 3  Ada        -         Gus       3: the curve ends before
     * 4  -          -         Dik       1
     *
     * F(1) = 0                        dropped 1/9               still 8/9
     * F(2) = 8/9 * 2/7 = 16/63        1/9 + 8/9 * 2/7 = 23/63   8/9 * 3/7 = 24/63
     * var F(2) = (16/63)^2 / (9 * 8) + (8/9)^2 * 5/7 * 2/49 = 0.0239315, standard error 0.1546981
     * limits: F^exp(-+1.959964 * 0.1546981 / (F ln F)): 0.0378199, 0.5635099
     * </pre>
     *
     * By two sessions the upper limit has reached half, the curve and the lower limit have not. Measured after sessions:
     * Ada 1 3, Bea 2, Cas 1 (twice), Gus 1 2, Ida 1 2, Kim 1; never Dik, Jan, Lea. Sessions between: 1 2, 2, 1, 1 1, 1 1, 1,
     * the median of which is 1. Dormant: Bea, Dik, Fay; Ida was there 5 days ago.
     */
    @Test
    void sessions_to_response() {
        SessionsToResponse answer = new SessionsToResponseReport(winter()).answer(about(WINTER));

        assertThat(answer.suppressed()).isEmpty();
        assertThat(answer.test()).isNull();
        SessionsToResponse.Group group = answer.groups().getFirst();
        assertThat(group.episodes()).isEqualTo(11);
        assertThat(group.responded()).isEqualTo(3);
        assertThat(group.dropped()).isEqualTo(3);
        assertThat(group.censored()).isEqualTo(3);
        assertThat(group.undefined()).isEqualTo(2);
        assertThat(group.withoutSession()).isEqualTo(1);
        assertThat(group.laterEpisodes()).isEqualTo(2);
        assertThat(group.neverMeasured()).isEqualTo(3);
        assertThat(group.dormant()).isEqualTo(3);
        assertThat(group.medianSessionsBetweenMeasurements()).isEqualTo(1);
        assertThat(group.medianSessionsToResponse()).isNull();
        assertThat(group.medianLow()).isEqualTo(2);
        assertThat(group.medianHigh()).isNull();
        assertThat(group.curve()).hasSize(2).satisfiesExactly(one -> {
            assertThat(List.of(one.sessions(), (int) one.atRisk(), (int) one.responded(), (int) one.dropped(),
                    (int) one.censored())).containsExactly(1, 9, 0, 1, 1);
            close(one.cumulativeResponse(), 0);
            close(one.standardError(), 0);
            close(one.ciLow(), 0);
            assertThat(one.ciHigh()).isNull();
            close(one.cumulativeDropout(), 1.0 / 9);
            close(one.stillInTreatment(), 8.0 / 9);
        }, two -> {
            assertThat(List.of(two.sessions(), (int) two.atRisk(), (int) two.responded(), (int) two.dropped(),
                    (int) two.censored())).containsExactly(2, 7, 2, 2, 0);
            close(two.cumulativeResponse(), 16.0 / 63);
            close(two.standardError(), 0.1546981);
            close(two.ciLow(), 0.0378199);
            close(two.ciHigh(), 0.5635099);
            close(two.cumulativeDropout(), 23.0 / 63);
            close(two.stillInTreatment(), 24.0 / 63);
        });
    }
}
