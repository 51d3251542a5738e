package io.lumbar.application.report;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.lumbar.application.Scope;
import io.lumbar.application.report.YearAtAGlance.Year;
import io.lumbar.domain.ClinicId;
import io.lumbar.domain.episode.Discharge.Reason;
import io.lumbar.domain.facts.EpisodeFacts;
import io.lumbar.domain.facts.SessionFacts;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Six figures of the last twelve months, each as its report says. */
class ShowingTheYearAtAGlanceTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);

    private static Year year(List<EpisodeFacts> episodes, Set<ClinicId> clinics) {
        var facts = KnownFacts.of(episodes);
        return new YearAtAGlance(facts, new SessionsToResponseReport(facts), new OutcomesReport(facts),
                new AttendanceReport(facts), new FollowUpsReport(facts),
                new SessionsPerPersonReport(facts))
                .answer(clinics, TODAY, Scope.EVERYTHING);
    }

    private static List<EpisodeFacts> tenPeople() {
        var episodes = new ArrayList<EpisodeFacts>();
        for (int n = 0; n < 10; n++) {
            episodes.add(AnEpisode.ofSomebody().opened("2026-03-02").baseline(8).held("2026-03-09")
                    .session(SessionFacts.State.MISSED, LocalDate.of(2026, 4, 1), null).held("2026-04-08").pain(3, 2)
                    .discharged(Reason.GOALS_MET).facts());
        }
        return episodes;
    }

    @Test
    void shows_the_year_and_each_of_its_months() {
        Year year = year(tenPeople(), Set.of());

        assertThat(year.from()).hasToString("2025-12");
        assertThat(year.months()).hasSize(12);
        assertThat(year.year().opened()).isEqualTo(10);
        assertThat(year.year().held()).isEqualTo(20);
        assertThat(year.year().median()).isEqualTo(2);
        assertThat(year.year().responders()).isEqualTo(1.0);
        assertThat(year.year().respondersLow()).isBetween(0.6, 0.9);
        assertThat(year.year().noShow()).isEqualTo(1.0 / 3);
        assertThat(year.months().get(3).opened()).isEqualTo(10);
        assertThat(year.months().get(3).held()).isEqualTo(10);
        assertThat(year.months().get(3).median()).isEqualTo(2);
        assertThat(year.months().get(4).opened()).isZero();
        assertThat(year.months().get(4).held()).isEqualTo(10);
        assertThat(year.months().get(4).noShow()).isEqualTo(0.5);
        assertThat(year.months().get(4).median()).isNull();
    }

    @Test
    void has_no_figure_where_there_is_nobody_and_none_of_too_few() {
        Year nobody = year(List.of(), Set.of());
        assertThat(nobody.year().median()).isNull();
        assertThat(nobody.year().noShow()).isNull();
        assertThat(nobody.year().overdue()).isZero();

        Year few = year(tenPeople().subList(0, 3), Set.of());
        assertThat(few.year().opened()).isNull();
        assertThat(few.year().held()).isNull();
        assertThat(few.year().median()).isNull();
        assertThat(year(tenPeople(), Set.of(AnEpisode.OTHER_CLINIC)).year().held()).isZero();
    }
}
