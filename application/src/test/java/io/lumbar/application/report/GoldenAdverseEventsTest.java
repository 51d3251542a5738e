package io.lumbar.application.report;

import java.util.ArrayList;

import io.lumbar.application.report.ToldClinic.Story;
import io.lumbar.domain.Style;
import io.lumbar.domain.episode.AdverseEvent.Duration;
import io.lumbar.domain.episode.AdverseEvent.Severity;
import org.junit.jupiter.api.Test;

import static io.lumbar.application.report.GoldenCohorts.WINTER;
import static io.lumbar.application.report.GoldenCohorts.about;
import static io.lumbar.application.report.GoldenCohorts.close;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

/** Every figure of the report is one that its definition gives by hand. */
class GoldenAdverseEventsTest {

    /**
     * Six people with two sessions of Swedish massage each, on 7 and 14 January. Una came in December; her first session had
     * been planned as deep tissue massage. Zoe's second was voided: 11 sessions.
     *
     * <pre>
     * who  what                                      grade         style
     * Una  mild, for hours, after the first          NOT_ADVERSE   SWEDISH
     * Vic  moderate, for days, after the second      MODERATE      SWEDISH
     * Wim  moderate, for weeks, after none           MAJOR         none
     * Xia  severe, corrected: mild, for days         MILD          SWEDISH
     * </pre>
     *
     * One in 11 are 90.909091 in 1,000; by Garwood 0.0253178 to 5.5716434 in 11: 2.301618 to 506.513036. None in 11: 0 to
     * 3.6888795 in 11: 335.352678.
     */
    @Test
    void adverse_events() {
        var clinic = new ToldClinic();
        clinic.open("Una", "2025-12-15").plannedAndHeld("2026-01-07", Style.DEEP_TISSUE).held("2026-01-14")
                .harmed("2026-01-07", Duration.HOURS, Severity.MILD, 1);
        twice(clinic, "Vic").harmed("2026-01-14", Duration.DAYS, Severity.MODERATE, 2);
        twice(clinic, "Wim").harmed("2026-01-16", Duration.WEEKS, Severity.MODERATE, 0);
        twice(clinic, "Xia").harmed("2026-01-07", Duration.WEEKS, Severity.SEVERE, 1).harmCorrected(Duration.DAYS,
                Severity.MILD);
        twice(clinic, "Yan");
        twice(clinic, "Zoe").voided(2);

        AdverseEventRates answer = new AdverseEventsReport(clinic.facts()).answer(about(WINTER));

        assertThat(answer.suppressed()).isEmpty();
        var counted = new ArrayList<String>();
        answer.rows().forEach(row -> {
            counted.add(row.style() + " " + row.grade() + " " + row.events() + " of " + row.sessions());
            boolean once = Long.valueOf(1).equals(row.events());
            close(row.per1000(), once ? 1_000 / 11.0 : 0);
            assertThat(row.low()).isNotNull().isCloseTo(once ? 2.301618 : 0, offset(1e-5));
            assertThat(row.high()).isNotNull().isCloseTo(once ? 506.513036 : 335.352678, offset(1e-5));
        });
        assertThat(counted).containsExactly("SWEDISH NOT_ADVERSE 1 of 11", "SWEDISH MILD 1 of 11",
                "SWEDISH MODERATE 1 of 11", "SWEDISH MAJOR 0 of 11", "null NOT_ADVERSE 0 of 11", "null MILD 0 of 11",
                "null MODERATE 0 of 11", "null MAJOR 1 of 11");
    }

    private static Story twice(ToldClinic clinic, String name) {
        return clinic.open(name, "2026-01-05").held("2026-01-07").held("2026-01-14");
    }
}
