package io.lumbar.application.report;

import java.util.Map;

import io.lumbar.domain.episode.Session.CancelledBy;
import org.junit.jupiter.api.Test;

import static io.lumbar.application.report.GoldenCohorts.WINTER;
import static io.lumbar.application.report.GoldenCohorts.about;
import static io.lumbar.application.report.GoldenCohorts.winter;
import static org.assertj.core.api.Assertions.assertThat;

/** Every figure of the report about {@linkplain GoldenCohorts#winter() the winter} is one that its definition gives by hand. */
class GoldenAttendanceTest {

    /**
     * By the day of the session; Ida's in November and the five in April lie after the window. Held: Ada 4, Bea 2, Cas 2,
     * Dik 4, Eva 1, Fay 2, Gus 3 and 2, Ida 3, Jan 1 and 2, Kim 2, Lea 1: 29. Episodes with a first session: 13, after which
     * Eva's, Jan's first and Lea's ended; with a second: 10, all but those, after which Cas', Jan's second and Kim's ended;
     * with a third: Ada, Dik, Gus, Ida, too few. Days between sessions: 7 eleven times (Ada 3, Bea, Fay, Gus 2 and 1,
     * Ida, Jan, Kim), 14 four times (Cas, Dik 3), 28 once (Ida); of 16, the quartiles are 7 (rank 3.75), 7 (7.5) and
     * 14 (11.25).
     */
    @Test
    void attendance() {
        Attendance answer = new AttendanceReport(winter()).answer(about(WINTER));

        Attendance.Group group = answer.groups().getFirst();
        assertThat(group.held()).isEqualTo(29);
        assertThat(group.planned()).isEqualTo(1);
        assertThat(group.noShow()).isEqualTo(1);
        assertThat(group.cancelled()).isEqualTo(Map.of(CancelledBy.CLIENT, 1L, CancelledBy.THERAPIST, 1L,
                CancelledBy.CLINIC, 1L, CancelledBy.DISCHARGE, 1L));
        assertThat(group.dropOff()).containsExactly(new Attendance.DropOff(1, 13, 3),
                new Attendance.DropOff(2, 10, 3));
        assertThat(group.gapDays()).isEqualTo(new Attendance.GapDays(7.0, 7.0, 14.0));
    }
}
