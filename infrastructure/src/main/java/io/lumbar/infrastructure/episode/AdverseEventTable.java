package io.lumbar.infrastructure.episode;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import io.lumbar.domain.episode.AdverseEvent.Duration;
import io.lumbar.domain.episode.AdverseEvent.Severity;
import io.lumbar.infrastructure.projection.Copy;
import io.lumbar.infrastructure.projection.Query;
import io.lumbar.infrastructure.projection.Versions.Version;

import static io.lumbar.infrastructure.projection.Query.instant;

/** The rows of adverse events. They are rare, and so are read only when one of them changes. */
final class AdverseEventTable {
    static final String NAME = "projection.adverse_event_fact_v1";

    private static final String COLUMNS = "episode, adverse_event, client, clinic, session, recorded_from,"
            + " recorded_to, occurred_at, on_date, duration, severity, grade";

    private final Connection transaction;
    private final Copy added = new Copy(NAME, COLUMNS);
    private final List<UUID> endedIn = new ArrayList<>();
    private final List<UUID> ended = new ArrayList<>();
    private final List<Instant> endedAt = new ArrayList<>();

    AdverseEventTable(Connection transaction) {
        this.transaction = transaction;
    }

    /** The present version of every adverse event, by episode and adverse event. */
    Map<UUID, Map<UUID, AdverseEventFact>> open(Collection<UUID> episodes) throws SQLException {
        var found = new HashMap<UUID, Map<UUID, AdverseEventFact>>();
        if (episodes.isEmpty()) {
            return found;
        }
        episodes.forEach(episode -> found.put(episode, new HashMap<>()));
        new Query("select " + COLUMNS + " from " + NAME + " where episode = any(?) and recorded_to = 'infinity'",
                Query.array("uuid", episodes, id -> id))
                .list(transaction, row -> Map.entry(row.getObject("episode", UUID.class), fact(row)))
                .forEach(each -> Objects.requireNonNull(found.get(each.getKey())).put(each.getValue().adverseEvent(),
                        each.getValue()));
        return found;
    }

    /** As {@link EpisodeTables#takeBack(Map)}. */
    void takeBack(Map<UUID, Instant> moments) throws SQLException {
        if (!moments.isEmpty()) {
            EpisodeTables.takeBack(transaction, NAME, moments);
        }
    }

    void end(UUID episode, UUID adverseEvent, Instant moment) {
        endedIn.add(episode);
        ended.add(adverseEvent);
        endedAt.add(moment);
    }

    void add(UUID episode, EpisodeFact.Opening opening, Version<AdverseEventFact> version) {
        AdverseEventFact fact = version.fact();
        added.row(episode, fact.adverseEvent(), opening.client(), opening.clinic(), fact.session(), version.from(),
                version.to() == null ? "infinity" : version.to(), fact.occurredAt(), fact.on(), fact.duration(),
                fact.severity(), fact.grade());
    }

    /** Writes what was collected. */
    void write() throws SQLException {
        if (!ended.isEmpty()) {
            new Query("update " + NAME + " t set recorded_to = u.moment"
                    + " from unnest(?::uuid[], ?::uuid[], ?::timestamptz[]) u(episode, adverse_event, moment)"
                    + " where t.episode = u.episode and t.adverse_event = u.adverse_event and t.recorded_to = 'infinity'",
                    Query.array("uuid", endedIn, id -> id), Query.array("uuid", ended, id -> id),
                    Query.array("timestamptz", endedAt, Instant::toString))
                    .update(transaction);
        }
        added.write(transaction);
    }

    private static AdverseEventFact fact(ResultSet row) throws SQLException {
        return new AdverseEventFact(row.getObject("adverse_event", UUID.class),
                Objects.requireNonNull(instant(row, "occurred_at")), row.getObject("on_date", LocalDate.class),
                row.getObject("session", UUID.class), Duration.valueOf(row.getString("duration")),
                Severity.valueOf(row.getString("severity")));
    }
}
