package io.lumbar.application.report;

import io.lumbar.domain.episode.Discharge.Reason;
import org.junit.jupiter.api.Test;

import static io.lumbar.application.report.GoldenCohorts.WINTER;
import static io.lumbar.application.report.GoldenCohorts.about;
import static io.lumbar.application.report.GoldenCohorts.close;
import static io.lumbar.application.report.GoldenCohorts.treated;
import static io.lumbar.domain.episode.FollowUp.Kind.M12;
import static io.lumbar.domain.episode.FollowUp.Kind.M3;
import static io.lumbar.domain.episode.FollowUp.Kind.M6;
import static io.lumbar.domain.episode.FollowUp.Kind.W6;
import static org.assertj.core.api.Assertions.assertThat;

/** Every figure of the report is one that its definition gives by hand. */
class GoldenFollowUpsTest {

    /**
     * Opened on 5 January with pain of 7, discharged on the 28th, so that they are due on 11 March, 28 April, 28 July and 28
     * January 2027; but Fia was taken up again on 10 February and discharged on 20 October.
     *
     * <pre>
     * who      in treatment     after 6 weeks        after 3 months
     * Ali      3, responded     3                    pending
     * Bob      3, responded     2                    pending
     * Cis      3, responded     6: no more           pending
     * Dan      3, responded     4: 3 points, 43 %    pending
     * Els      3, responded     7: no more           pending
     * Fia      none             2, before 1.12.      pending, due 20.1.
     * Guy      3, responded     pain was not asked   missed
     * Han      none             0: creates nothing   missed
     * Ike      none             missed               missed
     * </pre>
     *
     * After 6 weeks, 9 are due: 8 were recorded, Fia's before its day had come, and 1 was missed. Five responded and were asked
     * for their pain, and 3 respond still: 0.6, by Wilson 0.2307243 to 0.8823792. After 3 months 8 are due, of which 3 were
     * missed; Fia's is not. After 6 months 8 of 9, after 12 none.
     */
    @Test
    void follow_ups() {
        var clinic = new ToldClinic();
        Integer[] after6Weeks = {3, 2, 6, 4, 7};
        for (int n = 0; n < after6Weeks.length; n++) {
            treated(clinic, "Responder " + n, 3).followedUp(W6, "2026-03-11", after6Weeks[n], null);
        }
        treated(clinic, "Fia", 6).reopened("2026-02-10").held("2026-02-12").discharged("2026-10-20", Reason.OTHER)
                .followedUp(W6, "2026-11-20", 2, null);
        treated(clinic, "Guy", 3).followedUp(W6, "2026-03-11", null, 2).missed(M3);
        treated(clinic, "Han", 6).followedUp(W6, "2026-03-11", 0, null).missed(M3);
        treated(clinic, "Ike", 6).missed(W6).missed(M3);

        FollowUpRates answer = new FollowUpsReport(clinic.facts()).answer(about(WINTER));

        assertThat(answer.suppressed()).isEmpty();
        assertThat(answer.rows()).extracting(FollowUpRates.Row::kind).containsExactly(W6, M3, M6, M12);
        FollowUpRates.Row first = answer.rows().getFirst();
        is(first, 9, 8, 1, 0, 3);
        close(first.proportion(), 0.6);
        close(first.low(), 0.2307243);
        close(first.high(), 0.8823792);
        is(answer.rows().get(1), 8, 0, 3, 6, 0);
        is(answer.rows().get(2), 8, 0, 0, 9, 0);
        is(answer.rows().get(3), 0, 0, 0, 9, 0);
        assertThat(answer.rows().get(1).proportion()).isNull();
    }

    private static void is(FollowUpRates.Row row, long due, long recorded, long missed, long pending,
            long stillResponding) {
        assertThat(row).extracting(FollowUpRates.Row::due, FollowUpRates.Row::recorded, FollowUpRates.Row::missed,
                FollowUpRates.Row::pending, FollowUpRates.Row::stillResponding)
                .containsExactly(due, recorded, missed, pending, stillResponding);
    }
}
