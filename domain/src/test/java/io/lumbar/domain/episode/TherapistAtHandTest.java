package io.lumbar.domain.episode;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;

import io.lumbar.domain.EpisodeError.TherapistAbsent;
import io.lumbar.domain.EpisodeError.TherapistNotPractising;
import io.lumbar.domain.EpisodeError.TherapistOffHours;
import io.lumbar.domain.Scenario;
import io.lumbar.domain.Style;
import io.lumbar.domain.WeeklyHours;
import io.lumbar.domain.therapist.Absence;
import io.lumbar.domain.therapist.TherapistStanding;
import io.lumbar.domain.therapist.WorkingHours;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static io.lumbar.domain.People.ANNA;
import static io.lumbar.domain.People.CLINIC;
import static io.lumbar.domain.People.OTHER_CLINIC;
import static io.lumbar.domain.People.anna;
import static io.lumbar.domain.episode.Episodes.ASSIGNED_AT;
import static io.lumbar.domain.episode.Episodes.FIRST;
import static io.lumbar.domain.episode.Episodes.FIRST_AT;
import static io.lumbar.domain.episode.Episodes.assign;
import static io.lumbar.domain.episode.Episodes.assigned;
import static io.lumbar.domain.episode.Episodes.given;
import static io.lumbar.domain.episode.Episodes.hold;
import static io.lumbar.domain.episode.Episodes.opened;
import static io.lumbar.domain.episode.Episodes.plan;
import static org.assertj.core.api.Assertions.assertThat;

/** A session is planned for when the therapist is there; what did take place is recorded whatever the rota said. */
class TherapistAtHandTest {

    private static final WorkingHours THURSDAY_MORNING = hours(DayOfWeek.THURSDAY, 9, 11);
    private static final WorkingHours THURSDAY_NOON = hours(DayOfWeek.THURSDAY, 11, 13);

    @Test
    void a_session_is_planned_within_the_hours_kept_for_the_clinic() {
        planning(FIRST_AT, working(THURSDAY_MORNING)).accepted();
        // 10:10 to 11:00, and a minute too long
        planning(FIRST_AT.plusSeconds(600), working(THURSDAY_MORNING)).accepted();
        planning(FIRST_AT.plusSeconds(660), working(THURSDAY_MORNING))
                .rejects(new TherapistOffHours(ANNA, FIRST_AT.plusSeconds(660)));
        planning(FIRST_AT.plusSeconds(660), working(THURSDAY_NOON, THURSDAY_MORNING)).accepted();
        planning(FIRST_AT, working(hours(DayOfWeek.FRIDAY, 9, 18))).rejects(TherapistOffHours.class);
    }

    @Test
    void where_no_hours_are_kept_every_time_will_do() {
        planning(FIRST_AT, working()).accepted();
        planning(FIRST_AT, working(new WorkingHours(OTHER_CLINIC, THURSDAY_MORNING.hours()))).accepted();
    }

    @Test
    void hours_go_by_the_wall_also_when_clocks_change() {
        // Thursday 26 March and 2 April 2026, both at 10:00 in Amsterdam
        planning(Instant.parse("2026-03-26T09:00:00Z"), working(hours(DayOfWeek.THURSDAY, 10, 11))).accepted();
        planning(Instant.parse("2026-04-02T08:00:00Z"), working(hours(DayOfWeek.THURSDAY, 10, 11))).accepted();
        planning(Instant.parse("2026-04-02T09:00:00Z"), working(hours(DayOfWeek.THURSDAY, 10, 11)))
                .rejects(TherapistOffHours.class);
    }

    @Test
    void nothing_is_planned_in_an_absence() {
        planning(FIRST_AT, away(FIRST_AT.plusSeconds(60), FIRST_AT.plusSeconds(120)))
                .rejects(new TherapistAbsent(ANNA, FIRST_AT));
        planning(FIRST_AT, away(FIRST_AT.minusSeconds(60), FIRST_AT)).accepted();
        planning(FIRST_AT, away(FIRST_AT.plusSeconds(3_000), FIRST_AT.plusSeconds(9_000))).accepted();
    }

    @Test
    void a_session_that_took_place_is_recorded_whatever_the_rota_said() {
        var rota = standing(null, List.of(hours(DayOfWeek.FRIDAY, 9, 18)),
                List.of(new Absence(FIRST_AT, FIRST_AT.plusSeconds(60))));
        assertThat(given(opened(), assigned(ANNA)).when(hold(FIRST).by(rota).command()).accepted()).isNotEmpty();
    }

    @Test
    void one_who_left_is_not_assigned_and_treats_nobody_from_then_on() {
        given(opened()).when(assign(left(ASSIGNED_AT)))
                .rejects(new TherapistNotPractising(ANNA, LocalDate.of(2026, 3, 2)));
        assertThat(given(opened()).when(assign(left(ASSIGNED_AT.plusMillis(1)))).accepted()).hasSize(1);
        planning(FIRST_AT, left(FIRST_AT)).rejects(new TherapistNotPractising(ANNA, LocalDate.of(2026, 3, 5)));
        given(opened(), assigned(ANNA)).when(hold(FIRST).startedAt(FIRST_AT).by(left(FIRST_AT)).command())
                .rejects(TherapistNotPractising.class);
        assertThat(given(opened(), assigned(ANNA))
                .when(hold(FIRST).startedAt(FIRST_AT).by(left(FIRST_AT.plusMillis(1))).command()).accepted())
                .isNotEmpty();
    }

    /** 50 minutes with this therapist. */
    private static Scenario<EpisodeCommand, CareEpisode, EpisodeEvent>.Answer planning(Instant start,
            TherapistStanding therapist) {
        return given(opened(), assigned(ANNA)).when(plan(FIRST, start).style(Style.SWEDISH).with(therapist).command());
    }

    private static TherapistStanding working(WorkingHours... hours) {
        return standing(null, List.of(hours), List.of());
    }

    private static TherapistStanding away(Instant from, Instant to) {
        return standing(null, List.of(), List.of(new Absence(from, to)));
    }

    private static TherapistStanding left(Instant at) {
        return standing(at, List.of(), List.of());
    }

    private static TherapistStanding standing(@Nullable Instant leftAt, List<WorkingHours> hours,
            List<Absence> absences) {
        return new TherapistStanding(ANNA, anna().practisingSince(), leftAt, anna().clinics(),
                anna().qualifications(), hours, absences);
    }

    private static WorkingHours hours(DayOfWeek day, int from, int to) {
        return new WorkingHours(CLINIC, new WeeklyHours(day, LocalTime.of(from, 0), LocalTime.of(to, 0)));
    }
}
