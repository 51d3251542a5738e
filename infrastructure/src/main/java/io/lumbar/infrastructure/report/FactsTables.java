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
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

import io.lumbar.domain.EpisodeId;
import io.lumbar.domain.facts.EpisodeFacts;
import io.lumbar.infrastructure.projection.Copy;
import io.lumbar.infrastructure.projection.Query;
import org.jspecify.annotations.Nullable;

/**
 * The facts that reports count, of every episode as it stands and as it was known at any moment (docs/adr/0061), and what a
 * transaction changes in them. What was true only between the events of one append leaves no row, and neither does an
 * event by which no fact changes.
 */
public final class FactsTables {
    /** One row an episode. */
    public static final String PRESENT = "projection.episode_facts_v2";
    /** Every version; rows are only put into it. */
    public static final String HISTORY = "projection.episode_facts_history_v2";
    private static final String PRESENT_COLUMNS = "episode, version, change, first_recorded_at, recorded_at, facts, trail";
    private static final String HISTORY_COLUMNS = "episode, recorded_from, facts";
    private static final HexFormat HEX = HexFormat.of();

    private final FactsCodec codec = new FactsCodec();
    private final Connection transaction;
    private final long number;
    private final Copy present = new Copy(PRESENT, PRESENT_COLUMNS);
    private final Copy history = new Copy(HISTORY, HISTORY_COLUMNS);
    private final List<UUID> replaced = new ArrayList<>();
    private final List<UUID> unchanged = new ArrayList<>();
    private final List<Long> versions = new ArrayList<>();
    private final Set<UUID> halves = new HashSet<>();

    /**
     * A row of the present.
     *
     * @param version of the last event that was applied; -1 before there is one
     * @param firstRecordedAt since when anything is known of the episode
     * @param recordedAt since when the facts stand
     * @param facts null where there are none
     * @param trail see {@link FactsTrail}
     */
    @SuppressWarnings("ArrayRecordComponent") // shared with nobody who would change it
    public record Row(long version, Instant firstRecordedAt, Instant recordedAt, byte @Nullable [] facts,
            byte[] trail) {

        /** That of an episode of which nothing is known. */
        public static final Row NONE = new Row(-1, Instant.MAX, Instant.MIN, null, FactsTrail.NONE);

        private boolean says(byte @Nullable [] other) {
            return Arrays.equals(facts, other);
        }
    }

    private FactsTables(Connection transaction, long number) {
        this.transaction = transaction;
        this.number = number;
    }

    /** One writes at a time, so that the numbers of changes rise in the order of commits. */
    public static void lockToTheEnd(Connection transaction) throws SQLException {
        new Query("select pg_advisory_xact_lock(hashtextextended(?, 61))", PRESENT).list(transaction, _ -> true);
    }

    /**
     * Begins a transaction's changes. A sequence would not do for their number: it gives numbers again that a crash of the
     * database took away, with commits that had not waited for the disk and yet were seen.
     */
    public static FactsTables changedBy(Connection transaction) throws SQLException {
        return new FactsTables(transaction, new Query("select greatest(coalesce(max(change), 0) + 1,"
                + " (extract(epoch from clock_timestamp()) * 1000000)::bigint) from " + PRESENT)
                .list(transaction, row -> row.getLong(1)).getFirst());
    }

    /** The rows of these episodes; those without are left out. */
    public static Map<UUID, Row> rows(Connection transaction, Collection<UUID> ids) throws SQLException {
        var rows = new HashMap<UUID, Row>();
        new Query("select " + PRESENT_COLUMNS + " from " + PRESENT + " where episode = any(?)", uuids(ids))
                .list(transaction, row -> rows.put(row.getObject("episode", UUID.class),
                        new Row(row.getLong("version"), instant(row, "first_recorded_at"),
                                instant(row, "recorded_at"), row.getBytes("facts"), row.getBytes("trail"))));
        return rows;
    }

    /**
     * Where the batch before ended within an append, what stood before that append stands again.
     *
     * @param next when the next events of each episode were recorded
     * @param rows are replaced
     */
    public void takeBackHalves(Map<UUID, Instant> next, Map<UUID, Row> rows) throws SQLException {
        var ids = new ArrayList<UUID>();
        var moments = new ArrayList<Instant>();
        next.forEach((id, moment) -> rows.computeIfPresent(id, (_, row) -> {
            if (!row.recordedAt.equals(moment)) {
                return row;
            }
            ids.add(id);
            moments.add(moment);
            return new Row(row.version, row.firstRecordedAt, row.firstRecordedAt, null, FactsTrail.NONE);
        }));
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
            return new Row(half.version, half.firstRecordedAt, instant(row, "recorded_from"), row.getBytes("facts"),
                    FactsTrail.NONE);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * The row after an append, of which the history keeps what is new.
     *
     * @param row before it
     * @param known what stands after it; null for nothing
     * @param version of its last event
     * @param moment when it was recorded
     */
    public Row after(UUID id, Row row, @Nullable EpisodeFacts known, long version, Instant moment) {
        byte[] facts = known == null ? null : FactsCodec.encoded(known);
        if (row.version >= 0 && row.says(facts)) {
            return new Row(version, row.firstRecordedAt, row.recordedAt, facts, row.trail);
        }
        if (facts != null || row.facts != null) {
            history.row(id, moment, hex(facts));
        }
        return new Row(version, row.version < 0 ? moment : row.firstRecordedAt, moment, facts,
                row.version < 0 ? FactsTrail.NONE : trail(id, row, known, moment));
    }

    private byte[] trail(UUID id, Row row, @Nullable EpisodeFacts known, Instant moment) {
        return FactsTrail.after(row.trail, known, FactPage.micros(moment),
                row.facts == null ? null : codec.decoded(new EpisodeId(id), row.facts),
                FactPage.micros(row.recordedAt));
    }

    /** Puts {@code row} in the place of {@code stored}, which stood before the batch. */
    public void replace(UUID id, Row stored, Row row) {
        if (row.recordedAt.equals(stored.recordedAt) && !halves.contains(id)) {
            unchanged.add(id);
            versions.add(row.version);
        } else {
            replaced.add(id);
            present.row(id, row.version, number, row.firstRecordedAt, row.recordedAt, hex(row.facts),
                    hex(row.trail));
        }
    }

    /** Writes what was collected. */
    public void write() throws SQLException {
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

    private static @Nullable String hex(byte @Nullable [] facts) {
        return facts == null ? null : "\\x" + HEX.formatHex(facts);
    }

    private static Object uuids(Collection<UUID> ids) {
        return Query.array("uuid", ids, id -> id);
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNull(Query.instant(row, column));
    }
}
