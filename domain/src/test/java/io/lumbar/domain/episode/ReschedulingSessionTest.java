package io.lumbar.domain.episode;

import java.time.Instant;
import java.util.List;

import io.lumbar.domain.DomainError.ConcurrentChange;
import io.lumbar.domain.DomainError.NotFound;
import io.lumbar.domain.EpisodeError.ConsentMissing;
import io.lumbar.domain.EpisodeError.EpisodeStateForbids;
import io.lumbar.domain.EpisodeError.SessionStateForbids;
import io.lumbar.domain.EpisodeError.TherapistNotQualified;
import io.lumbar.domain.episode.CareEpisode.Opened;
import io.lumbar.domain.episode.Session.Planned;
import io.lumbar.domain.episode.Session.RescheduleSession;
import io.lumbar.domain.episode.Session.SessionRescheduled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.lumbar.domain.People.ANNA;
import static io.lumbar.domain.People.MILA_BORN_ON;
import static io.lumbar.domain.People.OPENED_AT;
import static io.lumbar.domain.People.anna;
import static io.lumbar.domain.People.ben;
import static io.lumbar.domain.People.client;
import static io.lumbar.domain.episode.Corrections.planAt;
import static io.lumbar.domain.episode.Corrections.reschedule;
import static io.lumbar.domain.episode.Episodes.ASSIGNED_AT;
import static io.lumbar.domain.episode.Episodes.EPISODE;
import static io.lumbar.domain.episode.Episodes.FIRST;
import static io.lumbar.domain.episode.Episodes.FIRST_AT;
import static io.lumbar.domain.episode.Episodes.SECOND;
import static io.lumbar.domain.episode.Episodes.SECOND_AT;
import static io.lumbar.domain.episode.Episodes.assigned;
import static io.lumbar.domain.episode.Episodes.cancelled;
import static io.lumbar.domain.episode.Episodes.discharged;
import static io.lumbar.domain.episode.Episodes.given;
import static io.lumbar.domain.episode.Episodes.held;
import static io.lumbar.domain.episode.Episodes.missed;
import static io.lumbar.domain.episode.Episodes.opened;
import static io.lumbar.domain.episode.Episodes.personal;
import static io.lumbar.domain.episode.Episodes.plan;
import static io.lumbar.domain.episode.Episodes.planned;
import static org.assertj.core.api.Assertions.assertThat;

class ReschedulingSessionTest {

    private static final List<EpisodeEvent> PLANNED = planned(FIRST, FIRST_AT);

    @Test
    void a_planned_session_is_moved_and_keeps_whatever_is_not_said() {
        var moving = given(opened(), assigned(ANNA), PLANNED).when(reschedule(FIRST, SECOND_AT));

        moving.then(new SessionRescheduled(EPISODE, FIRST, planAt(SECOND_AT), ASSIGNED_AT));
        assertThat(((Opened) moving.state()).course().session(FIRST)).isEqualTo(new Planned(FIRST, planAt(SECOND_AT)));
    }

    @Test
    void its_length_may_change_with_or_without_the_start() {
        var standing = given(opened(), assigned(ANNA), PLANNED);

        standing.when(reschedule(FIRST, FIRST_AT, 30, anna(), ASSIGNED_AT))
                .then(new SessionRescheduled(EPISODE, FIRST, planAt(FIRST_AT).movedTo(FIRST_AT, 30), ASSIGNED_AT));
        standing.when(reschedule(FIRST, SECOND_AT, 90, anna(), ASSIGNED_AT))
                .then(new SessionRescheduled(EPISODE, FIRST, planAt(FIRST_AT).movedTo(SECOND_AT, 90), ASSIGNED_AT));
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 241})
    void it_is_as_long_as_a_session_may_be(int minutes) {
        given(opened(), assigned(ANNA), PLANNED).when(reschedule(FIRST, SECOND_AT, minutes, anna(), ASSIGNED_AT))
                .rejectsValueOf("minutes");
    }

    @Test
    void it_starts_between_the_opening_and_two_years_ahead() {
        var standing = given(opened(), assigned(ANNA), PLANNED);

        standing.when(reschedule(FIRST, OPENED_AT.minusMillis(1))).rejectsValueOf("start");
        assertThat(standing.when(reschedule(FIRST, OPENED_AT)).accepted()).hasSize(1);
        Instant twoYearsOn = Instant.parse("2028-03-02T10:00:00Z");
        assertThat(standing.when(reschedule(FIRST, twoYearsOn)).accepted()).hasSize(1);
        standing.when(reschedule(FIRST, twoYearsOn.plusMillis(1))).rejectsValueOf("start");
    }

    @Test
    void what_makes_a_plan_possible_is_asked_of_the_new_time() {
        given(opened(), assigned(ANNA), PLANNED)
                .when(new RescheduleSession(EPISODE, FIRST, anna(), client(personal(MILA_BORN_ON), SECOND_AT),
                        SECOND_AT.minusMillis(1), null, ASSIGNED_AT))
                .rejects(ConsentMissing.class);
        var withBen = given(opened(), assigned(ANNA)).when(plan(FIRST, FIRST_AT).with(ben()).command()).accepted();
        given(opened(), assigned(ANNA), withBen)
                .when(reschedule(FIRST, Instant.parse("2026-06-02T09:00:00Z"), null, ben(), ASSIGNED_AT))
                .rejects(TherapistNotQualified.class);
    }

    @Test
    void facts_about_another_therapist_than_the_planned_one_are_out_of_date() {
        given(opened(), assigned(ANNA), PLANNED).when(reschedule(FIRST, SECOND_AT, null, ben(), ASSIGNED_AT))
                .rejects(ConcurrentChange.class);
    }

    @Test
    void the_same_again_changes_nothing_even_after_it_was_moved_on() {
        var standing = given(opened(), assigned(ANNA), PLANNED);
        standing.when(reschedule(FIRST, FIRST_AT)).thenNothing();

        var moved = standing.when(reschedule(FIRST, SECOND_AT)).accepted();
        var movedOn = given(opened(), assigned(ANNA), PLANNED, moved)
                .when(reschedule(FIRST, FIRST_AT, null, anna(), ASSIGNED_AT.plusSeconds(60))).accepted();
        var after = given(opened(), assigned(ANNA), PLANNED, moved, movedOn);
        after.when(reschedule(FIRST, SECOND_AT)).thenNothing();
        assertThat(after.when(reschedule(FIRST, SECOND_AT, null, anna(), ASSIGNED_AT.plusSeconds(90))).accepted())
                .hasSize(1);
    }

    @Test
    void only_what_is_still_planned_in_treatment() {
        given(opened(), assigned(ANNA), PLANNED, held(FIRST, FIRST_AT)).when(reschedule(FIRST, SECOND_AT))
                .rejects(new SessionStateForbids(FIRST, "held", "reschedule it"));
        given(opened(), assigned(ANNA), PLANNED, missed(FIRST)).when(reschedule(FIRST, SECOND_AT))
                .rejects(SessionStateForbids.class);
        given(opened(), assigned(ANNA), PLANNED, cancelled(FIRST)).when(reschedule(FIRST, SECOND_AT))
                .rejects(SessionStateForbids.class);
        given(opened(), assigned(ANNA), PLANNED, discharged(Discharge.Reason.MOVED))
                .when(reschedule(FIRST, SECOND_AT)).rejects(EpisodeStateForbids.class);
        given(opened(), assigned(ANNA), PLANNED).when(reschedule(SECOND, SECOND_AT))
                .rejects(new NotFound("session", SECOND));
    }
}
