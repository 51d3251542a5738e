package io.lumbar.infrastructure.episode;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.lumbar.domain.Event;
import io.lumbar.domain.SessionId;
import io.lumbar.domain.episode.Intake.EpisodeVoided;
import io.lumbar.domain.episode.Session.RuleBreached;
import io.lumbar.domain.episode.Session.SessionCorrected;
import io.lumbar.domain.episode.Session.SessionHeld;
import io.lumbar.domain.episode.Session.SessionVoided;
import io.lumbar.domain.episode.SessionRule;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Puts a session that took place against a rule on the work list, in the transaction that records it. */
public final class RuleBreaches {

    private final JdbcClient jdbc;
    private final Map<SessionId, Instant> starts = new HashMap<>();

    private RuleBreaches(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Writes {@code rules.breach}, after the rows of the episodes themselves. */
    public static void record(JdbcClient jdbc, List<? extends Event> events) {
        events.forEach(new RuleBreaches(jdbc)::record);
    }

    private void record(Event event) {
        switch (event) {
            case SessionHeld held -> starts.put(held.session(), held.treatment().startedAt());
            case SessionCorrected corrected -> {
                starts.put(corrected.session(), corrected.treatment().startedAt());
                move(corrected.session(), corrected.treatment().startedAt());
                if (corrected.stillBreached() != null) {
                    keep(corrected.session(), corrected.stillBreached());
                }
            }
            case RuleBreached breached -> add(breached);
            case SessionVoided voided -> keep(voided.session(), List.of());
            case EpisodeVoided voided -> jdbc.sql("delete from rules.breach where episode_id = ?")
                    .param(voided.episode().value()).update();
            default -> {}
        }
    }

    /** A breach follows on the holding or the correction of its session in the same append. */
    private void add(RuleBreached breached) {
        Instant start = starts.getOrDefault(breached.session(), breached.at());
        jdbc.sql("""
                insert into rules.breach as b (session_id, episode_id, client_id, clinic_id, since, rules)
                select ?, episode_id, client_id, clinic_id, ?, array[?] from rules.episode where episode_id = ?
                on conflict (session_id) do update set rules = b.rules || excluded.rules""")
                .params(breached.session().value(), start.atOffset(ZoneOffset.UTC), breached.rule().name(),
                        breached.episode().value())
                .update();
    }

    private void move(SessionId session, Instant start) {
        jdbc.sql("update rules.breach set since = ? where session_id = ?")
                .params(start.atOffset(ZoneOffset.UTC), session.value()).update();
    }

    private void keep(SessionId session, List<SessionRule> rules) {
        if (rules.isEmpty()) {
            jdbc.sql("delete from rules.breach where session_id = ?").param(session.value()).update();
        } else {
            jdbc.sql("update rules.breach set rules = ? where session_id = ?")
                    .params(rules.stream().map(SessionRule::name).toArray(String[]::new), session.value()).update();
        }
    }
}
