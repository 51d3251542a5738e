package io.lumbar.infrastructure.calendar;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import io.lumbar.domain.EpisodeId;
import io.lumbar.domain.Event;
import io.lumbar.domain.SessionId;
import io.lumbar.domain.SessionKind;
import io.lumbar.domain.Style;
import io.lumbar.domain.client.ClientEvent.ConsentGiven;
import io.lumbar.domain.client.ClientEvent.ConsentWithdrawn;
import io.lumbar.domain.client.Consent;
import io.lumbar.domain.episode.Intake.EpisodeVoided;
import io.lumbar.domain.episode.Session.NoShowReverted;
import io.lumbar.domain.episode.Session.Plan;
import io.lumbar.domain.episode.Session.Planned;
import io.lumbar.domain.episode.Session.SessionCorrected;
import io.lumbar.domain.episode.Session.SessionPlanned;
import io.lumbar.domain.episode.Session.SessionRescheduled;
import io.lumbar.domain.episode.Session.SessionVoided;
import io.lumbar.domain.episode.Session.Treatment;
import io.lumbar.domain.therapist.ATherapist;
import io.lumbar.domain.therapist.TherapistEvent.TherapistDeactivated;
import io.lumbar.infrastructure.client.ClientStandings;
import io.lumbar.infrastructure.episode.OpenEpisodes;
import io.lumbar.infrastructure.rules.RuleTables;
import io.lumbar.infrastructure.therapist.Caseloads;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

import static io.lumbar.domain.People.ANNA;
import static io.lumbar.domain.People.BEN;
import static io.lumbar.domain.People.CLINIC;
import static io.lumbar.domain.People.MILA;
import static io.lumbar.domain.People.id;
import static io.lumbar.domain.People.mila;
import static io.lumbar.domain.client.Consent.Purpose.TREATMENT;
import static io.lumbar.domain.episode.Corrections.FOUND_OUT_AT;
import static io.lumbar.domain.episode.Corrections.planAt;
import static io.lumbar.domain.episode.Episodes.EPISODE;
import static io.lumbar.domain.episode.Episodes.FIRST;
import static io.lumbar.domain.episode.Episodes.FIRST_AT;
import static io.lumbar.domain.episode.Episodes.SECOND;
import static io.lumbar.domain.episode.Episodes.SECOND_AT;
import static io.lumbar.domain.episode.Episodes.cancelled;
import static io.lumbar.domain.episode.Episodes.held;
import static io.lumbar.domain.episode.Episodes.missed;
import static io.lumbar.domain.episode.Episodes.opened;
import static io.lumbar.domain.episode.Episodes.personal;
import static io.lumbar.domain.episode.Episodes.planned;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class BookingsIT extends RuleTables {

    private static ClientStandings consents;

    @BeforeAll
    static void ask() {
        consents = new ClientStandings(sql);
    }

    @BeforeEach
    void empty() {
        sql.sql("delete from rules.booking").update();
        sql.sql("delete from rules.episode").update();
        sql.sql("delete from rules.caseload").update();
        sql.sql("delete from rules.client_standing").update();
        sql.sql("insert into rules.client_standing (client_id) values (?)").param(MILA.value()).update();
        consents.record(new ConsentGiven(MILA, mila().consents().given().getFirst()));
        happened(ATherapist.events());
        happened(opened());
    }

    @Test
    void a_session_that_is_moved_takes_its_new_time_alone() {
        happened(planned(FIRST, FIRST_AT));
        happened(List.of(new SessionRescheduled(EPISODE, FIRST, planAt(SECOND_AT),
                FOUND_OUT_AT)));
        assertThat(booked()).containsExactly("2026-03-12 09:00-09:50");
    }

    @Test
    void a_no_show_frees_the_time_until_it_is_taken_back() {
        happened(planned(FIRST, FIRST_AT));
        happened(missed(FIRST));
        assertThat(booked()).isEmpty();
        happened(List.of(new NoShowReverted(EPISODE, FIRST, planAt(FIRST_AT),
                personal("in the hall"), FOUND_OUT_AT)));
        assertThat(booked()).containsExactly("2026-03-05 09:00-09:50");
    }

    @Test
    void a_therapist_with_whom_a_session_lies_ahead_does_not_leave_before_it() {
        happened(planned(FIRST, FIRST_AT));
        assertThatThrownBy(() -> happened(left(FIRST_AT))).hasMessageContaining("therapist_active");
        assertThatThrownBy(() -> happened(left(FIRST_AT.minusSeconds(60)))).hasMessageContaining("therapist_active");
        happened(left(FIRST_AT.plusMillis(1)));
        assertThatThrownBy(() -> happened(planned(SECOND, SECOND_AT))).hasMessageContaining("therapist_active");
    }

    @Test
    void a_session_that_was_held_or_called_off_keeps_nobody() {
        happened(planned(FIRST, FIRST_AT));
        happened(cancelled(FIRST));
        happened(held(SECOND, SECOND_AT));
        happened(left(FIRST_AT));
    }

    @Test
    void a_withdrawal_is_never_refused_and_nothing_is_planned_after_it() {
        happened(planned(FIRST, FIRST_AT));
        consents.record(withdrawn(FIRST_AT));
        assertThat(booked()).hasSize(1);
        assertThat(consents.bookedWithoutConsent(10)).containsExactly(MILA);
        assertThatThrownBy(() -> happened(planned(SECOND, SECOND_AT))).hasMessageContaining("consent_to_treatment");
        happened(held(SECOND, SECOND_AT));
        happened(cancelled(FIRST));
        assertThat(consents.bookedWithoutConsent(10)).isEmpty();
    }

    @Test
    void a_session_before_the_withdrawal_need_not_be_seen_to() {
        happened(planned(FIRST, FIRST_AT));
        consents.record(withdrawn(FIRST_AT.plusMillis(1)));
        assertThat(consents.bookedWithoutConsent(10)).isEmpty();
    }

    @Test
    void the_latest_word_counts_whenever_it_was_recorded() {
        consents.record(withdrawn(FIRST_AT));
        consents.record(new ConsentGiven(MILA, new Consent(TREATMENT, "2026-02", FIRST_AT.minusSeconds(60))));
        assertThatThrownBy(() -> happened(planned(SECOND, SECOND_AT))).hasMessageContaining("consent_to_treatment");
        consents.record(new ConsentGiven(MILA, new Consent(TREATMENT, "2026-02", FIRST_AT)));
        assertThatThrownBy(() -> happened(planned(SECOND, SECOND_AT))).hasMessageContaining("consent_to_treatment");
        consents.record(new ConsentGiven(MILA, new Consent(TREATMENT, "2026-02", FIRST_AT.plusSeconds(60))));
        consents.record(new ConsentWithdrawn(MILA, Consent.Purpose.RESEARCH, SECOND_AT));
        happened(planned(SECOND, SECOND_AT));
    }

    private static ConsentWithdrawn withdrawn(Instant at) {
        return new ConsentWithdrawn(MILA, TREATMENT, at);
    }

    private static List<TherapistDeactivated> left(Instant at) {
        return List.of(new TherapistDeactivated(ANNA, at));
    }

    @Test
    void a_session_that_was_held_otherwise_takes_the_time_it_took() {
        happened(held(FIRST, FIRST_AT));
        assertThat(booked()).containsExactly("2026-03-05 09:00-09:45");
        happened(List.of(new SessionCorrected(EPISODE, FIRST, new Treatment(ANNA, SECOND_AT, 60, Style.SWEDISH,
                SessionKind.STRUCTURAL, List.of(), null, null, null, null, null), personal("wrong line"),
                FOUND_OUT_AT, null)));
        assertThat(booked()).containsExactly("2026-03-12 09:00-10:00");
    }

    @Test
    void a_session_that_was_entered_in_error_frees_the_time() {
        happened(held(FIRST, FIRST_AT));
        happened(List.of(new SessionVoided(EPISODE, FIRST, personal("entered twice"), FOUND_OUT_AT)));
        assertThat(booked()).isEmpty();
    }

    @Test
    void an_episode_that_was_entered_in_error_frees_all_its_times_and_no_others() {
        happened(planned(FIRST, FIRST_AT));
        happened(held(SECOND, SECOND_AT));
        var other = new EpisodeId(id("e12"));
        sql.sql("insert into rules.episode (episode_id, client_id, clinic_id, beside) values (?, ?, ?, true)")
                .params(other.value(), MILA.value(), CLINIC.value()).update();
        happened(List.of(new SessionPlanned(other, new SessionId(id("521")), planAt(SECOND_AT.plusSeconds(86_400)),
                FIRST_AT)));
        happened(List.of(new EpisodeVoided(EPISODE, personal("of another client"), FOUND_OUT_AT)));
        assertThat(booked()).containsExactly("2026-03-13 09:00-09:50");
    }

    @Test
    void also_those_that_are_recorded_in_the_same_append() {
        var events = new ArrayList<Event>(planned(FIRST, FIRST_AT));
        events.add(new EpisodeVoided(EPISODE, personal("of another client"), FOUND_OUT_AT));
        Bookings.record(new JdbcTemplate(database.dataSource()), events);
        assertThat(booked()).isEmpty();
    }

    @Test
    void a_session_that_is_handed_over_takes_the_time_of_the_next_therapist() {
        sql.sql("insert into rules.caseload (therapist_id, caseload_limit) values (?, 25)").param(BEN.value())
                .update();
        happened(planned(FIRST, FIRST_AT));
        happened(List.of(new SessionRescheduled(EPISODE, FIRST,
                new Plan(BEN, FIRST_AT, 50, Style.SWEDISH, SessionKind.STRUCTURAL), FOUND_OUT_AT)));
        assertThat(booked()).isEmpty();
        assertThat(sql.sql("select therapist_id from rules.booking").query(UUID.class).list())
                .containsExactly(BEN.value());
    }

    @Test
    void tells_which_sessions_clash_with_what_a_therapist_has() {
        happened(planned(FIRST, FIRST_AT));
        var times = new StoredBookedTimes(database.dataSource());
        var asked = List.of(at(FIRST, FIRST_AT), at(SECOND, FIRST_AT.plusSeconds(49 * 60)),
                at(new SessionId(id("513")), FIRST_AT.plusSeconds(50 * 60)),
                at(new SessionId(id("514")), FIRST_AT.minusSeconds(50 * 60)));
        assertThat(times.clashing(ANNA, asked)).containsExactly(SECOND);
        assertThat(times.clashing(BEN, asked)).isEmpty();
    }

    @Test
    void tells_when_a_therapist_s_last_session_begins() {
        happened(planned(FIRST, FIRST_AT));
        happened(planned(SECOND, FIRST_AT.minusSeconds(86_400)));
        var times = new StoredBookedTimes(database.dataSource());
        assertThat(times.lastStart(ANNA)).contains(FIRST_AT);
        assertThat(times.lastStart(BEN)).isEmpty();
    }

    private static Planned at(SessionId session, Instant start) {
        return new Planned(session, planAt(start));
    }

    private static List<@Nullable String> booked() {
        return sql.sql("select to_char(lower(period) at time zone 'UTC', 'YYYY-MM-DD HH24:MI')"
                + " || to_char(upper(period) at time zone 'UTC', '-HH24:MI') from rules.booking"
                + " where therapist_id = ? order by 1").param(ANNA.value()).query(String.class).list();
    }

    private static void happened(List<? extends Event> events) {
        var episodes = new OpenEpisodes(sql);
        var caseloads = new Caseloads(sql);
        var jdbc = new JdbcTemplate(database.dataSource());
        events.forEach(event -> {
            episodes.record(event);
            caseloads.record(event);
            Bookings.record(jdbc, List.of(event));
        });
    }
}
