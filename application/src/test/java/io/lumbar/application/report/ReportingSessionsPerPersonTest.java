package io.lumbar.application.report;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

import io.lumbar.application.Position;
import io.lumbar.application.Scope;
import io.lumbar.application.report.SessionCounts.Count;
import io.lumbar.application.report.SessionCounts.Counted;
import io.lumbar.application.report.SessionsPerPerson.Bar;
import io.lumbar.domain.Rejected;
import io.lumbar.domain.Style;
import io.lumbar.domain.outcome.AgeBand;
import io.lumbar.domain.outcome.statistics.Summary;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ReportingSessionsPerPersonTest {
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    private static final Position POSITION = new Position("1-700-9");

    private static SessionsPerPerson answer(ReportQuery query, SessionCounts.Group... groups) {
        return new SessionsPerPersonReport(_ -> new Counted(NOW, POSITION, 0, List.of(groups))).answer(query);
    }

    private static ReportQuery by(Dimension... dimensions) {
        return new ReportQuery(Cohort.EVERYONE, List.of(dimensions), null, null, Scope.EVERYTHING);
    }

    /** Six people: three finished with 2, 4 and 6 sessions, two in treatment with 2 and 3, one without a session. */
    private static SessionCounts.Group six(String style) {
        return new SessionCounts.Group(new SessionCounts.Key(style, null), 6, 0, List.of(),
                List.of(new Count(2, true, 1), new Count(4, true, 1), new Count(6, true, 1), new Count(2, false, 1),
                        new Count(3, false, 1), new Count(0, false, 1)),
                List.of(new Count(1, true, 2), new Count(4, true, 1), new Count(6, true, 1), new Count(2, false, 1),
                        new Count(3, false, 1), new Count(0, false, 1)),
                12, 5, 3, 12, 2);
    }

    @Test
    void sums_up_those_who_had_a_session_and_tells_apart_who_has_finished() {
        var group = answer(by(Dimension.STYLE), six("SWEDISH")).groups().getFirst();

        assertThat(group.key()).containsExactly(java.util.Map.entry("style", "SWEDISH"));
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
        assertThat(group.pva()).isEqualTo(2.4);
        assertThat(group.visitsPerDischargedCase()).isEqualTo(4.0);
        assertThat(group.sessionsAgainstRules()).isEqualTo(2);
    }

    @Test
    void an_empty_cohort_has_one_group_with_an_empty_key_and_no_figure_that_divides_by_nothing() {
        SessionsPerPerson answer = answer(by());

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
        var few = new SessionCounts.Group(new SessionCounts.Key("SPORTS", null), 3, 0, List.of(),
                List.of(new Count(5, true, 3)), List.of(new Count(5, true, 3)), 15, 3, 3, 15, 1);
        SessionsPerPerson answer = answer(by(Dimension.STYLE), six("SHIATSU"), six("SWEDISH"), few);

        assertThat(answer.suppressed()).containsExactly("groups[0]", "groups[2]");
        assertThat(answer.groups().get(2)).isEqualTo(new SessionsPerPerson.Group(java.util.Map.of("style", "SPORTS"),
                null, null, null, null, null, null, null, null, null, null));
        assertThat(answer.groups().get(1).people()).isEqualTo(6);
    }

    @Test
    void repeats_the_question_and_the_definition() {
        var cohort = new Cohort(Set.of(), LocalDate.of(2026, 1, 15), LocalDate.of(2026, 2, 3), Set.of(),
                Set.of(Style.SWEDISH, Style.SPORTS), Set.of(), Set.of(), Set.of(), Set.of(AgeBand.FROM_18_TO_29),
                Set.of(), Set.of());
        SessionsPerPerson answer = answer(
                new ReportQuery(cohort, List.of(Dimension.AGE_BAND), null, null, Scope.EVERYTHING));

        assertThat(answer.asOf()).isEqualTo(NOW);
        assertThat(answer.position()).isEqualTo(POSITION);
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
