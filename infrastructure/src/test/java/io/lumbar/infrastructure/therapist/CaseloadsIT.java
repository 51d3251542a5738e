package io.lumbar.infrastructure.therapist;

import java.util.List;
import java.util.UUID;

import io.lumbar.domain.ClientId;
import io.lumbar.domain.EpisodeId;
import io.lumbar.domain.Event;
import io.lumbar.domain.PersonName;
import io.lumbar.domain.Personal;
import io.lumbar.domain.TherapistId;
import io.lumbar.domain.clinic.ClinicEvent.ClinicClosed;
import io.lumbar.domain.episode.Assignment.TherapistAssigned;
import io.lumbar.domain.episode.Assignment.TherapistReassigned;
import io.lumbar.domain.episode.Discharge;
import io.lumbar.domain.episode.Discharge.EpisodeDischarged;
import io.lumbar.domain.episode.Discharge.EpisodeReopened;
import io.lumbar.domain.episode.EpisodeEvent;
import io.lumbar.domain.episode.Intake.EpisodeDeclined;
import io.lumbar.domain.episode.Intake.EpisodeOpened;
import io.lumbar.domain.episode.Intake.EpisodeVoided;
import io.lumbar.domain.therapist.TherapistEvent.CaseloadLimitChanged;
import io.lumbar.domain.therapist.TherapistEvent.TherapistDeactivated;
import io.lumbar.domain.therapist.TherapistEvent.TherapistRegistered;
import io.lumbar.infrastructure.clinic.OpenClinics;
import io.lumbar.infrastructure.episode.OpenEpisodes;
import io.lumbar.infrastructure.rules.RuleTables;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.lumbar.domain.People.ANNA;
import static io.lumbar.domain.People.BEN;
import static io.lumbar.domain.People.CLINIC;
import static io.lumbar.domain.People.OPENED_AT;
import static io.lumbar.domain.episode.Episodes.opened;
import static io.lumbar.domain.episode.Episodes.personal;
import static io.lumbar.domain.therapist.ATherapist.SINCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What a therapist carries, and which episodes are open where. */
class CaseloadsIT extends RuleTables {

    @BeforeEach
    void empty() {
        sql.sql("delete from rules.episode").update();
        sql.sql("delete from rules.caseload").update();
        sql.sql("delete from rules.clinic").update();
        sql.sql("insert into rules.clinic (clinic_id) values (?)").param(CLINIC.value()).update();
        happened(registered(ANNA, 1), registered(BEN, 1));
    }

    @Test
    void one_beyond_the_limit_is_refused_unless_a_manager_overrides() {
        assigned(ANNA);
        assertThatThrownBy(() -> assigned(ANNA)).hasMessageContaining("caseload_full");
        happened(new TherapistAssigned(anotherEpisode(), ANNA, OPENED_AT, personal("nobody else")));
        assertThat(load(ANNA)).isEqualTo("2 carried, 1 beyond");
        assertThatThrownBy(() -> assigned(ANNA)).hasMessageContaining("caseload_full");
    }

    @Test
    void an_override_that_nobody_needed_makes_no_room() {
        happened(new TherapistAssigned(anotherEpisode(), ANNA, OPENED_AT, personal("knows her")));
        assertThat(load(ANNA)).isEqualTo("1 carried, 0 beyond");
        assertThatThrownBy(() -> assigned(ANNA)).hasMessageContaining("caseload_full");
    }

    @Test
    void a_lowered_limit_lets_go_on_what_is_carried_and_bars_what_comes() {
        happened(new CaseloadLimitChanged(ANNA, 3));
        EpisodeId first = assigned(ANNA);
        EpisodeId second = assigned(ANNA);
        happened(new CaseloadLimitChanged(ANNA, 1));
        assertThat(load(ANNA)).isEqualTo("2 carried, 1 beyond");
        discharged(first);
        assertThatThrownBy(() -> assigned(ANNA)).hasMessageContaining("caseload_full");
        discharged(second);
        assigned(ANNA);
        assertThat(load(ANNA)).isEqualTo("1 carried, 0 beyond");
    }

    @Test
    void an_episode_that_is_handed_over_stays_open_and_is_carried_by_the_other() {
        EpisodeId episode = assigned(ANNA);
        happened(new TherapistReassigned(episode, ANNA, BEN, OPENED_AT, personal("on leave"), null));
        assertThat(load(ANNA)).isEqualTo("0 carried, 0 beyond");
        assertThat(load(BEN)).isEqualTo("1 carried, 0 beyond");
        assertThatThrownBy(CaseloadsIT::close).hasMessageContaining("clinic_open");
    }

    @Test
    void an_episode_that_is_reopened_is_carried_again_if_there_is_room() {
        EpisodeId episode = assigned(ANNA);
        discharged(episode);
        assertThat(load(ANNA)).isEqualTo("0 carried, 0 beyond");
        assigned(ANNA);
        assertThatThrownBy(() -> happened(reopened(episode, ANNA, null))).hasMessageContaining("caseload_full");
        happened(reopened(episode, ANNA, personal("she knows her")));
        assertThat(load(ANNA)).isEqualTo("2 carried, 1 beyond");
    }

    @Test
    void nobody_carries_one_that_is_reopened_without_a_therapist() {
        EpisodeId episode = assigned(ANNA);
        discharged(episode);
        happened(reopened(episode, null, null));
        assertThat(load(ANNA)).isEqualTo("0 carried, 0 beyond");
        assertThatThrownBy(CaseloadsIT::close).hasMessageContaining("clinic_open");
    }

    @Test
    void who_carries_an_episode_does_not_leave_and_who_left_carries_none() {
        EpisodeId episode = assigned(ANNA);
        assertThatThrownBy(() -> happened(new TherapistDeactivated(ANNA, OPENED_AT)))
                .hasMessageContaining("therapist_left");
        discharged(episode);
        happened(new TherapistDeactivated(ANNA, OPENED_AT));
        assertThatThrownBy(() -> assigned(ANNA)).hasMessageContaining("therapist_left");
    }

    @Test
    void a_clinic_closes_when_all_its_episodes_have_ended_and_takes_none_afterwards() {
        EpisodeId treated = assigned(ANNA);
        EpisodeId waiting = anotherEpisode();
        assertThatThrownBy(CaseloadsIT::close).hasMessageContaining("clinic_open");
        discharged(treated);
        assertThatThrownBy(CaseloadsIT::close).hasMessageContaining("clinic_open");
        happened(new EpisodeDeclined(waiting, personal("moved"), OPENED_AT));
        close();
        assertThatThrownBy(CaseloadsIT::anotherEpisode).hasMessageContaining("clinic_open");
    }

    @Test
    void an_episode_entered_in_error_is_carried_by_nobody_and_keeps_no_clinic_open() {
        EpisodeId episode = assigned(ANNA);
        happened(new EpisodeVoided(episode, personal("of another client"), OPENED_AT));
        assertThat(load(ANNA)).isEqualTo("0 carried, 0 beyond");
        close();
    }

    @Test
    void one_that_had_ended_before_was_put_down_already() {
        EpisodeId episode = assigned(ANNA);
        discharged(episode);
        assigned(ANNA);
        happened(new EpisodeVoided(episode, personal("of another client"), OPENED_AT));
        assertThat(load(ANNA)).isEqualTo("1 carried, 0 beyond");
    }

    private static EpisodeId assigned(TherapistId therapist) {
        EpisodeId episode = anotherEpisode();
        happened(new TherapistAssigned(episode, therapist, OPENED_AT, null));
        return episode;
    }

    private static EpisodeId anotherEpisode() {
        var episode = new EpisodeId(UUID.randomUUID());
        for (EpisodeEvent event : opened()) {
            if (event instanceof EpisodeOpened e) {
                happened(
                        new EpisodeOpened(episode, new ClientId(UUID.randomUUID()), e.clinic(), e.openedAt(), e.zone(),
                                e.ageBand(), e.sex(),
                                e.complaint(), e.otherActivities(), e.doctorConsulted(), e.preference(), null, null));
            }
        }
        return episode;
    }

    private static void discharged(EpisodeId episode) {
        happened(new EpisodeDischarged(episode, Discharge.Reason.MOVED, OPENED_AT, null));
    }

    private static EpisodeReopened reopened(EpisodeId episode, @Nullable TherapistId therapist,
            @Nullable Personal<String> override) {
        return new EpisodeReopened(episode, therapist, OPENED_AT, personal("the pain came back"), override);
    }

    private static void close() {
        new OpenClinics(sql).record(new ClinicClosed(CLINIC, OPENED_AT));
    }

    private static TherapistRegistered registered(TherapistId therapist, int limit) {
        return new TherapistRegistered(therapist, personal(new PersonName("Anna", "Visser")),
                personal("L-1"), SINCE, List.of(CLINIC), null, limit, OPENED_AT);
    }

    private static String load(TherapistId therapist) {
        return sql.sql("select carried || ' carried, ' || overridden || ' beyond' from rules.caseload"
                + " where therapist_id = ?").param(therapist.value()).query(String.class).single();
    }

    private static void happened(Event... events) {
        var episodes = new OpenEpisodes(sql);
        var caseloads = new Caseloads(sql);
        for (Event event : events) {
            episodes.record(event);
            caseloads.record(event);
        }
    }
}
