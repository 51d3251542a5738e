package io.lumbar.infrastructure.report;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
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
import io.lumbar.domain.episode.CareEpisodeDecider;
import io.lumbar.domain.episode.EpisodeEvent;
import io.lumbar.domain.facts.EpisodeFacts;
import io.lumbar.infrastructure.eventstore.EventReader;
import io.lumbar.infrastructure.eventstore.EventReader.Span;
import io.lumbar.infrastructure.eventstore.RecordedEvent;
import io.lumbar.infrastructure.eventstore.StreamId;
import io.lumbar.infrastructure.projection.Copy;
import io.lumbar.infrastructure.projection.Occurrence;
import io.lumbar.infrastructure.projection.Projection;
import io.lumbar.infrastructure.projection.Query;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * The facts that reports count, of every episode as it stands and as it was known at any moment (docs/adr/0061). They are
 * worked out by the aggregate's own evolution, so there is no second opinion on what an event means. An episode that is not
 * remembered is folded from its events again.
 *
 * <p>All events of one append are recorded at the same moment; what was true only between them leaves no row, and neither
 * does an event by which no fact changes.
 */
public final class FactsProjection implements Projection {
    /** Where its position is kept. */
    public static final String NAME = "facts-v1";
    static final String PRESENT = "projection.episode_facts_v1";
    static final String HISTORY = "projection.episode_facts_history_v1";
    private static final String PRESENT_COLUMNS = "episode, version, change, first_recorded_at, recorded_at, facts";
    private static final String HISTORY_COLUMNS = "episode, recorded_from, facts";
    /** Episodes that are remembered, some 8 kB each. */
    private static final int REMEMBERED = 2_048;
    private static final int REMEMBERED_ALONE = 16_384;
    private static final CareEpisodeDecider DECIDER = new CareEpisodeDecider();
    private static final HexFormat HEX = HexFormat.of();

    private final Function<RecordedEvent, Event> parsing;
    private final boolean alone;
    private final Cache<UUID, Folded> memory;

    /**
     * Remembers the episodes it changed last, but asks its tables, which other instances write too, for their version.
     *
     * @param parsing reads an event that was stored before
     */
    public FactsProjection(Function<RecordedEvent, Event> parsing) {
        this(parsing, false, REMEMBERED);
    }

    FactsProjection(Function<RecordedEvent, Event> parsing, boolean alone, int remembered) {
        this.parsing = parsing;
        this.alone = alone;
        this.memory = Caffeine.newBuilder().maximumSize(remembered).build();
    }

    /** Trusts its memory. */
    @Override
    public Projection alone() {
        return new FactsProjection(parsing, true, REMEMBERED_ALONE);
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
        return List.of(PRESENT, HISTORY);
    }

    /** An episode after its events up to a version, and its row then. */
    private record Folded(CareEpisode state, Row row) {}

    /**
     * A row of the present.
     *
     * @param version -1 before there is one
     * @param facts null where there are none
     */
    @SuppressWarnings("ArrayRecordComponent") // shared with nobody who would change it
    private record Row(long version, Instant firstRecordedAt, Instant recordedAt, byte @Nullable [] facts) {

        static final Row NONE = new Row(-1, Instant.MAX, Instant.MIN, null);

        boolean says(byte @Nullable [] other) {
            return Arrays.equals(facts, other);
        }
    }

    @Override
    public void project(Connection transaction, List<Occurrence> events) throws SQLException {
        var byEpisode = new LinkedHashMap<UUID, List<Occurrence>>();
        for (Occurrence each : events) {
            byEpisode.computeIfAbsent(each.event().stream().id(), _ -> new ArrayList<>()).add(each);
        }
        if (byEpisode.isEmpty()) {
            return;
        }
        lockToTheEnd(transaction);
        Map<UUID, Folded> remembered = taken(byEpisode.keySet());
        Map<UUID, Row> rows = rows(transaction, byEpisode.keySet(), remembered);
        byEpisode.entrySet().removeIf(entry -> {
            entry.getValue().removeIf(each -> each.version() <= row(rows, entry.getKey()).version);
            return entry.getValue().isEmpty();
        });
        if (!byEpisode.isEmpty()) {
            var changes = new Changes(transaction, nextChange(transaction));
            changes.takeBackHalves(byEpisode, rows);
            Map<UUID, CareEpisode> states = states(transaction, byEpisode, rows, remembered);
            byEpisode.forEach((id, news) -> remembered.put(id, changes.told(id, news,
                    Objects.requireNonNull(states.get(id)), row(rows, id))));
            changes.write();
        }
        memory.putAll(remembered);
    }

    /** One writes at a time, so that the numbers of changes rise in the order of commits. */
    private static void lockToTheEnd(Connection transaction) throws SQLException {
        new Query("select pg_advisory_xact_lock(hashtextextended(?, 61))", NAME).list(transaction, _ -> true);
    }

    /**
     * The number of a transaction's changes. A sequence would not do: it gives numbers again that a crash of the database
     * took away, with commits that had not waited for the disk and yet were seen.
     */
    private static long nextChange(Connection transaction) throws SQLException {
        return new Query("select greatest(coalesce(max(change), 0) + 1,"
                + " (extract(epoch from clock_timestamp()) * 1000000)::bigint) from " + PRESENT)
                .list(transaction, row -> row.getLong(1)).getFirst();
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
            new Query("select " + PRESENT_COLUMNS + " from " + PRESENT + " where episode = any(?)", uuids(unknown))
                    .list(transaction, row -> rows.put(row.getObject("episode", UUID.class),
                            new Row(row.getLong("version"), instant(row, "first_recorded_at"),
                                    instant(row, "recorded_at"), row.getBytes("facts"))));
        }
        return rows;
    }

    /** The episodes before the batch, folded anew from the store where memory does not reach the row's version. */
    private Map<UUID, CareEpisode> states(Connection transaction, Map<UUID, List<Occurrence>> byEpisode,
            Map<UUID, Row> rows, Map<UUID, Folded> remembered) throws SQLException {
        var states = new HashMap<UUID, CareEpisode>();
        var spans = new ArrayList<Span>();
        for (UUID id : byEpisode.keySet()) {
            long version = row(rows, id).version;
            Folded folded = remembered.get(id);
            long from = 0;
            CareEpisode state = DECIDER.initial();
            if (folded != null && folded.row.version <= version) {
                from = folded.row.version + 1;
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

    private static Object uuids(Collection<UUID> ids) {
        return Query.array("uuid", ids, id -> id);
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNull(Query.instant(row, column));
    }

    /** What a batch changes in the tables. */
    private static final class Changes {
        private final Connection transaction;
        private final long number;
        private final Copy present = new Copy(PRESENT, PRESENT_COLUMNS);
        private final Copy history = new Copy(HISTORY, HISTORY_COLUMNS);
        private final List<UUID> replaced = new ArrayList<>();
        private final List<UUID> unchanged = new ArrayList<>();
        private final List<Long> versions = new ArrayList<>();
        private final Set<UUID> halves = new HashSet<>();

        Changes(Connection transaction, long number) {
            this.transaction = transaction;
            this.number = number;
        }

        /** Where the batch before ended within an append, what stood before that append stands again. */
        void takeBackHalves(Map<UUID, List<Occurrence>> byEpisode, Map<UUID, Row> rows) throws SQLException {
            var ids = new ArrayList<UUID>();
            var moments = new ArrayList<Instant>();
            byEpisode.forEach((id, news) -> {
                Row row = row(rows, id);
                if (row.recordedAt.equals(news.getFirst().recordedAt())) {
                    ids.add(id);
                    moments.add(row.recordedAt);
                    rows.put(id, new Row(row.version, row.firstRecordedAt, row.firstRecordedAt, null));
                }
            });
            if (ids.isEmpty()) {
                return;
            }
            halves.addAll(ids);
            Object these = uuids(ids);
            Object then = Query.array("timestamptz", moments, Instant::toString);
            new Query("delete from " + HISTORY + " h using unnest(?::uuid[], ?::timestamptz[]) t(episode, moment)"
                    + " where h.episode = t.episode and h.recorded_from = t.moment", these, then).update(transaction);
            new Query("select distinct on (episode) " + HISTORY_COLUMNS + " from " + HISTORY
                    + " where episode = any(?) order by episode, recorded_from desc", these)
                    .list(transaction, row -> rows.computeIfPresent(row.getObject("episode", UUID.class),
                            (_, before) -> before(before, row)));
        }

        private static Row before(Row half, ResultSet row) {
            try {
                return new Row(half.version, half.firstRecordedAt, instant(row, "recorded_from"),
                        row.getBytes("facts"));
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        /** Adds the versions that come about by {@code news}, and answers where they lead. */
        Folded told(UUID id, List<Occurrence> news, CareEpisode before, Row stored) {
            CareEpisode state = before;
            Row row = stored;
            for (int n = 0; n < news.size(); n++) {
                Occurrence each = news.get(n);
                state = DECIDER.evolve(state, (EpisodeEvent) each.event());
                if (n + 1 == news.size() || !news.get(n + 1).recordedAt().equals(each.recordedAt())) {
                    row = after(id, row, state, each);
                }
            }
            if (row.recordedAt.equals(stored.recordedAt) && !halves.contains(id)) {
                unchanged.add(id);
                versions.add(row.version);
            } else {
                replaced.add(id);
                present.row(id, row.version, number, row.firstRecordedAt, row.recordedAt, hex(row.facts));
            }
            return new Folded(state, row);
        }

        private Row after(UUID id, Row row, CareEpisode state, Occurrence last) {
            byte[] facts = facts(state);
            Instant moment = last.recordedAt();
            if (row.version >= 0 && row.says(facts)) {
                return new Row(last.version(), row.firstRecordedAt, row.recordedAt, facts);
            }
            if (facts != null || row.facts != null) {
                history.row(id, moment, hex(facts));
            }
            return new Row(last.version(), row.version < 0 ? moment : row.firstRecordedAt, moment, facts);
        }

        private static byte @Nullable [] facts(CareEpisode state) {
            EpisodeFacts facts = state instanceof CareEpisode.Opened opened ? EpisodeFacts.of(opened) : null;
            return facts == null ? null : FactsCodec.encoded(facts);
        }

        private static @Nullable String hex(byte @Nullable [] facts) {
            return facts == null ? null : "\\x" + HEX.formatHex(facts);
        }

        void write() throws SQLException {
            if (!unchanged.isEmpty()) {
                new Query("update " + PRESENT + " p set version = u.version"
                        + " from unnest(?::uuid[], ?::bigint[]) u(episode, version) where p.episode = u.episode",
                        uuids(unchanged), Query.array("int8", versions, version -> version)).update(transaction);
            }
            if (!replaced.isEmpty()) {
                new Query("delete from " + PRESENT + " where episode = any(?)", uuids(replaced)).update(transaction);
            }
            present.write(transaction);
            history.write(transaction);
        }
    }
}
