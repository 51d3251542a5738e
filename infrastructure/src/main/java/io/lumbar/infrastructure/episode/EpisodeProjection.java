package io.lumbar.infrastructure.episode;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.lumbar.domain.Event;
import io.lumbar.domain.episode.CareEpisode;
import io.lumbar.domain.episode.CareEpisode.Opened;
import io.lumbar.domain.episode.CareEpisodeDecider;
import io.lumbar.domain.episode.EpisodeEvent;
import io.lumbar.domain.facts.EpisodeFacts;
import io.lumbar.infrastructure.eventstore.EventReader;
import io.lumbar.infrastructure.eventstore.EventReader.Span;
import io.lumbar.infrastructure.eventstore.RecordedEvent;
import io.lumbar.infrastructure.eventstore.StreamId;
import io.lumbar.infrastructure.projection.Occurrence;
import io.lumbar.infrastructure.projection.Projection;
import io.lumbar.infrastructure.projection.Query;
import io.lumbar.infrastructure.report.FactsTables;
import io.lumbar.infrastructure.report.FactsTables.Row;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Episodes and their sessions as they stand, for lists, caseload and calendar, and as they were known at any moment, for
 * reports. One projection writes both, so that they never contradict each other and an event is parsed and applied once
 * (docs/adr/0012). Everything follows from the aggregate's own evolution, so there is no second opinion on what an event
 * means. An episode that is not remembered is folded from its events again.
 */
public final class EpisodeProjection implements Projection {
    /** Where its position is kept. */
    public static final String NAME = "episodes-v2";
    /** Episodes that are remembered, some 8 kB each. */
    private static final int REMEMBERED = 2_048;
    private static final int REMEMBERED_ALONE = 16_384;
    private static final CareEpisodeDecider DECIDER = new CareEpisodeDecider();

    private final Function<RecordedEvent, Event> parsing;
    private final boolean alone;
    private final Cache<UUID, Folded> memory;

    /**
     * Remembers the episodes it changed last, but asks its tables, which other instances write too, for their version.
     *
     * @param parsing reads an event that was stored before
     */
    public EpisodeProjection(Function<RecordedEvent, Event> parsing) {
        this(parsing, false, REMEMBERED);
    }

    EpisodeProjection(Function<RecordedEvent, Event> parsing, boolean alone, int remembered) {
        this.parsing = parsing;
        this.alone = alone;
        this.memory = Caffeine.newBuilder().maximumSize(remembered).build();
    }

    /** Trusts its memory. */
    @Override
    public Projection alone() {
        return new EpisodeProjection(parsing, true, REMEMBERED_ALONE);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public io.lumbar.domain.StreamId.Kind follows() {
        return io.lumbar.domain.StreamId.Kind.CARE_EPISODE;
    }

    @Override
    public List<String> tables() {
        return List.of(EpisodeTables.EPISODE, EpisodeTables.SESSION, FactsTables.PRESENT, FactsTables.HISTORY);
    }

    /** An episode after its events up to a version, and the row of its facts then. */
    private record Folded(CareEpisode state, Row row) {}

    @Override
    public void project(Connection transaction, List<Occurrence> events) throws SQLException {
        var byEpisode = new LinkedHashMap<UUID, List<Occurrence>>();
        for (Occurrence each : events) {
            byEpisode.computeIfAbsent(each.event().stream().id(), _ -> new ArrayList<>()).add(each);
        }
        if (byEpisode.isEmpty()) {
            return;
        }
        FactsTables.lockToTheEnd(transaction);
        Map<UUID, Folded> remembered = taken(byEpisode.keySet());
        Map<UUID, Row> rows = rows(transaction, byEpisode.keySet(), remembered);
        byEpisode.entrySet().removeIf(entry -> {
            entry.getValue().removeIf(each -> each.version() <= row(rows, entry.getKey()).version());
            return entry.getValue().isEmpty();
        });
        if (!byEpisode.isEmpty()) {
            var facts = FactsTables.changedBy(transaction);
            Map<UUID, Instant> next = new LinkedHashMap<>();
            byEpisode.forEach((id, news) -> next.put(id, news.getFirst().recordedAt()));
            facts.takeBackHalves(next, rows);
            Map<UUID, CareEpisode> states = states(transaction, byEpisode, rows, remembered);
            var tables = new EpisodeTables();
            byEpisode.forEach((id, news) -> remembered.put(id, told(id, news,
                    Objects.requireNonNull(states.get(id)), row(rows, id), facts, tables)));
            facts.write();
            tables.write(transaction);
        }
        memory.putAll(remembered);
    }

    /** Adds what comes about by {@code news} to the tables, and answers where they lead. */
    private static Folded told(UUID id, List<Occurrence> news, CareEpisode before, Row stored, FactsTables facts,
            EpisodeTables tables) {
        CareEpisode state = before;
        Row row = stored;
        for (int n = 0; n < news.size(); n++) {
            Occurrence each = news.get(n);
            state = DECIDER.evolve(state, (EpisodeEvent) each.event());
            if (n + 1 == news.size() || !news.get(n + 1).recordedAt().equals(each.recordedAt())) {
                row = facts.after(id, row, state instanceof Opened opened ? EpisodeFacts.of(opened) : null,
                        each.version(), each.recordedAt());
            }
        }
        facts.replace(id, stored, row);
        if (state instanceof Opened opened) {
            tables.replace(before, opened, row.version());
        }
        return new Folded(state, row);
    }

    /** What is remembered of these; it is forgotten until the batch is written, in case it fails. */
    private Map<UUID, Folded> taken(Collection<UUID> ids) {
        var taken = new HashMap<UUID, Folded>();
        for (UUID id : ids) {
            Folded folded = memory.asMap().remove(id);
            if (folded != null) {
                taken.put(id, folded);
            }
        }
        return taken;
    }

    private static Row row(Map<UUID, Row> rows, UUID id) {
        return rows.getOrDefault(id, Row.NONE);
    }

    private Map<UUID, Row> rows(Connection transaction, Collection<UUID> ids, Map<UUID, Folded> remembered)
            throws SQLException {
        var rows = new HashMap<UUID, Row>();
        if (alone) {
            remembered.forEach((id, folded) -> rows.put(id, folded.row));
        }
        List<UUID> unknown = ids.stream().filter(id -> !rows.containsKey(id)).toList();
        if (!unknown.isEmpty()) {
            rows.putAll(FactsTables.rows(transaction, unknown));
        }
        return rows;
    }

    /** The episodes before the batch, folded anew from the store where memory does not reach the row's version. */
    private Map<UUID, CareEpisode> states(Connection transaction, Map<UUID, List<Occurrence>> byEpisode,
            Map<UUID, Row> rows, Map<UUID, Folded> remembered) throws SQLException {
        var states = new HashMap<UUID, CareEpisode>();
        var spans = new ArrayList<Span>();
        for (UUID id : byEpisode.keySet()) {
            long version = row(rows, id).version();
            Folded folded = remembered.get(id);
            long from = 0;
            CareEpisode state = DECIDER.initial();
            if (folded != null && folded.row.version() <= version) {
                from = folded.row.version() + 1;
                state = folded.state;
            }
            states.put(id, state);
            if (from <= version) {
                spans.add(new Span(stream(id), from, version + 1));
            }
        }
        if (!spans.isEmpty()) {
            Set<String> discarded = discarded(transaction, spans);
            var reader = new EventReader(new SingleConnectionDataSource(transaction, true)::getConnection);
            for (RecordedEvent each : reader.spans(spans)) {
                if (!discarded.contains(each.stream() + "@" + each.version())) {
                    states.computeIfPresent(each.stream().id(),
                            (_, state) -> DECIDER.evolve(state, (EpisodeEvent) parsing.apply(each)));
                }
            }
        }
        return states;
    }

    /** What an operator gave up is no part of the episode here. */
    private static Set<String> discarded(Connection transaction, List<Span> spans) throws SQLException {
        return new HashSet<>(new Query("select stream || '@' || version from projection.discarded_event"
                + " where processor = ? and stream = any(?)", NAME,
                Query.array("text", spans, span -> span.stream().toString()))
                .list(transaction, row -> row.getString(1)));
    }

    private static StreamId stream(UUID episode) {
        return StreamId.parse("care-episode:" + episode);
    }
}
