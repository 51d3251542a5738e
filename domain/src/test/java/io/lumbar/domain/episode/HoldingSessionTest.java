package io.lumbar.domain.episode;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

import io.lumbar.domain.Area;
import io.lumbar.domain.DomainError.AlreadyExists;
import io.lumbar.domain.DomainError.NotFound;
import io.lumbar.domain.EpisodeError.AreaExcluded;
import io.lumbar.domain.EpisodeError.ClearanceMissing;
import io.lumbar.domain.EpisodeError.ConsentMissing;
import io.lumbar.domain.EpisodeError.EpisodeStateForbids;
import io.lumbar.domain.EpisodeError.SessionStateForbids;
import io.lumbar.domain.EpisodeError.StyleRestricted;
import io.lumbar.domain.EpisodeError.TherapistNotAtClinic;
import io.lumbar.domain.EpisodeError.TherapistNotPractising;
import io.lumbar.domain.EpisodeError.TherapistNotQualified;
import io.lumbar.domain.SessionId;
import io.lumbar.domain.SessionKind;
import io.lumbar.domain.Style;
import io.lumbar.domain.episode.CareEpisode.Opened;
import io.lumbar.domain.episode.Discharge.EpisodeDischarged;
import io.lumbar.domain.episode.Measurement.MeasurementRecorded;
import io.lumbar.domain.episode.Measurement.Occasion.AtSession;
import io.lumbar.domain.episode.Screening.ScreeningRecorded;
import io.lumbar.domain.episode.Session.Held;
import io.lumbar.domain.episode.Session.Plan;
import io.lumbar.domain.episode.Session.SessionHeld;
import io.lumbar.domain.episode.Session.Treatment;
import io.lumbar.domain.therapist.TherapistStanding;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.lumbar.domain.People.ANNA;
import static io.lumbar.domain.People.BEN;
import static io.lumbar.domain.People.CLINIC;
import static io.lumbar.domain.People.MILA;
import static io.lumbar.domain.People.MILA_BORN_ON;
import static io.lumbar.domain.People.OPENED_AT;
import static io.lumbar.domain.People.OTHER_CLINIC;
import static io.lumbar.domain.People.ben;
import static io.lumbar.domain.People.client;
import static io.lumbar.domain.episode.Episodes.ASSIGNED_AT;
import static io.lumbar.domain.episode.Episodes.DISCHARGED_AT;
import static io.lumbar.domain.episode.Episodes.EPISODE;
import static io.lumbar.domain.episode.Episodes.FIRST;
import static io.lumbar.domain.episode.Episodes.FIRST_AT;
import static io.lumbar.domain.episode.Episodes.SECOND;
import static io.lumbar.domain.episode.Episodes.SECOND_AT;
import static io.lumbar.domain.episode.Episodes.assigned;
import static io.lumbar.domain.episode.Episodes.cancelled;
import static io.lumbar.domain.episode.Episodes.cleared;
import static io.lumbar.domain.episode.Episodes.declined;
import static io.lumbar.domain.episode.Episodes.discharged;
import static io.lumbar.domain.episode.Episodes.given;
import static io.lumbar.domain.episode.Episodes.held;
import static io.lumbar.domain.episode.Episodes.hold;
import static io.lumbar.domain.episode.Episodes.holdPlanned;
import static io.lumbar.domain.episode.Episodes.missed;
import static io.lumbar.domain.episode.Episodes.nprs;
import static io.lumbar.domain.episode.Episodes.opened;
import static io.lumbar.domain.episode.Episodes.openedWith;
import static io.lumbar.domain.episode.Episodes.personal;
import static io.lumbar.domain.episode.Episodes.planned;
import static org.assertj.core.api.Assertions.assertThat;

class HoldingSessionTest {

    private static final Treatment TREATMENT = new Treatment(ANNA, FIRST_AT, 45, Style.SWEDISH,
            SessionKind.STRUCTURAL, List.of(Area.LUMBAR, Area.BUTTOCK), 3, 6, 4, personal("left side tender"),
            personal(List.of("warm feeling")));

    @Test
    void a_session_that_nobody_planned_is_recorded() {
        var holding = given(opened(), assigned(ANNA)).when(hold(FIRST).command());
        holding.then(new SessionHeld(EPISODE, FIRST, TREATMENT));
        assertThat(session(holding.state())).isEqualTo(new Held(FIRST, null, TREATMENT));
    }

    @Test
    void a_planned_session_is_recorded_as_it_was_held_and_keeps_its_plan() {
        var holding = given(opened(), assigned(ANNA), planned(FIRST, FIRST_AT.minusSeconds(600)))
                .when(holdPlanned(FIRST).command());
        holding.then(new SessionHeld(EPISODE, FIRST, TREATMENT));
        assertThat(session(holding.state())).isEqualTo(new Held(FIRST,
                new Plan(ANNA, FIRST_AT.minusSeconds(600), 50, Style.SWEDISH, SessionKind.STRUCTURAL), TREATMENT));
    }

    private static @Nullable Session session(CareEpisode state) {
        return ((Opened) state).course().sessions().get(FIRST);
    }

    @Test
    void what_nobody_recorded_is_left_out() {
        given(opened(), assigned(ANNA))
                .when(hold(FIRST).areas().pressure(null).pain(null, null).note(null).reactions().command())
                .then(new SessionHeld(EPISODE, FIRST, new Treatment(ANNA, FIRST_AT, 45, Style.SWEDISH,
                        SessionKind.STRUCTURAL, List.of(), null, null, null, null, null)));
    }

    @Test
    void measurements_taken_on_arrival_belong_to_the_session() {
        var pain = nprs("221", 5, FIRST_AT.minusSeconds(300));
        given(opened(), assigned(ANNA)).when(hold(FIRST).measuring(pain).command()).then(
                new SessionHeld(EPISODE, FIRST, TREATMENT),
                new MeasurementRecorded(EPISODE, pain.id(), new AtSession(FIRST), pain.reading(), pain.takenAt()));
    }

    @Test
    void measurements_are_taken_on_the_local_day_of_the_session_and_no_instrument_twice() {
        var standing = given(opened(), assigned(ANNA));
        Instant midnight = Instant.parse("2026-03-04T23:00:00Z");
        assertThat(standing.when(hold(FIRST).measuring(nprs("221", 5, midnight)).command()).accepted()).hasSize(2);
        standing.when(hold(FIRST).measuring(nprs("221", 5, midnight.minusMillis(1))).command())
                .rejectsValueOf("measurements[0].takenAt");
        standing.when(hold(FIRST).measuring(nprs("221", 5, FIRST_AT), nprs("222", 6, FIRST_AT)).command())
                .rejectsValueOf("measurements[1].instrument");
        standing.when(hold(FIRST).measuring(nprs("111", 5, FIRST_AT)).command())
                .rejects(new AlreadyExists("measurement", nprs("111", 5, FIRST_AT).id()));
    }

    @Test
    void a_colleague_may_cover() {
        assertThat(given(opened(), assigned(ANNA), planned(FIRST, FIRST_AT)).when(holdPlanned(FIRST).by(ben())
                .command()).accepted()).hasSize(1);
    }

    @Test
    void it_may_be_recorded_weeks_later_but_not_before_it_began() {
        var standing = given(opened(), assigned(ANNA));
        assertThat(standing.when(hold(FIRST).askedAt(FIRST_AT.plus(Duration.ofDays(60))).command()).accepted())
                .hasSize(1);
        assertThat(standing.when(hold(FIRST).askedAt(FIRST_AT.minusSeconds(120)).command()).accepted()).hasSize(1);
        standing.when(hold(FIRST).askedAt(FIRST_AT.minusSeconds(121)).command()).rejectsFuture("startedAt");
    }

    @Test
    void it_did_not_begin_before_the_opening() {
        var standing = given(opened(), assigned(ANNA));
        assertThat(standing.when(hold(FIRST).startedAt(OPENED_AT).command()).accepted()).hasSize(1);
        standing.when(hold(FIRST).startedAt(OPENED_AT.minusMillis(1)).command()).rejectsValueOf("startedAt");
        standing.when(hold(FIRST).startedAt(Instant.MIN).command()).rejectsValueOf("startedAt");
    }

    @ParameterizedTest
    @CsvSource({"minutes,4", "minutes,241", "pressure,0", "pressure,6", "painBefore,-1", "painBefore,11",
            "painAfter,-1", "painAfter,11"})
    void values_out_of_range_are_refused(String field, int value) {
        given(opened(), assigned(ANNA)).when(with(field, value).command()).rejectsValueOf(field);
    }

    @ParameterizedTest
    @CsvSource({"minutes,5", "minutes,240", "pressure,1", "pressure,5", "painBefore,0", "painBefore,10",
            "painAfter,0", "painAfter,10"})
    void values_at_the_end_of_their_range_are_taken(String field, int value) {
        assertThat(given(opened(), assigned(ANNA)).when(with(field, value).command()).accepted()).hasSize(1);
    }

    private static AHolding with(String field, int value) {
        return switch (field) {
            case "minutes" -> hold(FIRST).minutes(value);
            case "pressure" -> hold(FIRST).pressure(value);
            case "painBefore" -> hold(FIRST).pain(value, 4);
            case "painAfter" -> hold(FIRST).pain(6, value);
            default -> throw new IllegalArgumentException(field);
        };
    }

    @Test
    void texts_are_neither_blank_nor_endless_and_areas_are_named_once() {
        var standing = given(opened(), assigned(ANNA));
        standing.when(hold(FIRST).note(" ").command()).rejectsValueOf("note");
        standing.when(hold(FIRST).note("a".repeat(4_001)).command()).rejectsValueOf("note");
        standing.when(hold(FIRST).reactions("warm", "a".repeat(201)).command()).rejectsValueOf("reactions[1]");
        standing.when(hold(FIRST).areas(Area.HIP, Area.HIP).command()).rejectsValueOf("areas[1]");
    }

    @Test
    void consent_stood_when_it_began() {
        given(opened(), assigned(ANNA))
                .when(hold(FIRST).of(client(personal(MILA_BORN_ON), FIRST_AT.plusMillis(1))).command())
                .rejects(new ConsentMissing(MILA, FIRST_AT));
    }

    @Test
    void the_therapist_was_fit_for_it_on_that_local_day() {
        var standing = given(opened(), assigned(ANNA));
        Instant lastMinute = Instant.parse("2026-05-31T21:59:00Z");
        assertThat(standing.when(hold(FIRST).by(ben()).startedAt(lastMinute).command()).accepted()).hasSize(1);
        standing.when(hold(FIRST).by(ben()).startedAt(lastMinute.plusSeconds(60)).command())
                .rejects(new TherapistNotQualified(BEN, Style.SWEDISH, LocalDate.of(2026, 6, 1)));
        var novice = new TherapistStanding(BEN, LocalDate.of(2026, 3, 6), List.of(CLINIC), ben().qualifications());
        standing.when(hold(FIRST).by(novice).command())
                .rejects(new TherapistNotPractising(BEN, LocalDate.of(2026, 3, 5)));
        var elsewhere = new TherapistStanding(BEN, ben().practisingSince(), List.of(OTHER_CLINIC),
                ben().qualifications());
        standing.when(hold(FIRST).by(elsewhere).command()).rejects(new TherapistNotAtClinic(BEN, CLINIC));
    }

    @Test
    void what_screening_rules_out_is_refused() {
        given(openedWith("CI-DIAB"), assigned(ANNA)).when(hold(FIRST).style(Style.HOT_STONE).command())
                .rejects(new StyleRestricted(Style.HOT_STONE, List.of("CI-DIAB")));
        given(openedWith("CI-VARIX"), assigned(ANNA)).when(hold(FIRST).areas(Area.LUMBAR, Area.LEG).command())
                .rejects(new AreaExcluded(Area.LEG));
        assertThat(given(openedWith("CI-VARIX"), assigned(ANNA)).when(hold(FIRST).areas(Area.LUMBAR).command())
                .accepted()).hasSize(1);
    }

    @Test
    void it_did_not_begin_before_the_clearance_was_given() {
        given(openedWith("RF-INF-1"), cleared(ASSIGNED_AT), assigned(ANNA))
                .when(hold(FIRST).startedAt(ASSIGNED_AT.minusMillis(1)).command())
                .rejects(new ClearanceMissing(EPISODE, List.of("RF-INF-1")));
    }

    @Test
    void a_sign_that_was_found_later_does_not_reach_back() {
        List<EpisodeEvent> screenedAgain = List.of(new ScreeningRecorded(EPISODE, 1,
                List.of(new PositiveSign("CI-DIAB", List.of()), new PositiveSign("CI-PREG", List.of())), SECOND_AT));
        var standing = given(opened(), assigned(ANNA), screenedAgain);
        assertThat(standing.when(hold(FIRST).style(Style.HOT_STONE).startedAt(SECOND_AT.minusMillis(1)).command())
                .accepted()).hasSize(1);
        standing.when(hold(FIRST).startedAt(SECOND_AT).command())
                .rejects(new ClearanceMissing(EPISODE, List.of("CI-PREG")));
    }

    @Test
    void sessions_count_as_they_began_and_those_of_one_moment_by_their_ids_however_they_were_recorded() {
        assertThat(inOrder(held(SECOND, SECOND_AT), held(FIRST, FIRST_AT))).containsExactly(FIRST, SECOND);
        assertThat(inOrder(held(FIRST, SECOND_AT), held(SECOND, FIRST_AT))).containsExactly(SECOND, FIRST);
        assertThat(inOrder(held(SECOND, FIRST_AT), held(FIRST, FIRST_AT))).containsExactly(FIRST, SECOND);
    }

    private static List<SessionId> inOrder(List<EpisodeEvent> one, List<EpisodeEvent> next) {
        return ((Opened) given(opened(), assigned(ANNA), one, next).state()).course().heldInOrder().stream()
                .map(Held::id).toList();
    }

    @Test
    void only_in_treatment() {
        given(opened()).when(hold(FIRST).command()).rejects(EpisodeStateForbids.class);
        given(openedWith("RF-INF-1")).when(hold(FIRST).command()).rejects(EpisodeStateForbids.class);
        given(opened(), declined()).when(hold(FIRST).command()).rejects(EpisodeStateForbids.class);
    }

    @Test
    void after_the_discharge_what_began_before_it_may_still_be_recorded() {
        var ended = given(opened(), assigned(ANNA), planned(SECOND, FIRST_AT), discharged(Discharge.Reason.GOALS_MET));
        assertThat(ended.when(holdPlanned(SECOND).command()).accepted()).hasSize(1);
        assertThat(ended.when(hold(FIRST).startedAt(DISCHARGED_AT.minusMillis(1)).command()).accepted()).hasSize(1);
        ended.when(hold(FIRST).startedAt(DISCHARGED_AT).command()).rejects(EpisodeStateForbids.class);
    }

    @Test
    void an_episode_that_ended_before_anybody_was_responsible_had_no_sessions() {
        List<EpisodeEvent> ended = List.of(
                new EpisodeDischarged(EPISODE, Discharge.Reason.CLIENT_CHOICE, DISCHARGED_AT, null));
        given(opened(), ended).when(hold(FIRST).command()).rejects(EpisodeStateForbids.class);
    }

    @Test
    void the_same_session_again_changes_nothing() {
        given(opened(), assigned(ANNA), held(FIRST, FIRST_AT)).when(hold(FIRST).command()).thenNothing();
        given(opened(), assigned(ANNA), held(FIRST, FIRST_AT), discharged(Discharge.Reason.MOVED))
                .when(hold(FIRST).command()).thenNothing();
        given(opened(), assigned(ANNA), planned(FIRST, FIRST_AT), held(FIRST, FIRST_AT))
                .when(holdPlanned(FIRST).command()).thenNothing();
    }

    @ParameterizedTest
    @ValueSource(strings = {"minutes", "pressure", "painBefore", "painAfter"})
    void the_same_session_with_other_values_is_refused(String field) {
        given(opened(), assigned(ANNA), held(FIRST, FIRST_AT)).when(with(field, 5).command())
                .rejects(new AlreadyExists("session", FIRST));
    }

    @Test
    void the_same_session_with_other_words_or_measurements_is_refused() {
        var standing = given(opened(), assigned(ANNA), planned(FIRST, FIRST_AT), held(FIRST, FIRST_AT));
        var refused = new SessionStateForbids(FIRST, "held", "hold it");
        standing.when(holdPlanned(FIRST).note("right side tender").command()).rejects(refused);
        standing.when(holdPlanned(FIRST).note(null).command()).rejects(refused);
        standing.when(holdPlanned(FIRST).reactions().command()).rejects(refused);
        standing.when(holdPlanned(FIRST).measuring(nprs("221", 5, FIRST_AT)).command()).rejects(refused);
    }

    @Test
    void what_was_missed_or_cancelled_was_not_held() {
        given(opened(), assigned(ANNA), planned(FIRST, FIRST_AT), missed(FIRST)).when(holdPlanned(FIRST).command())
                .rejects(new SessionStateForbids(FIRST, "missed", "hold it"));
        given(opened(), assigned(ANNA), planned(FIRST, FIRST_AT), cancelled(FIRST))
                .when(holdPlanned(FIRST).command()).rejects(new SessionStateForbids(FIRST, "cancelled", "hold it"));
    }

    @Test
    void a_planned_session_must_exist_and_an_unplanned_one_must_not() {
        given(opened(), assigned(ANNA)).when(holdPlanned(FIRST).command()).rejects(new NotFound("session", FIRST));
        given(opened(), assigned(ANNA), planned(FIRST, FIRST_AT)).when(hold(FIRST).command())
                .rejects(new AlreadyExists("session", FIRST));
    }
}
