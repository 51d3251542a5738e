package io.lumbar.infrastructure.privacy;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

import io.lumbar.domain.Subject;
import io.lumbar.infrastructure.projection.Query;

/** Each person's keyset as a row of {@code vault.keyset}. Where a master key comes with it, its row is made where it is missing. */
final class KeysetTable {
    private static final String FETCH = """
            select k.kind, k.id, k.master_key, k.wrapped
            from unnest(?, ?) as asked (kind, id) join vault.keyset k using (kind, id)""";
    /** The master key comes with its keysets, should its row have been retired meanwhile. */
    private static final String WITH_MASTER_KEY = """
            with master as (insert into vault.master_key (name, proof) values (?, ?) on conflict do nothing)""";
    private static final String MAKE = """
            insert into vault.keyset (kind, id, master_key, wrapped)
            select kind, id, ?, decode(wrapped, 'hex') from unnest(?, ?, ?) as made (kind, id, wrapped)
            order by kind, id on conflict do nothing returning kind, id""";
    private static final String DESTROY = """
            update vault.keyset set destroyed_at = clock_timestamp(), master_key = null, wrapped = null
            where kind = ? and id = ? and destroyed_at is null""";
    /** Longer than keys are kept in memory, so that an instance that could not ask for a while misses none. */
    private static final String DESTROYED = """
            select kind, id from vault.keyset where destroyed_at > statement_timestamp() - interval '10 minutes'""";
    private static final String NOT_RENEWED = """
            select kind, id, master_key, wrapped from vault.keyset
            where wrapped is not null and coalesce(renewed_at, created_at) < ? order by kind, id limit ?""";
    /** Long after the command that made them must have ended. */
    private static final String SWEEP = """
            delete from vault.keyset k using vault.stream_of s
            where s.kind = k.kind and k.created_at < statement_timestamp() - interval '1 day'
              and k.destroyed_at is null and s.stream_kind is not null
              and not exists (select from eventstore.event e where e.stream_kind = s.stream_kind and e.stream_id = k.id)""";

    private final VaultTables tables;

    KeysetTable(VaultTables tables) {
        this.tables = tables;
    }

    /** The keysets of these, destroyed ones among them; nothing of those who never had one. */
    List<Keyset> of(Collection<Subject> subjects) {
        return tables.work(connection -> new Query(FETCH, Query.array("text", subjects, KeysetTable::kind),
                Query.array("uuid", subjects, Subject::id)).list(connection, KeysetTable::row));
    }

    /**
     * Adds keysets, all wrapped by one master key, of those who have none.
     *
     * @return whose were added
     */
    Set<Subject> add(List<Keyset> made, Wrapping by) {
        return new HashSet<>(tables.work(connection -> withMasterKey(by).then(MAKE, by.masterKey(),
                Query.array("text", made, each -> kind(each.subject())),
                Query.array("uuid", made, each -> each.subject().id()),
                Query.array("text", made, each -> HexFormat.of().formatHex(Objects.requireNonNull(each.wrapped()))))
                .list(connection, KeysetTable::subject)));
    }

    void destroy(Subject subject) {
        tables.work(connection -> new Query(DESTROY, kind(subject), subject.id()).update(connection));
    }

    /** Whose were destroyed of late. */
    List<Subject> destroyed() {
        return tables.work(connection -> new Query(DESTROYED).list(connection, KeysetTable::subject));
    }

    /** Some whose newest key is older than that. */
    List<Keyset> notRenewed(Instant before, int most) {
        return tables.work(
                connection -> new Query(NOT_RENEWED, before, most).list(connection, KeysetTable::row));
    }

    /**
     * Puts a renewed keyset in the place of {@code former}.
     *
     * @return false when another instance renewed or destroyed it meanwhile
     */
    boolean renew(Keyset former, byte[] renewed, Wrapping by) {
        return tables.work(connection -> withMasterKey(by).then("""
                update vault.keyset set wrapped = ?, master_key = ?, renewed_at = clock_timestamp()
                where kind = ? and id = ? and wrapped = ?""", renewed, by.masterKey(), kind(former.subject()),
                former.subject().id(), Objects.requireNonNull(former.wrapped())).update(connection)) > 0;
    }

    /** Some that another master key wraps. */
    List<Keyset> wrappedByOthers(String masterKey, int most) {
        return tables.work(connection -> new Query("""
                select kind, id, master_key, wrapped from vault.keyset where master_key <> ? limit ?""", masterKey,
                most).list(connection, KeysetTable::row));
    }

    /**
     * Puts the same keys, wrapped anew, in the place of {@code former}.
     *
     * @return false when another instance did, or destroyed them, meanwhile
     */
    boolean rewrap(Keyset former, byte[] anew, Wrapping by) {
        return tables.work(connection -> withMasterKey(by).then("""
                update vault.keyset set master_key = ?, wrapped = ? where kind = ? and id = ? and master_key = ?""",
                by.masterKey(), anew, kind(former.subject()), former.subject().id(),
                Objects.requireNonNull(former.masterKey())).update(connection)) > 0;
    }

    /** Deletes those that were made a day ago or longer for somebody of whom nothing was recorded then. */
    int sweep() {
        return tables.work(connection -> new Query(SWEEP).update(connection));
    }

    /** The database's time. */
    Instant now() {
        return tables.work(connection -> new Query("select clock_timestamp() as now").list(connection,
                row -> Objects.requireNonNull(Query.instant(row, "now"))).getFirst());
    }

    private static Query withMasterKey(Wrapping by) {
        return new Query(WITH_MASTER_KEY, by.masterKey(), by.proof());
    }

    private static Keyset row(ResultSet row) throws SQLException {
        return new Keyset(subject(row), row.getString("master_key"), row.getBytes("wrapped"));
    }

    private static Subject subject(ResultSet row) throws SQLException {
        return new Subject(Subject.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                row.getObject("id", UUID.class));
    }

    private static String kind(Subject subject) {
        return subject.kind().name().toLowerCase(Locale.ROOT);
    }
}
