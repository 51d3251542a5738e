package io.lumbar.infrastructure.episode;

import java.util.List;
import java.util.Set;
import java.util.UUID;

import io.lumbar.domain.EpisodeId;
import io.lumbar.domain.Event;
import io.lumbar.domain.episode.Discharge.EpisodeDischarged;
import io.lumbar.domain.episode.Discharge.EpisodeReopened;
import io.lumbar.domain.episode.EpisodeEvent;
import io.lumbar.domain.episode.Intake.EpisodeDeclined;
import io.lumbar.domain.episode.Intake.EpisodeOpened;
import io.lumbar.domain.episode.Intake.EpisodeVoided;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Whose episodes there are and which of them are open; an open episode keeps its clinic from closing. Of all that are
 * open of one client the one with the least id is not beside another, and the next one is refused for that.
 */
public final class OpenEpisodes {

    private final JdbcClient jdbc;

    /** Rows through {@code jdbc}, in the transaction that is running. */
    public OpenEpisodes(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Writes {@code rules.episode}, before anything that refers to it. What is past already is beside no other. */
    public void record(List<? extends Event> events) {
        Set<EpisodeId> past = PastEpisodes.among(events);
        for (Event event : events) {
            if (event instanceof EpisodeOpened opened && past.contains(opened.episode())) {
                jdbc.sql("insert into rules.episode (episode_id, client_id, clinic_id, open) values (?, ?, ?, false)")
                        .params(opened.episode().value(), opened.client().value(), opened.clinic().value()).update();
            } else if (!(event instanceof EpisodeEvent happened) || !past.contains(happened.episode())) {
                record(event);
            }
        }
    }

    /** Writes what follows from one event. */
    public void record(Event event) {
        switch (event) {
            case EpisodeOpened opened -> open(opened);
            case EpisodeReopened reopened -> reopen(reopened);
            case EpisodeDischarged discharged -> end(discharged.episode());
            case EpisodeDeclined declined -> end(declined.episode());
            case EpisodeVoided voided -> end(voided.episode());
            default -> {}
        }
    }

    /** An override counts only where another one is open. */
    private void open(EpisodeOpened opened) {
        jdbc.sql("select client_id from rules.client_standing where client_id = ? for no key update")
                .param(opened.client().value()).query().listOfRows();
        comeBefore(opened.episode(), opened.client().value(), opened.overrideReason() != null);
        jdbc.sql("""
                insert into rules.episode (episode_id, client_id, clinic_id, beside)
                values (:episode, :client, :clinic, :overridden and exists (
                    select from rules.episode where client_id = :client and open and not beside))""")
                .param("episode", opened.episode().value()).param("client", opened.client().value())
                .param("clinic", opened.clinic().value()).param("overridden", opened.overrideReason() != null)
                .update();
    }

    private void reopen(EpisodeReopened reopened) {
        holdClientOf(reopened.episode());
        jdbc.sql("select client_id from rules.episode where episode_id = ?").param(reopened.episode().value())
                .query((row, _) -> row.getObject(1, UUID.class)).optional().ifPresent(
                        client -> comeBefore(reopened.episode(), client, reopened.overrideReason() != null));
        jdbc.sql("""
                update rules.episode e set open = true, beside = :overridden and exists (
                    select from rules.episode other where other.client_id = e.client_id and other.open
                    and not other.beside)
                where episode_id = :episode""")
                .param("episode", reopened.episode().value())
                .param("overridden", reopened.overrideReason() != null).update();
    }

    /** Who has a lesser id than the one that others are refused for takes its place. */
    private void comeBefore(EpisodeId episode, UUID client, boolean overridden) {
        if (overridden) {
            jdbc.sql("""
                    update rules.episode set beside = true
                    where client_id = ? and open and not beside and episode_id > ?""").params(client, episode.value())
                    .update();
        }
    }

    /** Which one is beside another follows from the ids of those that are open. */
    public void settle() {
        jdbc.sql("""
                update rules.episode e set beside = not beside
                where beside <> (open and exists (select from rules.episode o where o.client_id = e.client_id
                                                  and o.open and o.episode_id < e.episode_id))""").update();
    }

    /** The first that was allowed beside it takes its place, so that the next one needs an override again. */
    private void end(EpisodeId episode) {
        holdClientOf(episode);
        jdbc.sql("update rules.episode set open = false, beside = false where episode_id = ?").param(episode.value())
                .update();
        jdbc.sql("""
                update rules.episode set beside = false
                where episode_id = (
                    select e.episode_id from rules.episode ended join rules.episode e using (client_id)
                    where ended.episode_id = ? and e.open
                    order by e.beside, e.episode_id limit 1)
                  and beside""").param(episode.value()).update();
    }

    /** Whoever opens or ends another episode of the client at the same moment waits, and then sees this one. */
    private void holdClientOf(EpisodeId episode) {
        jdbc.sql("""
                select s.client_id from rules.client_standing s join rules.episode e using (client_id)
                where e.episode_id = ? for no key update of s""").param(episode.value()).query().listOfRows();
    }
}
