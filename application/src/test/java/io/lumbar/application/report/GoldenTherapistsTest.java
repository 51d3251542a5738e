package io.lumbar.application.report;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.List;

import io.lumbar.application.Desk;
import io.lumbar.application.report.ToldClinic.Story;
import io.lumbar.domain.WeeklyHours;
import io.lumbar.domain.episode.Discharge.Reason;
import io.lumbar.domain.therapist.Absence;
import org.junit.jupiter.api.Test;

import static io.lumbar.application.report.GoldenCohorts.about;
import static io.lumbar.application.report.GoldenCohorts.close;
import static io.lumbar.application.report.GoldenCohorts.cohort;
import static io.lumbar.application.report.GoldenCohorts.treated;
import static org.assertj.core.api.Assertions.assertThat;

/** Every figure of the report is one that its definition gives by hand. */
class GoldenTherapistsTest {

    /**
     * Opened on 5 January; Anna's come on the 7th and 14th, Ben's on the 8th and 15th. Discharged on the 28th.
     *
     * <pre>
     * first session by Anna                          first session by Ben
     * A1 to A3   4 of 7, responded                   B1        1 of 7, responded
     * A4         CLIENT_CHOICE                       B2 to B4  PLATEAU
     * A5         DECEASED                            B5        handed over to Anna on the 12th, PLATEAU
     * A6         baseline 2: does not count          O1 to O5  open: caseload, do not count
     * A7         MOVED, none: does not count
     * A8         3 of 7, TRANSFERRED: counts
     * n 6, responded 4                               n 5, responded 1
     * </pre>
     *
     * The share of all is 5/11. Anna held 2 sessions for A1 to A3 and A8, 1 for each of A4 to A7 and B5's second: 13 of 45
     * minutes are 585. She works on Mondays from 9 to 17, on 4 in January, but was away on the 12th: 1,440 minutes. What Ben
     * works is not known. Of 6, nobody responds with a chance of (6/11)^6 = 0.0263, more than 2.5 percent: there is no lower
     * limit. All respond with one of (5/11)^6 = 0.0088, all but one with 0.0635, together 0.0723: the upper limit at 2.5 percent
     * lies (1 - (0.0723232 - 0.025) / 0.0635033) / 6 = 0.0424653 below 1, that at 0.1 percent is 1.
     */
    @Test
    void therapists() {
        var clinic = new ToldClinic();
        Desk desk = clinic.desk();
        desk.therapists.setWorkingHours(Desk.request(), clinic.anna, desk.clinic,
                List.of(new WeeklyHours(DayOfWeek.MONDAY, LocalTime.of(9, 0), LocalTime.of(17, 0))));
        desk.therapists.addAbsence(Desk.request(), clinic.anna,
                new Absence(ToldClinic.at("2026-01-12", 0), ToldClinic.at("2026-01-13", 0)));
        for (int n = 1; n <= 3; n++) {
            treated(clinic, "A" + n, 4);
        }
        once(clinic, "A4", 7).discharged("2026-01-28", Reason.CLIENT_CHOICE);
        once(clinic, "A5", 7).discharged("2026-01-28", Reason.DECEASED);
        once(clinic, "A6", 2).discharged("2026-01-28", Reason.GOALS_MET);
        once(clinic, "A7", 7).discharged("2026-01-28", Reason.MOVED);
        once(clinic, "A8", 7).held("2026-01-14", 3).discharged("2026-01-28", Reason.TRANSFERRED);
        byBen(clinic, "B1").held("2026-01-15", 1).discharged("2026-01-28", Reason.GOALS_MET);
        for (int n = 2; n <= 4; n++) {
            byBen(clinic, "B" + n).discharged("2026-01-28", Reason.PLATEAU);
        }
        byBen(clinic, "B5").assigned(clinic.anna, "2026-01-12").held("2026-01-15").discharged("2026-01-28",
                Reason.PLATEAU);
        for (int n = 1; n <= 5; n++) {
            byBen(clinic, "O" + n);
        }

        TherapistPoints answer = new TherapistsReport(clinic.facts(), clinic.books)
                .answer(about(cohort("2026-01-01", "2026-01-31")));

        assertThat(answer.suppressed()).isEmpty();
        assertThat(answer.points()).hasSize(2);
        answer.points().forEach(point -> {
            boolean anna = clinic.anna.equals(point.therapistId());
            assertThat(point.caseload()).isEqualTo(anna ? 0 : 5);
            assertThat(point.n()).isEqualTo(anna ? 6 : 5);
            assertThat(point.responded()).isEqualTo(anna ? 4 : 1);
            close(point.proportion(), anna ? 4 / 6.0 : 0.2);
            if (anna) {
                close(point.utilisation(), 585 / 1440.0);
            } else {
                assertThat(point.utilisation()).isNull();
            }
        });
        assertThat(answer.limits()).extracting(TherapistPoints.Limit::n).containsExactly(1, 2, 3, 4, 5, 6);
        TherapistPoints.Limit six = answer.limits().getLast();
        close(six.expected(), 5 / 11.0);
        close(six.low95(), 0);
        close(six.high95(), 0.9575347);
        close(six.low998(), 0);
        close(six.high998(), 1);
    }

    private static Story once(ToldClinic clinic, String name, int baseline) {
        return clinic.open(name, "2026-01-05", baseline, null, ToldClinic.CAUSES).held("2026-01-07");
    }

    private static Story byBen(ToldClinic clinic, String name) {
        return clinic.openUnassigned(name, "2026-01-05").assigned(clinic.ben, "2026-01-05").held("2026-01-08");
    }
}
