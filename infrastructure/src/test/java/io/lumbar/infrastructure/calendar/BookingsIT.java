package io.lumbar.infrastructure.calendar;

import java.time.Instant;
import java.util.List;

import io.lumbar.domain.Event;
import io.lumbar.domain.SessionKind;
import io.lumbar.domain.Style;
import io.lumbar.domain.episode.Session.NoShowReverted;
import io.lumbar.domain.episode.Session.SessionCorrected;
import io.lumbar.domain.episode.Session.SessionRescheduled;
import io.lumbar.domain.episode.Session.SessionVoided;
import io.lumbar.domain.episode.Session.Treatment;
import io.lumbar.domain.therapist.ATherapist;
import io.lumbar.domain.therapist.TherapistEvent.TherapistDeactivated;
import io.lumbar.infrastructure.TestDatabase;
import io.lumbar.infrastructure.therapist.Caseloads;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

import static io.lumbar.domain.People.ANNA;
import static io.lumbar.domain.People.CLINIC;
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

class BookingsIT {

    private static TestDatabase database;
    private static JdbcClient sql;

    @BeforeAll
    static void migrate() {
        database = TestDatabase.migrated();
        sql = JdbcClient.create(database.dataSource());
        sql.sql("insert into rules.clinic (clinic_id) values (?)").param(CLINIC.value()).update();
    }

    @AfterAll
    static void drop() {
        database.close();
    }

    @BeforeEach
    void empty() {
        sql.sql("delete from rules.booking").update();
        sql.sql("delete from rules.episode").update();
        sql.sql("delete from rules.caseload").update();
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

    private static List<TherapistDeactivated> left(Instant at) {
        return List.of(new TherapistDeactivated(ANNA, at));
    }

    @Test
    void a_session_that_was_held_otherwise_takes_the_time_it_took() {
        happened(held(FIRST, FIRST_AT));
        assertThat(booked()).containsExactly("2026-03-05 09:00-09:45");
        happened(List.of(new SessionCorrected(EPISODE, FIRST, new Treatment(ANNA, SECOND_AT, 60, Style.SWEDISH,
                SessionKind.STRUCTURAL, List.of(), null, null, null, null, null), personal("wrong line"),
                FOUND_OUT_AT)));
        assertThat(booked()).containsExactly("2026-03-12 09:00-10:00");
    }

    @Test
    void a_session_that_was_entered_in_error_frees_the_time() {
        happened(held(FIRST, FIRST_AT));
        happened(List.of(new SessionVoided(EPISODE, FIRST, personal("entered twice"), FOUND_OUT_AT)));
        assertThat(booked()).isEmpty();
    }

    private static List<@Nullable String> booked() {
        return sql.sql("select to_char(lower(period) at time zone 'UTC', 'YYYY-MM-DD HH24:MI')"
                + " || to_char(upper(period) at time zone 'UTC', '-HH24:MI') from rules.booking"
                + " where therapist_id = ? order by 1").param(ANNA.value()).query(String.class).list();
    }

    private static void happened(List<? extends Event> events) {
        var episodes = new Caseloads(sql);
        var bookings = new Bookings(sql);
        events.forEach(event -> {
            episodes.record(event);
            bookings.record(event);
        });
    }
}
