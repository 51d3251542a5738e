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

    private void refer(EpisodeId episode, Instant at, String[] atIntake, String[] later) {
        jdbc.sql("""
                insert into rules.urgent_referral as r (episode_id, client_id, clinic_id, since, found_at, codes,
                                                        intake_codes, later_codes, later_found)
                select episode_id, client_id, clinic_id, s.at, s.at, s.at_intake || s.later, s.at_intake, s.later,
                       case when cardinality(s.later) > 0 then array[s.at] else '{}' end
                from rules.episode, (select ?::timestamptz as at, ?::text[] as at_intake, ?::text[] as later) s
                where episode_id = ? and (spoken_at is null or spoken_at < s.at)
                on conflict (episode_id) do update
                set since = least(r.since, excluded.since), found_at = greatest(r.found_at, excluded.found_at),
                    codes = array(select distinct unnest(r.codes || excluded.codes) order by 1),
                    later_codes = array(select distinct unnest(r.later_codes || excluded.later_codes) order by 1),
                    later_found = array(select distinct unnest(r.later_found || excluded.later_found) order by 1)""")
                .params(at.atOffset(ZoneOffset.UTC), atIntake, later, episode.value()).update();
    }

    /** What was found at intake does not wait any more once a physician has spoken, whose word is never before it. */
    private void referAnew(IntakeCorrected corrected) {
        UUID episode = corrected.episode().value();
        String[] urgent = urgent(corrected.findings().catalogueVersion(), corrected.findings().positive());
        Instant openedAt = corrected.findings().openedAt();
        int waiting = jdbc.sql("""
                update rules.urgent_referral r
                set intake_codes = s.at_intake,
                    since = coalesce(least(case when cardinality(s.at_intake) > 0 then s.opened_at end,
                                           r.later_found[1]), s.opened_at),
                    found_at = coalesce(r.later_found[array_upper(r.later_found, 1)], s.opened_at),
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
        jdbc.sql("delete from rules.urgent_referral where episode_id = ? and found_at <= ?").params(episode, at)
                .update();
        jdbc.sql("""
                update rules.urgent_referral r
                set later_found = l.found, since = coalesce(l.found[1], r.found_at)
                from (select array(select found from rules.urgent_referral u, unnest(u.later_found) found
                                   where u.episode_id = ? and found > ? order by 1) as found) l
                where r.episode_id = ? and r.since <= ?""").params(episode, at, episode, at).update();
    }

}
