package io.lumbar.infrastructure.episode;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.lumbar.domain.EpisodeId;
import io.lumbar.domain.Event;
import io.lumbar.domain.episode.Intake.IntakeCorrected;
import io.lumbar.domain.episode.PositiveSign;
import io.lumbar.domain.episode.Screening.ClearanceRecorded;
import io.lumbar.domain.episode.Screening.ScreeningRecorded;
import io.lumbar.domain.episode.ScreeningCatalogue;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Puts a client whose screening calls for a physician now on the work list, in the transaction that records the
 * screening: an emergency must not wait for a projection. It waits there as long as the episode is open, and again when
 * that is reopened.
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
            case IntakeCorrected corrected -> referAnew(corrected);
            case ClearanceRecorded clearance -> spokenOf(clearance);
            default -> {}
        }
    }

    private void refer(ScreeningRecorded screening) {
        boolean atIntake = jdbc
                .sql("update rules.episode set screened = true where episode_id = ? and not screened")
                .param(screening.episode().value()).update() > 0;
        String[] urgent = urgent(screening.catalogueVersion(), screening.positive());
        if (urgent.length > 0) {
            refer(screening.episode(), screening.at(), atIntake ? urgent : new String[0],
                    atIntake ? new String[0] : urgent);
        }
    }

    private void refer(EpisodeId episode, Instant since, String[] atIntake, String[] later) {
        jdbc.sql("""
                insert into rules.urgent_referral as r (episode_id, client_id, clinic_id, since, codes, intake_codes,
                                                        later_codes, later_since)
                select episode_id, client_id, clinic_id, s.since, s.at_intake || s.later, s.at_intake, s.later,
                       case when cardinality(s.later) > 0 then s.since end
                from rules.episode, (select ?::timestamptz as since, ?::text[] as at_intake, ?::text[] as later) s
                where episode_id = ? and (spoken_at is null or spoken_at < s.since)
                on conflict (episode_id) do update
                set since = greatest(r.since, excluded.since),
                    codes = array(select distinct unnest(r.codes || excluded.codes) order by 1),
                    later_codes = array(select distinct unnest(r.later_codes || excluded.later_codes) order by 1),
                    later_since = greatest(r.later_since, excluded.later_since)""")
                .params(since.atOffset(ZoneOffset.UTC), atIntake, later, episode.value()).update();
    }

    /** What was found at intake does not wait any more once a physician has spoken, whose word is never before it. */
    private void referAnew(IntakeCorrected corrected) {
        UUID episode = corrected.episode().value();
        String[] urgent = urgent(corrected.findings().catalogueVersion(), corrected.findings().positive());
        Instant openedAt = corrected.findings().openedAt();
        int waiting = jdbc.sql("""
                update rules.urgent_referral r
                set intake_codes = s.at_intake, since = coalesce(r.later_since, s.opened_at),
                    codes = array(select distinct unnest(s.at_intake || r.later_codes) order by 1)
                from rules.episode e, (select ?::timestamptz as opened_at, ?::text[] as at_intake) s
                where r.episode_id = ? and e.episode_id = r.episode_id and e.spoken_at is null""")
                .params(openedAt.atOffset(ZoneOffset.UTC), urgent, episode).update();
        if (waiting > 0) {
            jdbc.sql("delete from rules.urgent_referral where episode_id = ? and codes = '{}'").param(episode).update();
        } else if (urgent.length > 0) {
            refer(corrected.episode(), openedAt, urgent, new String[0]);
        }
    }

    private static String[] urgent(int catalogueVersion, List<PositiveSign> positive) {
        return ScreeningCatalogue.of(catalogueVersion).consequenceOf(positive).levels().entrySet().stream()
                .filter(code -> code.getValue().needsUrgentReferral()).map(Map.Entry::getKey).toArray(String[]::new);
    }

    private void spokenOf(ClearanceRecorded clearance) {
        UUID episode = clearance.episode().value();
        OffsetDateTime at = clearance.clearedAt().atOffset(ZoneOffset.UTC);
        jdbc.sql("update rules.episode set spoken_at = greatest(spoken_at, ?) where episode_id = ?")
                .params(at, episode).update();
        jdbc.sql("delete from rules.urgent_referral where episode_id = ? and since <= ?").params(episode, at).update();
    }

}
