package io.lumbar.infrastructure.episode;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;

import io.lumbar.domain.EpisodeId;
import io.lumbar.domain.Event;
import io.lumbar.domain.episode.Discharge.EpisodeDischarged;
import io.lumbar.domain.episode.Intake.EpisodeDeclined;
import io.lumbar.domain.episode.Intake.EpisodeVoided;
import io.lumbar.domain.episode.Screening.ClearanceRecorded;
import io.lumbar.domain.episode.Screening.ScreeningRecorded;
import io.lumbar.domain.episode.ScreeningCatalogue;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Puts a client whose screening calls for a physician now on the work list, in the transaction that records the
 * screening: an emergency must not wait for a projection.
 */
public final class UrgentReferrals {

    private final JdbcClient jdbc;

    /** Rows through {@code jdbc}, in the transaction that is running. */
    public UrgentReferrals(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Writes {@code rules.urgent_referral}, after the row of the episode itself. */
    public void record(Event event) {
        switch (event) {
            case ScreeningRecorded screening -> refer(screening);
            case ClearanceRecorded clearance -> spokenOf(clearance);
            case EpisodeDeclined declined -> end(declined.episode());
            case EpisodeVoided voided -> end(voided.episode());
            case EpisodeDischarged discharged -> end(discharged.episode());
            default -> {}
        }
    }

    private void refer(ScreeningRecorded screening) {
        String[] urgent = ScreeningCatalogue.of(screening.catalogueVersion()).consequenceOf(screening.positive())
                .levels().entrySet().stream().filter(code -> code.getValue().needsUrgentReferral())
                .map(Map.Entry::getKey).toArray(String[]::new);
        if (urgent.length == 0) {
            return;
        }
        Instant since = screening.at();
        jdbc.sql("""
                insert into rules.urgent_referral as r (episode_id, client_id, clinic_id, since, codes)
                select episode_id, client_id, clinic_id, s.since, ?
                from rules.episode, (select ?::timestamptz as since) s
                where episode_id = ? and (spoken_at is null or spoken_at < s.since)
                on conflict (episode_id) do update
                set since = greatest(r.since, excluded.since),
                    codes = array(select distinct unnest(r.codes || excluded.codes) order by 1)""")
                .params(urgent, since.atOffset(ZoneOffset.UTC), screening.episode().value()).update();
    }

    private void spokenOf(ClearanceRecorded clearance) {
        UUID episode = clearance.episode().value();
        OffsetDateTime at = clearance.clearedAt().atOffset(ZoneOffset.UTC);
        jdbc.sql("update rules.episode set spoken_at = greatest(spoken_at, ?) where episode_id = ?")
                .params(at, episode).update();
        jdbc.sql("delete from rules.urgent_referral where episode_id = ? and since <= ?").params(episode, at).update();
    }

    private void end(EpisodeId episode) {
        jdbc.sql("delete from rules.urgent_referral where episode_id = ?").param(episode.value()).update();
    }
}
