package io.lumbar.application.report;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.lumbar.application.Position;
import io.lumbar.application.Scope;
import io.lumbar.application.report.SessionsPerPerson.Bar;
import io.lumbar.domain.Rejected;
import io.lumbar.domain.Sex;
import io.lumbar.domain.Style;
import io.lumbar.domain.episode.Discharge.Reason;
import io.lumbar.domain.facts.EpisodeFacts;
import io.lumbar.domain.outcome.AgeBand;
import io.lumbar.domain.outcome.statistics.Summary;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ReportingSessionsPerPersonTest {
    private static final LocalDate FIRST = LocalDate.of(2026, 1, 1);

    private static SessionsPerPerson answer(ReportQuery query, List<EpisodeFacts> episodes) {
        return new SessionsPerPersonReport(KnownFacts.of(episodes)).answer(query);
    }

    private static ReportQuery by(Dimension... dimensions) {
        return new ReportQuery(Cohort.EVERYONE, List.of(dimensions), null, null, Scope.EVERYTHING);
    }

    private static ReportQuery opened(LocalDate from, LocalDate to) {
        return new ReportQuery(new Cohort(Set.of(), from, to, Set.of(), Set.of(), Set.of(), Set.of(), Set.of(),
                Set.of(), Set.of(), Set.of()), List.of(), null, null, Scope.EVERYTHING);
    }

    /** Six people: three finished with 2, 4 and 6 sessions, two in treatment with 2 and 3, one without a session. */
    private static List<EpisodeFacts> six(Sex sex, long client) {
        return List.of(AnEpisode.of(client).with(sex).held(1).discharged(Reason.GOALS_MET).facts(),
                AnEpisode.of(client).with(sex).opened("2026-03-02").held(1).discharged(Reason.GOALS_MET).facts(),
                AnEpisode.of(client + 1).with(sex).held(3).heldAgainstRules().discharged(Reason.MOVED).facts(),
                AnEpisode.of(client + 2).with(sex).held(5).heldAgainstRules().declined().facts(),
                AnEpisode.of(client + 3).with(sex).held(2).facts(), AnEpisode.of(client + 4).with(sex).held(3).facts(),
                AnEpisode.of(client + 5).with(sex).facts());
    }

    @Test
    void sums_up_those_who_had_a_session_and_tells_apart_who_has_finished() {
        var group = answer(by(Dimension.SEX), six(Sex.FEMALE, 1)).groups().getFirst();

        assertThat(group.key()).containsExactly(Map.entry("sex", "FEMALE"));
        assertThat(group.people()).isEqualTo(6);
        assertThat(group.episodes()).isEqualTo(7);
        assertThat(group.sessions()).isEqualTo(17);
        assertThat(group.withoutSession()).isEqualTo(1);
        assertThat(group.perPerson()).isNotNull().satisfies(distributions -> {
            assertThat(distributions.all()).isEqualTo(new Summary(5, 3.4, 3.0, 2.0, 4.0, 5.2, 6));
            assertThat(distributions.finished()).isEqualTo(new Summary(3, 4.0, 4.0, 3.0, 5.0, 5.6, 6));
            assertThat(distributions.unfinished()).isEqualTo(new Summary(2, 2.5, 2.5, 2.25, 2.75, 2.9, 3));
        });
        assertThat(group.perEpisode()).isNotNull().satisfies(each -> assertThat(each.all().n()).isEqualTo(6));
        assertThat(group.histogram()).containsExactly(new Bar(2, 1, 1), new Bar(3, 0, 1), new Bar(4, 1, 0),
                new Bar(6, 1, 0));
        assertThat(group.pva()).isEqualTo(17.0 / 6);
        assertThat(group.visitsPerDischargedCase()).isEqualTo(2.0);
        assertThat(group.sessionsAgainstRules()).isEqualTo(2);
    }

    @Test
    void the_averages_of_other_systems_go_by_what_happened_in_the_window() {
        List<EpisodeFacts> older = new ArrayList<>(six(Sex.FEMALE, 1));
        for (long client = 11; client < 16; client++) {
            older.add(AnEpisode.of(client).opened("2025-12-01").held("2025-12-08").held("2026-01-05").held("2026-01-12")
                    .discharged(Reason.GOALS_MET).facts());
            // Without others the few who came in February and March could be found.
            older.add(AnEpisode.ofSomebody().opened("2025-12-01").held("2026-02-09").facts());
            older.add(AnEpisode.ofSomebody().opened("2026-03-02").held(1).facts());
        }

        var january = answer(opened(FIRST, LocalDate.of(2026, 1, 31)), older).groups().getFirst();

        assertThat(january.people()).isEqualTo(6);
        assertThat(january.sessions()).isEqualTo(16);
        // Of the 16, two of a person with six and the second of nobody else lie in February; the older five came ten times.
        assertThat(january.pva()).isEqualTo((14.0 + 10) / 6);
        assertThat(january.visitsPerDischargedCase()).isEqualTo((1.0 + 5 * 3) / 6);
    }

    @Test
    void averages_of_too_few_who_came_are_withheld_and_the_rest_is_shown() {
        List<EpisodeFacts> episodes = new ArrayList<>();
        for (int n = 0; n < 6; n++) {
            episodes.add(AnEpisode.ofSomebody().facts());
            episodes.add(AnEpisode.ofSomebody().opened("2025-06-02").facts());
        }
        episodes.add(AnEpisode.ofSomebody().opened("2025-06-02").held("2026-01-07").facts());

        SessionsPerPerson answer = answer(opened(FIRST, LocalDate.of(2026, 1, 31)), episodes);

        assertThat(answer.suppressed()).containsExactly("groups[0].pva", "groups[0].visitsPerDischargedCase");
        assertThat(answer.groups()).singleElement().satisfies(group -> {
            assertThat(group.people()).isEqualTo(6);
            assertThat(group.pva()).isNull();
            assertThat(group.visitsPerDischargedCase()).isNull();
        });
    }

    @Test
    void an_empty_cohort_has_one_group_with_an_empty_key_and_no_figure_that_divides_by_nothing() {
        SessionsPerPerson answer = answer(by(), List.of());

        assertThat(answer.suppressed()).isEmpty();
        assertThat(answer.groups()).singleElement().satisfies(group -> {
            assertThat(group.key()).isEmpty();
            assertThat(group.people()).isZero();
            assertThat(group.perPerson()).isNotNull()
                    .satisfies(each -> assertThat(each.all())
                            .isEqualTo(new Summary(0, null, null, null, null, null, null)));
            assertThat(group.histogram()).isEmpty();
            assertThat(group.pva()).isNull();
            assertThat(group.visitsPerDischargedCase()).isNull();
        });
    }

    @Test
    void a_withheld_group_keeps_its_key_alone_and_is_named_by_its_path() {
        List<EpisodeFacts> episodes = new ArrayList<>(six(Sex.FEMALE, 1));
        episodes.addAll(six(Sex.MALE, 11));
        episodes.addAll(six(Sex.MALE, 21));
        episodes.addAll(six(Sex.OTHER, 31).subList(4, 7));

        SessionsPerPerson answer = answer(by(Dimension.SEX), episodes);

        assertThat(answer.suppressed()).containsExactly("groups[0]", "groups[2]");
        assertThat(answer.groups().get(2)).isEqualTo(new SessionsPerPerson.Group(Map.of("sex", "OTHER"), null, null,
                null, null, null, null, null, null, null, null));
        assertThat(answer.groups().get(1).people()).isEqualTo(12);
    }

    @Test
    void repeats_the_question_and_the_definition() {
        var cohort = new Cohort(Set.of(), LocalDate.of(2026, 1, 15), LocalDate.of(2026, 2, 3), Set.of(),
                Set.of(Style.SWEDISH, Style.SPORTS), Set.of(), Set.of(), Set.of(), Set.of(AgeBand.FROM_18_TO_29),
                Set.of(), Set.of());
        SessionsPerPerson answer = answer(
                new ReportQuery(cohort, List.of(Dimension.AGE_BAND), null, null, Scope.EVERYTHING),
                List.of());

        assertThat(answer.asOf()).isEqualTo(KnownFacts.AS_OF);
        assertThat(answer.position()).isEqualTo(new Position("1-700-9"));
        assertThat(answer.definition()).isEqualTo(SessionsPerPersonReport.DEFINITION);
        assertThat(answer.filters().from()).isEqualTo(LocalDate.of(2026, 1, 1));
        assertThat(answer.filters().to()).isEqualTo(LocalDate.of(2026, 2, 28));
        assertThat(answer.filters().style()).containsExactly("SWEDISH", "SPORTS");
        assertThat(answer.filters().ageBand()).containsExactly("18-29");
        assertThat(answer.filters().groupBy()).containsExactly("ageBand");
        assertThat(answer.groups()).isEmpty();
    }

    @Test
    void refuses_what_cannot_be_grouped_or_bounded() {
        assertThatThrownBy(() -> by(Dimension.SEX, Dimension.SEX)).isInstanceOf(Rejected.class);
        assertThatThrownBy(() -> by(Dimension.SEX, Dimension.KIND, Dimension.STYLE)).isInstanceOf(Rejected.class);
        assertThatThrownBy(() -> new Cohort(Set.of(), LocalDate.of(2026, 2, 2), LocalDate.of(2026, 2, 1), Set.of(),
                Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), Set.of())).isInstanceOf(Rejected.class);
    }
}
