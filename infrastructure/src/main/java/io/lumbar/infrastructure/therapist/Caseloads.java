package io.lumbar.infrastructure.therapist;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;

import io.lumbar.domain.EpisodeId;
import io.lumbar.domain.Event;
import io.lumbar.domain.TherapistId;
import io.lumbar.domain.episode.Assignment.TherapistAssigned;
import io.lumbar.domain.episode.Assignment.TherapistReassigned;
import io.lumbar.domain.episode.Discharge.EpisodeDischarged;
import io.lumbar.domain.episode.Discharge.EpisodeReopened;
import io.lumbar.domain.episode.EpisodeEvent;
import io.lumbar.domain.episode.Intake.EpisodeVoided;
import io.lumbar.domain.therapist.TherapistEvent.CaseloadLimitChanged;
import io.lumbar.domain.therapist.TherapistEvent.TherapistDeactivated;
import io.lumbar.domain.therapist.TherapistEvent.TherapistRegistered;
import io.lumbar.infrastructure.episode.PastEpisodes;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Counts the open episodes that each therapist carries; one beyond the limit is refused unless overridden, and so is a
 * departure while any is carried or a session is planned.
 */
public final class Caseloads {

    private final JdbcClient jdbc;

    public Caseloads(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Writes what the events leave. An episode that begins and ends among them is never carried. */
    public void record(List<? extends Event> events) {
        Set<EpisodeId> past = PastEpisodes.among(events);
        for (Event event : events) {
            if (!(event instanceof EpisodeEvent happened) || !past.contains(happened.episode())) {
                record(event);
            }
        }
    }

    /** Writes what follows from one event. */
    public void record(Event event) {
        switch (event) {
            case TherapistRegistered registered ->
                jdbc.sql("insert into rules.caseload (therapist_id, caseload_limit) values (?, ?)")
                        .params(registered.therapist().value(), registered.caseloadLimit())
                        .update();
            case TherapistAssigned assigned ->
                carry(assigned.episode(), assigned.therapist(), assigned.overrideReason() != null);
            case TherapistReassigned reassigned -> {
                putDown(reassigned.episode());
                carry(reassigned.episode(), reassigned.therapist(), reassigned.overrideReason() != null);
            }
            case EpisodeDischarged discharged -> putDown(discharged.episode());
            case EpisodeVoided voided -> putDown(voided.episode());
            case EpisodeReopened reopened when reopened.therapist() != null ->
                carry(reopened.episode(), reopened.therapist(), reopened.overrideReason() != null);
            case CaseloadLimitChanged changed -> limit(changed);
            case TherapistDeactivated deactivated -> leave(deactivated);
            default -> {}
        }
    }

    /** What is beyond the limit follows from load and limit. */
    public void settle() {
        jdbc.sql("""
                update rules.caseload set overridden = greatest(carried - caseload_limit, 0)
                where overridden <> greatest(carried - caseload_limit, 0)""").update();
    }

    /** An override makes room where there is none. */
    private void carry(EpisodeId episode, TherapistId therapist, boolean overridden) {
        jdbc.sql("""
                with carrier as (
                    update rules.caseload
                    set carried = carried + 1,
                        overridden = case when ? then greatest(carried + 1 - caseload_limit, 0) else overridden end
                    where therapist_id = ?
                    returning therapist_id)
                update rules.episode e set therapist_id = c.therapist_id
                from carrier c where e.episode_id = ?""")
                .params(overridden, therapist.value(), episode.value()).update();
    }

    private void putDown(EpisodeId episode) {
        jdbc.sql("""
                with ended as (
                    update rules.episode set therapist_id = null where episode_id = ?
                    returning old.therapist_id as therapist_id)
                update rules.caseload c
                set carried = c.carried - 1, overridden = greatest(c.carried - 1 - c.caseload_limit, 0)
                from ended e where c.therapist_id = e.therapist_id""").param(episode.value()).update();
    }

    /** What is carried already stays, and counts as beyond the limit until it is put down. */
    private void limit(CaseloadLimitChanged changed) {
        jdbc.sql("""
                update rules.caseload
                set caseload_limit = :limit, overridden = greatest(carried - :limit, 0)
                where therapist_id = :therapist""")
                .param("limit", changed.caseloadLimit()).param("therapist", changed.therapist().value())
                .update();
    }

    /** Of plans for a time before nobody said what became; they keep neither the therapist nor the consent. */
    private void leave(TherapistDeactivated deactivated) {
        OffsetDateTime at = deactivated.at().atOffset(ZoneOffset.UTC);
        jdbc.sql("""
                update rules.booking set planned_with = null, consented_by = null
                where planned_with = ? and lower(period) < ?""")
                .params(deactivated.therapist().value(), at).update();
        jdbc.sql("update rules.caseload set left_at = ? where therapist_id = ?")
                .params(at, deactivated.therapist().value()).update();
    }
}
