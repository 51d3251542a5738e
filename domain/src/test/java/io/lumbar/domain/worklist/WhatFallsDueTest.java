package io.lumbar.domain.worklist;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.lumbar.domain.ClinicTime;
import io.lumbar.domain.MeasurementId;
import io.lumbar.domain.SessionId;
import io.lumbar.domain.Style;
import io.lumbar.domain.TherapistId;
import io.lumbar.domain.episode.Assignment.TherapistAssigned;
import io.lumbar.domain.episode.CareEpisode;
import io.lumbar.domain.episode.CareEpisodeDecider;
import io.lumbar.domain.episode.Discharge;
import io.lumbar.domain.episode.Discharge.EpisodeDischarged;
import io.lumbar.domain.episode.EpisodeEvent;
import io.lumbar.domain.episode.FollowUp;
import io.lumbar.domain.episode.FollowUp.FollowUpMissed;
import io.lumbar.domain.episode.FollowUp.FollowUpPlanned;
import io.lumbar.domain.episode.Measurement.MeasurementRecorded;
import io.lumbar.domain.episode.Measurement.Occasion;
import io.lumbar.domain.outcome.Instrument;
import io.lumbar.domain.outcome.Reading;
import io.lumbar.domain.therapist.TherapistStanding;
import io.lumbar.domain.worklist.Matter.Kind;
import org.junit.jupiter.api.Test;

import static io.lumbar.domain.People.ANNA;
import static io.lumbar.domain.People.CLINIC;
import static io.lumbar.domain.People.MILA;
import static io.lumbar.domain.People.OPENED_AT;
import static io.lumbar.domain.People.ZONE;
import static io.lumbar.domain.People.anna;
import static io.lumbar.domain.People.id;
import static io.lumbar.domain.episode.Episodes.DISCHARGED_AT;
import static io.lumbar.domain.episode.Episodes.EPISODE;
import static io.lumbar.domain.episode.Episodes.FIRST;
import static io.lumbar.domain.episode.Episodes.FIRST_AT;
import static io.lumbar.domain.episode.Episodes.FOLLOW_UPS;
import static io.lumbar.domain.episode.Episodes.SECOND;
import static io.lumbar.domain.episode.Episodes.SECOND_AT;
import static io.lumbar.domain.episode.Episodes.assigned;
import static io.lumbar.domain.episode.Episodes.cancelled;
import static io.lumbar.domain.episode.Episodes.cleared;
import static io.lumbar.domain.episode.Episodes.declined;
import static io.lumbar.domain.episode.Episodes.discharged;
import static io.lumbar.domain.episode.Episodes.held;
import static io.lumbar.domain.episode.Episodes.missed;
import static io.lumbar.domain.episode.Episodes.opened;
import static io.lumbar.domain.episode.Episodes.openedWith;
import static io.lumbar.domain.episode.Episodes.planned;
import static io.lumbar.domain.episode.Episodes.screened;
import static org.assertj.core.api.Assertions.assertThat;

/** What falls due in an episode, and when, by the days of a clinic in Amsterdam. */
class WhatFallsDueTest {

    private static final ClinicTime AMSTERDAM = new ClinicTime(ZONE);

    @Test
    void an_intake_stalls_after_thirty_whole_days_also_across_the_change_to_summer_time() {
        var waiting = episode(opened());
        // Opened on 2 March in winter time; 1 April is the thirtieth day after, in summer time.
        assertFrom(Kind.STALLED_INTAKE, waiting, "2026-04-01T22:00:00Z");
        assertThat(due(waiting, at("2027-01-01T00:00:00Z"))).containsExactly(Kind.STALLED_INTAKE);
    }

    @Test
    void it_stalls_anew_after_each_step() {
        assertFrom(Kind.STALLED_INTAKE, episode(openedWith("CI-PREG")), "2026-04-01T22:00:00Z");
        var clearedLater = episode(openedWith("CI-PREG"), cleared(Instant.parse("2026-03-31T10:00:00Z")));
        assertFrom(Kind.STALLED_INTAKE, clearedLater, "2026-04-30T22:00:00Z");
        assertThat(due(episode(opened(), declined()), at("2027-01-01T00:00:00Z"))).isEmpty();
    }

    @Test
    void silence_is_counted_from_the_assignment_when_nothing_followed() {
        assertFrom(Kind.LAPSE_CANDIDATE, episode(opened(), assigned(ANNA)), "2026-05-01T22:00:00Z");
    }

    @Test
    void from_the_last_session_that_was_held_planned_or_missed_but_not_from_one_called_off() {
        var treated = Stream.of(opened(), assigned(ANNA)).flatMap(List::stream).toList();
        // Held on 5 March, so silent until the end of 4 May.
        assertFrom(Kind.LAPSE_CANDIDATE, episode(treated, held(FIRST, FIRST_AT)), "2026-05-04T22:00:00Z");
        assertFrom(Kind.LAPSE_CANDIDATE, episode(treated, planned(FIRST, FIRST_AT)), "2026-05-04T22:00:00Z");
        assertFrom(Kind.LAPSE_CANDIDATE, episode(treated, planned(FIRST, FIRST_AT), missed(FIRST)),
                "2026-05-04T22:00:00Z");
        assertFrom(Kind.LAPSE_CANDIDATE, episode(treated, planned(FIRST, FIRST_AT), cancelled(FIRST)),
                "2026-05-01T22:00:00Z");
        assertFrom(Kind.LAPSE_CANDIDATE, episode(treated, held(FIRST, FIRST_AT), planned(SECOND, SECOND_AT)),
                "2026-05-11T22:00:00Z");
    }

    @Test
    void a_leap_day_is_a_day() {
        // 29 February 2028 is one of the sixty days after 30 January; 2027 has none.
        assertFrom(Kind.LAPSE_CANDIDATE, assignedAt("2028-01-30T09:00:00Z"), "2028-03-30T22:00:00Z");
        assertFrom(Kind.LAPSE_CANDIDATE, assignedAt("2027-01-30T09:00:00Z"), "2027-03-31T22:00:00Z");
        assertFrom(Kind.LAPSE_CANDIDATE, assignedAt("2027-12-30T09:00:00Z"), "2028-02-28T23:00:00Z");
    }

    @Test
    void the_client_is_lost_after_as_many_days_as_the_clinic_says() {
        var silent = episode(opened(), assigned(ANNA), held(FIRST, FIRST_AT));
        Instant lost = Instant.parse("2026-06-03T22:00:00Z");
        assertThat(prospect(silent, 90, lost.minusMillis(1)).lapsed()).isFalse();
        assertThat(prospect(silent, 90, lost).lapsed()).isTrue();
        assertThat(prospect(silent, 0, at("2030-01-01T00:00:00Z")).lapsed()).isFalse();
        assertThat(prospect(silent, 10, at("2026-03-15T23:00:00Z")).lapsed()).isTrue();
        assertThat(prospect(silent, 10, at("2026-03-15T22:59:59Z")).lapsed()).isFalse();
    }

    @Test
    void on_hold_the_client_is_not_lost_but_stands_on_the_list() {
        var onHold = episode(opened(), assigned(ANNA), screened(FIRST_AT, "RF-INF-1"));
        assertThat(onHold).isInstanceOf(CareEpisode.OnHold.class);
        assertThat(prospect(onHold, 90, at("2027-01-01T00:00:00Z")).lapsed()).isFalse();
        assertThat(due(onHold, at("2027-01-01T00:00:00Z"))).containsExactly(Kind.LAPSE_CANDIDATE);
    }

    @Test
    void function_is_to_be_measured_before_each_fourth_session() {
        assertThat(sessions(2)).doesNotContain(Kind.FUNCTION_MEASUREMENT_DUE);
        assertThat(sessions(3)).contains(Kind.FUNCTION_MEASUREMENT_DUE);
        assertThat(sessions(3, functionAfter(2))).contains(Kind.FUNCTION_MEASUREMENT_DUE);
        assertThat(sessions(3, functionAfter(3))).doesNotContain(Kind.FUNCTION_MEASUREMENT_DUE);
        assertThat(sessions(4, functionAt(4))).doesNotContain(Kind.FUNCTION_MEASUREMENT_DUE);
        assertThat(sessions(4, functionAt(3))).contains(Kind.FUNCTION_MEASUREMENT_DUE);
        assertThat(sessions(6, functionAt(4))).doesNotContain(Kind.FUNCTION_MEASUREMENT_DUE);
        assertThat(sessions(7, functionAt(4))).contains(Kind.FUNCTION_MEASUREMENT_DUE);
        assertThat(sessions(7, functionAfter(7))).doesNotContain(Kind.FUNCTION_MEASUREMENT_DUE);
    }

    @Test
    void pain_is_not_function() {
        assertThat(
                sessions(3, measured(Instrument.NPRS, new Occasion.BetweenSessions(), session(3).plusSeconds(9_000))))
                .contains(Kind.FUNCTION_MEASUREMENT_DUE);
    }

    @Test
    void which_fourth_session_it_is_makes_it_another_entry() {
        Matter third = only(Kind.FUNCTION_MEASUREMENT_DUE, treated(3), session(9));
        Matter seventh = only(Kind.FUNCTION_MEASUREMENT_DUE, treated(7), session(9));
        assertThat(third.sessionNumber()).isEqualTo(4);
        assertThat(seventh.sessionNumber()).isEqualTo(8);
        assertThat(third.entry()).isNotEqualTo(seventh.entry())
                .isEqualTo(only(Kind.FUNCTION_MEASUREMENT_DUE, treated(5), session(9)).entry());
    }

    @Test
    void a_session_with_somebody_who_is_not_qualified_any_more_is_on_the_list_until_it_begins() {
        var ahead = episode(opened(), assigned(ANNA), planned(FIRST, FIRST_AT));
        Function<TherapistId, TherapistStanding> revoked = _ -> new TherapistStanding(ANNA, anna().practisingSince(),
                anna().clinics(), List.of());
        var terms = EpisodeTerms.of(ahead, 90, revoked);
        Matter matter = Prospect.at(FIRST_AT.minusSeconds(1), terms).matters().getFirst();
        assertThat(matter.kind()).isEqualTo(Kind.UNQUALIFIED_SESSION);
        assertThat(matter.session()).isEqualTo(FIRST);
        assertThat(matter.style()).isEqualTo(Style.SWEDISH);
        assertThat(Prospect.at(FIRST_AT, terms).matters()).isEmpty();
        assertThat(due(ahead, OPENED_AT)).isEmpty();
    }

    @Test
    void a_follow_up_is_missed_when_its_21_days_are_over_and_then_on_the_list_for_sixty() {
        var ended = episode(opened(), assigned(ANNA), discharged(Discharge.Reason.GOALS_MET));
        Instant overdue = Instant.parse("2026-06-22T22:00:00Z"); // due on 1 June
        assertThat(prospect(ended, 90, overdue.minusMillis(1)).missed()).isEmpty();
        assertThat(prospect(ended, 90, overdue.minusMillis(1)).again()).isEqualTo(overdue);
        assertThat(prospect(ended, 90, overdue).missed()).containsExactly(FOLLOW_UPS.getFirst());
        var asked = episode(opened(), assigned(ANNA), discharged(Discharge.Reason.GOALS_MET),
                List.of(new FollowUpMissed(EPISODE, FOLLOW_UPS.getFirst(), overdue)));
        assertThat(prospect(asked, 90, overdue).missed()).isEmpty();
        assertThat(due(asked, overdue)).containsExactly(Kind.MISSED_FOLLOW_UP);
        Instant over = AMSTERDAM.startOf(LocalDate.of(2026, 8, 22));
        assertThat(due(asked, over.minusMillis(1))).containsExactly(Kind.MISSED_FOLLOW_UP);
        assertThat(due(asked, over)).doesNotContain(Kind.MISSED_FOLLOW_UP);
    }

    @Test
    void the_year_s_follow_up_of_a_leap_day_is_missed_after_21_march() {
        var asked = episode(opened(), assigned(ANNA), List.of(new EpisodeDischarged(
                EPISODE, Discharge.Reason.MOVED, Instant.parse("2028-02-29T12:00:00Z"), null)),
                List.of(new FollowUpPlanned(EPISODE, FOLLOW_UPS.getLast(),
                        FollowUp.Kind.M12,
                        FollowUp.Kind.M12.dueAfter(LocalDate.of(2028, 2, 29)))));
        assertThat(prospect(asked, 90, at("2029-03-21T22:59:59Z")).missed()).isEmpty();
        assertThat(prospect(asked, 90, at("2029-03-21T23:00:00Z")).missed()).containsExactly(FOLLOW_UPS.getLast());
    }

    @Test
    void until_it_is_looked_at_again_nothing_changes() {
        var stories = List.of(episode(opened()), episode(opened(), assigned(ANNA)), treated(3), treated(9),
                episode(opened(), assigned(ANNA), discharged(Discharge.Reason.PLATEAU)));
        for (var story : stories) {
            Instant now = DISCHARGED_AT;
            for (int turns = 0; turns < 20; turns++) {
                Prospect here = prospect(story, 90, now);
                Instant again = here.again();
                if (again == null) {
                    assertThat(prospect(story, 90, at("2050-01-01T00:00:00Z"))).isEqualTo(here);
                    break;
                }
                assertThat(again).isAfter(now);
                assertThat(prospect(story, 90, again.minusNanos(1_000))).isEqualTo(here);
                assertThat(prospect(story, 90, again)).isNotEqualTo(here);
                now = again;
            }
        }
    }

    private static void assertFrom(Kind kind, CareEpisode.Opened episode, String from) {
        Instant moment = Instant.parse(from);
        assertThat(due(episode, moment.minusMillis(1))).as("a moment before").doesNotContain(kind);
        assertThat(due(episode, moment)).as("from then on").contains(kind);
    }

    private static List<Kind> due(CareEpisode.Opened episode, Instant now) {
        return prospect(episode, 90, now).matters().stream().map(Matter::kind).toList();
    }

    private static Matter only(Kind kind, CareEpisode.Opened episode, Instant now) {
        return prospect(episode, 90, now).matters().stream().filter(matter -> matter.kind() == kind).findFirst()
                .orElseThrow();
    }

    private static Prospect prospect(CareEpisode.Opened episode, int lapseAfterDays, Instant now) {
        return Prospect.at(now, EpisodeTerms.of(episode, lapseAfterDays, _ -> anna()));
    }

    /** After so many sessions, a week apart, and these measurements. */
    private static List<Kind> sessions(int held, EpisodeEvent... measured) {
        return due(treated(held, measured), session(held).plusSeconds(9_000));
    }

    private static CareEpisode.Opened treated(int held, EpisodeEvent... measured) {
        var events = new ArrayList<List<EpisodeEvent>>();
        events.add(opened());
        events.add(assigned(ANNA));
        IntStream.rangeClosed(1, held).forEach(n -> events.add(
                held(sessionId(n), session(n)).stream().limit(1).toList()));
        events.add(List.of(measured));
        return episode(events.stream().flatMap(List::stream).toList());
    }

    private static SessionId sessionId(int n) {
        return new SessionId(id("52" + n));
    }

    private static Instant session(int n) {
        return FIRST_AT.plus(Duration.ofDays(7L * (n - 1)));
    }

    private static EpisodeEvent functionAfter(int session) {
        return measured(Instrument.ODI, new Occasion.BetweenSessions(), session(session).plus(Duration.ofHours(2)));
    }

    private static EpisodeEvent functionAt(int session) {
        return measured(Instrument.ODI, new Occasion.AtSession(sessionId(session)), session(session));
    }

    private static EpisodeEvent measured(Instrument instrument, Occasion occasion, Instant at) {
        return new MeasurementRecorded(EPISODE, new MeasurementId(id("771")), occasion,
                Reading.given(instrument, BigDecimal.valueOf(4)), at);
    }

    private static CareEpisode.Opened assignedAt(String moment) {
        return episode(opened(), List.of(new TherapistAssigned(EPISODE, ANNA, at(moment), null)));
    }

    private static Instant at(String moment) {
        return Instant.parse(moment);
    }

    @SafeVarargs
    @SuppressWarnings("varargs")
    private static CareEpisode.Opened episode(List<EpisodeEvent>... happened) {
        var episode = (CareEpisode.Opened) new CareEpisodeDecider()
                .replay(Stream.of(happened).flatMap(List::stream).toList());
        assertThat(episode.course().clinic()).isEqualTo(CLINIC);
        assertThat(episode.course().client()).isEqualTo(MILA);
        return episode;
    }
}
