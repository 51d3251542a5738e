package io.lumbar.infrastructure.therapist;

import io.lumbar.domain.EpisodeId;
import io.lumbar.domain.Event;
import io.lumbar.domain.episode.Assignment.TherapistAssigned;
import io.lumbar.domain.episode.Discharge.EpisodeDischarged;
import io.lumbar.domain.episode.Intake.EpisodeOpened;
import io.lumbar.domain.therapist.TherapistEvent.TherapistRegistered;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Counts the open episodes that each therapist carries; one beyond the limit is refused unless overridden. */
public final class Caseloads {

    private final JdbcClient jdbc;

    public Caseloads(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public void record(Event event) {
        switch (event) {
            case TherapistRegistered registered ->
                jdbc.sql("insert into rules.caseload (therapist_id, caseload_limit) values (?, ?)")
                        .params(registered.therapist().value(), registered.caseloadLimit())
                        .update();
            case EpisodeOpened opened ->
                jdbc.sql("insert into rules.episode (episode_id, client_id, clinic_id) values (?, ?, ?)")
                        .params(opened.episode().value(), opened.client().value(), opened.clinic().value())
                        .update();
            case TherapistAssigned assigned -> carry(assigned);
            case EpisodeDischarged discharged -> putDown(discharged.episode());
            default -> {}
        }
    }

    /** An override makes room only where there was none. */
    private void carry(TherapistAssigned assigned) {
        jdbc.sql("""
                with carrier as (
                    update rules.caseload
                    set carried = carried + 1,
                        overridden = overridden + (? and carried - overridden >= caseload_limit)::int
                    where therapist_id = ?
                    returning therapist_id, new.overridden > old.overridden as beyond)
                update rules.episode e
                set therapist_id = c.therapist_id, caseload_overridden = c.beyond
                from carrier c where e.episode_id = ?""")
                .params(assigned.overrideReason() != null, assigned.therapist().value(), assigned.episode().value())
                .update();
    }

    private void putDown(EpisodeId episode) {
        jdbc.sql("""
                with ended as (
                    update rules.episode set therapist_id = null, caseload_overridden = false
                    where episode_id = ?
                    returning old.therapist_id as therapist_id, old.caseload_overridden as beyond)
                update rules.caseload c
                set carried = c.carried - 1, overridden = c.overridden - e.beyond::int
                from ended e where c.therapist_id = e.therapist_id""").param(episode.value()).update();
    }
}
