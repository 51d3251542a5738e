package io.lumbar.application.report;

import io.lumbar.domain.outcome.statistics.Summary;
import org.junit.jupiter.api.Test;

import static io.lumbar.application.report.GoldenCohorts.WINTER;
import static io.lumbar.application.report.GoldenCohorts.about;
import static io.lumbar.application.report.GoldenCohorts.close;
import static io.lumbar.application.report.GoldenCohorts.winter;
import static org.assertj.core.api.Assertions.assertThat;

/** Every figure of the report about {@linkplain GoldenCohorts#winter() the winter} is one that its definition gives by hand. */
class GoldenSessionsPerPersonTest {

    /**
     * Sessions of each person, whenever they were held: Ada 4, Bea 2, Cas 2, Dik 4, Eva 1, Fay 2, Gus 3 + 2, Hal 0, Ida 4, Jan
     * 1 + 2, Kim 2, Lea 1: 30 of 12 people in 14 episodes.
     *
     * <pre>
     *             people                                          episodes
     * all         1 1 2 2 2 2 3 4 4 4 5: mean 30/11, 2 (2 to 4)   1 1 1 2 2 2 2 2 2 3 4 4 4: mean 30/13, 2 (2 to 3)
     *             p90 is that of rank 9: 4                        rank 10.8: 4
     * finished    1 1 2 2 3 4: mean 13/6, 2 (1.25 to 2.75)        1 1 1 2 2 2 3 4: mean 2, 2 (1 to 2.25)
     *             rank 4.5: 3.5                                   rank 6.3: 3.3
     * unfinished  2 2 4 4 5: mean 17/5, 4 (2 to 4)                2 2 2 4 4: mean 14/5, 2 (2 to 4)
     *             rank 3.6: 4.6                                   rank 3.6: 4
     * </pre>
     *
     * Gus is not finished, since it goes on next door; Jan is. 29 sessions lie in the window, and 12 people came for the
     * first time: 2.4167. Discharged in it were Ada, Cas, Eva, Gus, Jan, Kim, Lea with 4, 2, 1, 3, 1, 2, 1 sessions, but not Ida,
     * who came again, nor Hal, who was declined: 2.
     */
    @Test
    void sessions_per_person() {
        SessionsPerPerson answer = new SessionsPerPersonReport(winter()).answer(about(WINTER));

        SessionsPerPerson.Group group = answer.groups().getFirst();
        assertThat(group.people()).isEqualTo(12);
        assertThat(group.episodes()).isEqualTo(14);
        assertThat(group.sessions()).isEqualTo(30);
        assertThat(group.withoutSession()).isEqualTo(1);
        assertThat(group.sessionsAgainstRules()).isEqualTo(1);
        assertThat(group.perPerson()).isEqualTo(new SessionsPerPerson.Distributions(
                new Summary(11, 30 / 11.0, 2.0, 2.0, 4.0, 4.0, 5), new Summary(6, 13 / 6.0, 2.0, 1.25, 2.75, 3.5, 4),
                new Summary(5, 3.4, 4.0, 2.0, 4.0, 4.6, 5)));
        assertThat(group.perEpisode()).isEqualTo(new SessionsPerPerson.Distributions(
                new Summary(13, 30 / 13.0, 2.0, 2.0, 3.0, 4.0, 4), new Summary(8, 2.0, 2.0, 1.0, 2.25, 3.3, 4),
                new Summary(5, 2.8, 2.0, 2.0, 4.0, 4.0, 4)));
        assertThat(group.histogram()).containsExactly(new SessionsPerPerson.Bar(1, 2, 0),
                new SessionsPerPerson.Bar(2, 2, 2), new SessionsPerPerson.Bar(3, 1, 0),
                new SessionsPerPerson.Bar(4, 1, 2), new SessionsPerPerson.Bar(5, 0, 1));
        close(group.pva(), 29 / 12.0);
        close(group.visitsPerDischargedCase(), 2);
    }
}
