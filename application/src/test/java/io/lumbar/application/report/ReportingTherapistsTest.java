package io.lumbar.application.report;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import io.lumbar.application.InMemoryClinic;
import io.lumbar.application.Scope;
import io.lumbar.application.Told;
import io.lumbar.application.report.ReportFacts.Known;
import io.lumbar.application.report.TherapistPoints.Point;
import io.lumbar.domain.Command;
import io.lumbar.domain.PersonName;
import io.lumbar.domain.Rejected;
import io.lumbar.domain.Sex;
import io.lumbar.domain.Style;
import io.lumbar.domain.TherapistId;
import io.lumbar.domain.WeeklyHours;
import io.lumbar.domain.clinic.ClinicCommand.OpenClinic;
import io.lumbar.domain.episode.Discharge.Reason;
import io.lumbar.domain.facts.EpisodeFacts;
import io.lumbar.domain.outcome.statistics.FunnelLimits;
import io.lumbar.domain.therapist.Qualification;
import io.lumbar.domain.therapist.TherapistCommand.RegisterTherapist;
import io.lumbar.domain.therapist.WorkingHours;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static io.lumbar.application.report.AnEpisode.ANNA;
import static io.lumbar.application.report.AnEpisode.BEN;
import static io.lumbar.application.report.AnEpisode.CLINIC;
import static io.lumbar.application.report.KnownFacts.AS_OF;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Anna: 8 finished of which 6 responded, 1 that moved, 5 open. Ben: 10 finished, 2 responded, 6 open. */
class ReportingTherapistsTest {
    private static final List<EpisodeFacts> EPISODES = episodes();

    private static List<EpisodeFacts> episodes() {
        var episodes = new ArrayList<EpisodeFacts>();
        add(episodes, 6, ANNA, 2, Reason.GOALS_MET);
        add(episodes, 2, ANNA, 7, Reason.CLIENT_CHOICE);
        add(episodes, 1, ANNA, 7, Reason.MOVED);
        add(episodes, 5, ANNA, 7, null);
        add(episodes, 2, BEN, 2, Reason.PLATEAU);
        add(episodes, 8, BEN, 7, Reason.LOST_TO_FOLLOW_UP);
        add(episodes, 6, BEN, 7, null);
        return episodes;
    }

    private static void add(List<EpisodeFacts> episodes, int howMany, TherapistId therapist, int pain,
            @Nullable Reason ended) {
        for (int n = 0; n < howMany; n++) {
            AnEpisode episode = AnEpisode.ofSomebody().by(therapist).held(4).pain(pain, 3);
            episodes.add((ended == null ? episode : episode.discharged(ended)).facts());
        }
    }

    private static TherapistPoints answer(Cohort cohort, Scope scope) {
        return answer(EPISODES, cohort, List.of(), scope);
    }

    private static TherapistPoints answer(List<EpisodeFacts> episodes, Cohort cohort, List<Dimension> groupBy,
            Scope scope) {
        return new TherapistsReport(KnownFacts.of(episodes), new InMemoryClinic())
                .answer(new ReportQuery(cohort, groupBy, null, null, scope));
    }

    private static Scope scopeOf(@Nullable TherapistId own) {
        return new Scope(true, Set.of(), own);
    }

    @Test
    void counts_open_episodes_and_the_responses_of_finished_ones() {
        TherapistPoints answer = answer(Cohort.EVERYONE, Scope.EVERYTHING);

        assertThat(answer.points()).hasSize(2);
        Point anna = answer.points().getFirst();
        assertThat(anna.therapistId()).isEqualTo(ANNA);
        assertThat(anna.caseload()).isEqualTo(5);
        assertThat(anna.n()).isEqualTo(8);
        assertThat(anna.responded()).isEqualTo(6);
        assertThat(anna.proportion()).isEqualTo(0.75);
        assertThat(anna.own()).isFalse();
        Point ben = answer.points().getLast();
        assertThat(ben.n()).isEqualTo(10);
        assertThat(ben.proportion()).isEqualTo(0.2);
    }

    @Test
    void the_funnel_is_around_the_share_of_all() {
        TherapistPoints answer = answer(Cohort.EVERYONE, Scope.EVERYTHING);

        assertThat(answer.limits()).hasSize(10);
        var limit = answer.limits().get(7);
        var expected = FunnelLimits.of(8, 8.0 / 18);
        assertThat(limit.n()).isEqualTo(8);
        assertThat(limit.expected()).isEqualTo(8.0 / 18);
        assertThat(limit.low95()).isEqualTo(expected.low95());
        assertThat(limit.high998()).isEqualTo(expected.high998());
    }

    @Test
    void a_caseload_of_so_few_that_they_could_be_recognised_is_withheld_and_one_beside_it() {
        var cas = new TherapistId(new UUID(2, 3));
        List<EpisodeFacts> episodes = new ArrayList<>(EPISODES);
        add(episodes, 3, cas, 7, null);

        TherapistPoints answer = answer(episodes, Cohort.EVERYONE, List.of(), Scope.EVERYTHING);

        assertThat(answer.points()).extracting(Point::therapistId).containsExactly(ANNA, BEN, cas);
        assertThat(answer.points()).extracting(Point::caseload).containsExactly(null, 6L, null);
        assertThat(answer.suppressed()).contains("points[0].caseload", "points[2].caseload");
    }

    @Test
    void limits_do_not_tell_how_many_there_are_of_a_group_that_is_withheld() {
        List<EpisodeFacts> episodes = new ArrayList<>(EPISODES);
        for (int n = 0; n < 3; n++) {
            episodes.add(AnEpisode.ofSomebody().with(Sex.MALE).held(4).pain(7, 3).discharged(Reason.GOALS_MET).facts());
        }

        TherapistPoints answer = answer(episodes, Cohort.EVERYONE, List.of(Dimension.SEX), Scope.EVERYTHING);

        assertThat(answer.points()).extracting(Point::n).containsNull();
        assertThat(answer.limits()).isEmpty();
    }

    @Test
    void a_therapist_sees_the_own_point_marked_and_others_without_a_name() {
        TherapistPoints answer = answer(Cohort.EVERYONE, scopeOf(BEN));

        assertThat(answer.points()).extracting(Point::therapistId).containsExactly(BEN, null);
        assertThat(answer.points()).extracting(Point::own).containsExactly(true, false);
    }

    @Test
    void a_therapist_cannot_ask_for_another() {
        var cohort = new Cohort(Set.of(), null, null, Set.of(ANNA), Set.of(), Set.of(), Set.of(), Set.of(), Set.of(),
                Set.of(), Set.of());

        assertThatThrownBy(() -> answer(cohort, scopeOf(BEN))).isInstanceOf(Rejected.class);
        assertThat(answer(cohort, scopeOf(ANNA)).points()).extracting(Point::therapistId).containsExactly(ANNA);
    }

    /** Anna works three hours on Mondays; the four Mondays of January saw 14 times 45 minutes each. */
    @Test
    void held_minutes_are_set_against_working_hours_as_they_were_recorded_by_then() {
        var clinic = new InMemoryClinic();
        decide(clinic, new OpenClinic(CLINIC, "Rug", ZoneId.of("Europe/Amsterdam"), List.of(), 90, Told.NOW));
        decide(clinic, new RegisterTherapist(ANNA, new PersonName("Anna", "Visser"), "NL-1", LocalDate.of(2015, 9, 1),
                List.of(CLINIC), List.of(new Qualification(Style.SWEDISH, LocalDate.of(2016, 1, 1), null)), null, 30,
                List.of(new WorkingHours(CLINIC,
                        new WeeklyHours(DayOfWeek.MONDAY, LocalTime.of(9, 0), LocalTime.of(12, 0)))),
                Told.NOW));

        assertThat(january(clinic, AS_OF).utilisation()).isEqualTo(14 * 45 / 180.0);
        assertThat(january(clinic, Instant.EPOCH).utilisation()).isNull();
    }

    private static void decide(InMemoryClinic clinic, Command command) {
        clinic.decide(command, Told.request(), command.stream().id());
    }

    private static Point january(InMemoryClinic clinic, Instant asOf) {
        Known known = KnownFacts.of(EPISODES).known();
        var then = new Known(asOf, known.position(), 0, known.months());
        var january = new Cohort(Set.of(), LocalDate.of(2026, 1, 1), LocalDate.of(2026, 1, 31), Set.of(), Set.of(),
                Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), Set.of());
        return new TherapistsReport(new KnownFacts(then), clinic)
                .answer(new ReportQuery(january, List.of(), null, null, Scope.EVERYTHING)).points().getFirst();
    }

    @Test
    void nobody_at_all_is_no_trouble() {
        var answer = new TherapistsReport(KnownFacts.of(List.of()), new InMemoryClinic())
                .answer(new ReportQuery(Cohort.EVERYONE, List.of(Dimension.STYLE), null, null, Scope.EVERYTHING));

        assertThat(answer.points()).isEmpty();
        assertThat(answer.limits()).isEmpty();
    }
}
