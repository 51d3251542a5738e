package io.lumbar.infrastructure.privacy;

import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import javax.sql.DataSource;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import io.lumbar.application.privacy.KeyManagement;
import io.lumbar.application.privacy.Vault;
import io.lumbar.domain.Subject;
import io.lumbar.infrastructure.Outage;
import io.lumbar.infrastructure.StartRefused;
import io.lumbar.infrastructure.projection.Query;
import org.jspecify.annotations.Nullable;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Each person's keyset as a row of {@code vault.keyset}, AES256-GCM by Tink. Keys are made in transactions of their own, so
 * that they are there before whatever was sealed with them, and are kept in memory for some minutes at most.
 */
public final class JdbcVault implements Vault {
    private static final int KEPT = 5_000;
    private static final Duration KEPT_FOR = Duration.ofMinutes(5);
    private static final byte[] KNOWN = "the vault of Lumbar".getBytes(UTF_8);
    private static final int FETCHED_TOGETHER = 2_000;

    private static final String FETCH = """
            select k.kind, k.id, k.master_key, k.wrapped
            from unnest(?, ?) as asked (kind, id) join vault.keyset k using (kind, id)""";
    /** The master key comes with its keysets, should its row have been retired meanwhile. */
    private static final String MAKE = """
            with master as (insert into vault.master_key (name, proof) values (?, ?) on conflict do nothing)
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

    private final DataSource connections;
    private final KeyManagement masterKeys;
    private final Cache<Subject, Keys> known = Caffeine.newBuilder().maximumSize(KEPT).expireAfterWrite(KEPT_FOR)
            .build();

    private JdbcVault(DataSource connections, KeyManagement masterKeys) {
        this.connections = connections;
        this.masterKeys = masterKeys;
    }

    /** Somebody's keys, ready for use; null when they were destroyed. */
    private record Keys(@Nullable Aead primitive) {}

    /**
     * Opens the vault.
     *
     * @param connections of the vault's role, used for one statement each
     * @throws StartRefused a master key that people's keys are wrapped by is missing or another one
     */
    public static JdbcVault open(DataSource connections, KeyManagement masterKeys) {
        try {
            AeadConfig.register();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the Java runtime lacks AES-GCM", e);
        }
        var vault = new JdbcVault(connections, masterKeys);
        vault.requireMasterKeys();
        return vault;
    }

    /** Whether anything was wrapped by any master key. */
    public static boolean isFilled(DataSource connections) {
        return work(connections, connection -> !new Query("select from vault.master_key limit 1")
                .list(connection, _ -> true).isEmpty());
    }

    private void requireMasterKeys() {
        work(connections, this::begin);
        var proofs = work(connections, connection -> new Query("select name, proof from vault.master_key")
                .list(connection, row -> new Proof(row.getString(1), row.getBytes(2))));
        if (proofs.stream().noneMatch(proof -> masterKeys.has(proof.name))) {
            throw anotherKey();
        }
        for (Proof proof : proofs) {
            if (!masterKeys.has(proof.name)) {
                throw new StartRefused("The master key " + proof.name + " is missing, by which people's keys in this"
                        + " database are wrapped.",
                        "Give it behind the new one, until 'lumbar rewrap-keys' has told"
                                + " that nothing is wrapped by it any more.");
            }
            if (!opens(proof)) {
                throw anotherKey();
            }
        }
    }

    /** Of several instances that start on an empty database, each with a master key of its own, one has its way. */
    private int begin(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try {
            new Query("select pg_advisory_xact_lock(hashtextextended('vault', 0))").list(connection, _ -> true);
            int begun = new Query("""
                    insert into vault.master_key (name, proof)
                    select ?, ? where not exists (select from vault.master_key)""", masterKeys.current(), proof())
                    .update(connection);
            connection.commit();
            return begun;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    private static StartRefused anotherKey() {
        return new StartRefused("The master key is not the one that the database was filled with.",
                "Bring that one back from its backup, or connect to the database that belongs to this key. Without it"
                        + " nobody can read names, contacts, birth dates, licence numbers or free text any more.");
    }

    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    private record Proof(String name, byte[] wrapped) {}

    private boolean opens(Proof proof) {
        try {
            return Arrays.equals(masterKeys.unwrap(proof.name, proof.wrapped, KNOWN), KNOWN);
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    private byte[] proof() {
        return masterKeys.wrap(KNOWN, KNOWN);
    }

    @Override
    public byte[] seal(Subject subject, byte[] clear, byte[] place) {
        if (known.getIfPresent(subject) == null) {
            provide(List.of(subject));
        }
        Keys keys = keys(subject);
        if (keys == null) {
            throw new KeysMissing(subject);
        }
        Aead primitive = keys.primitive;
        if (primitive == null) {
            throw new KeysDestroyed(subject);
        }
        try {
            return primitive.encrypt(clear, place);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("nothing can be sealed", e);
        }
    }

    @Override
    public byte @Nullable [] open(Subject subject, byte[] sealed, byte[] place) {
        Keys keys = keys(subject);
        if (keys == null) {
            throw new KeysMissing(subject);
        }
        Aead primitive = keys.primitive;
        if (primitive == null) {
            return null;
        }
        try {
            return primitive.decrypt(sealed, place);
        } catch (GeneralSecurityException _) {
            return openAnew(subject, sealed, place);
        }
    }

    /** Another instance may have renewed the keys, and sealed with the new one. */
    private byte @Nullable [] openAnew(Subject subject, byte[] sealed, byte[] place) {
        known.invalidate(subject);
        Keys keys = keys(subject);
        if (keys == null) {
            throw new KeysMissing(subject);
        }
        try {
            return keys.primitive == null ? null : keys.primitive.decrypt(sealed, place);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("changed, or sealed for another person or place", e);
        }
    }

    private @Nullable Keys keys(Subject subject) {
        Keys keys = known.getIfPresent(subject);
        if (keys == null) {
            fetch(List.of(subject));
            keys = known.getIfPresent(subject);
        }
        return keys;
    }

    @Override
    public void fetch(Collection<Subject> subjects) {
        List<Subject> unknown = subjects.stream().distinct().filter(subject -> known.getIfPresent(subject) == null)
                .toList();
        for (int from = 0; from < unknown.size(); from += FETCHED_TOGETHER) {
            List<Subject> part = unknown.subList(from, Math.min(unknown.size(), from + FETCHED_TOGETHER));
            List<Row> rows = work(connections,
                    connection -> new Query(FETCH, Query.array("text", part, JdbcVault::kind),
                            Query.array("uuid", part, Subject::id)).list(connection, JdbcVault::row));
            rows.forEach(row -> known.put(row.subject, unwrapped(row)));
        }
    }

    /**
     * @param masterKey null when the keys were destroyed
     * @param wrapped likewise
     */
    @SuppressWarnings("ArrayRecordComponent")
    private record Row(Subject subject, @Nullable String masterKey, byte @Nullable [] wrapped) {}

    private static Row row(ResultSet row) throws SQLException {
        return new Row(subject(row.getString("kind"), row.getObject("id", UUID.class)), row.getString("master_key"),
                row.getBytes("wrapped"));
    }

    private Keys unwrapped(Row row) {
        if (row.masterKey == null || row.wrapped == null) {
            return new Keys(null);
        }
        return primitive(keyset(row));
    }

    private KeysetHandle keyset(Row row) {
        try {
            return TinkProtoKeysetFormat.parseKeyset(
                    masterKeys.unwrap(Objects.requireNonNull(row.masterKey), Objects.requireNonNull(row.wrapped),
                            owner(row.subject)),
                    InsecureSecretKeyAccess.get(), RegistryConfiguration.get());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the keys of a " + row.subject.kind() + " cannot be read", e);
        }
    }

    @Override
    public void provide(Collection<Subject> subjects) {
        fetch(subjects);
        List<Subject> without = new HashSet<>(subjects).stream()
                .filter(subject -> known.getIfPresent(subject) == null).toList();
        if (without.isEmpty()) {
            return;
        }
        List<KeysetHandle> made = without.stream().map(_ -> newKeys()).toList();
        List<byte[]> wrapped = IntStream.range(0, made.size())
                .mapToObj(n -> wrapped(made.get(n), without.get(n))).toList();
        List<Subject> kept = work(connections, connection -> new Query(MAKE, masterKeys.current(), proof(),
                masterKeys.current(), Query.array("text", without, JdbcVault::kind),
                Query.array("uuid", without, Subject::id), Query.array("text", wrapped, HexFormat.of()::formatHex))
                .list(connection, row -> subject(row.getString(1), row.getObject(2, UUID.class))));
        Map<Subject, Integer> numbers = IntStream.range(0, made.size()).boxed()
                .collect(Collectors.toMap(without::get, Function.identity()));
        kept.forEach(subject -> known.put(subject, primitive(made.get(Objects.requireNonNull(numbers.get(subject))))));
        fetch(without); // another instance may have been first
    }

    private static KeysetHandle newKeys() {
        try {
            return KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM, RegistryConfiguration.get());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("no keys can be made", e);
        }
    }

    private byte[] wrapped(KeysetHandle keys, Subject subject) {
        try {
            return masterKeys.wrap(
                    TinkProtoKeysetFormat.serializeKeyset(keys, InsecureSecretKeyAccess.get(),
                            RegistryConfiguration.get()),
                    owner(subject));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("keys cannot be written", e);
        }
    }

    private static Keys primitive(KeysetHandle keys) {
        try {
            return new Keys(keys.getPrimitive(RegistryConfiguration.get(), Aead.class));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("keys are of no use", e);
        }
    }

    @Override
    public void destroy(Subject subject) {
        work(connections,
                connection -> new Query(DESTROY, kind(subject), subject.id()).update(connection));
        known.invalidate(subject);
    }

    /**
     * Wraps by the current master key what is wrapped by others, and forgets those that nothing is wrapped by then. People's
     * keys stay the same, so instances go on meanwhile; each has to have the current master key, or finds some missing.
     *
     * @return how many people's keys were wrapped anew
     */
    int rewrap() {
        int done = 0;
        List<Row> others = wrappedByOthers();
        while (!others.isEmpty()) {
            for (Row row : others) {
                done += rewrap(row);
            }
            others = wrappedByOthers();
        }
        work(connections, connection -> new Query("""
                delete from vault.master_key m where name <> ?
                  and not exists (select from vault.keyset k where k.master_key = m.name)""", masterKeys.current())
                .update(connection));
        return done;
    }

    private List<Row> wrappedByOthers() {
        return work(connections, connection -> new Query("""
                select kind, id, master_key, wrapped from vault.keyset where master_key <> ? limit ?""",
                masterKeys.current(), FETCHED_TOGETHER).list(connection, JdbcVault::row));
    }

    private int rewrap(Row row) {
        String former = Objects.requireNonNull(row.masterKey);
        byte[] owner = owner(row.subject);
        byte[] anew = masterKeys.wrap(masterKeys.unwrap(former, Objects.requireNonNull(row.wrapped), owner), owner);
        return work(connections, connection -> new Query("""
                with master as (insert into vault.master_key (name, proof) values (?, ?) on conflict do nothing)
                update vault.keyset set master_key = ?, wrapped = ? where kind = ? and id = ? and master_key = ?""",
                masterKeys.current(), proof(), masterKeys.current(), anew, kind(row.subject), row.subject.id(), former)
                .update(connection));
    }

    /**
     * Gives everybody another key, which seals from then on; those before stay and open what they sealed. Instances go on
     * meanwhile: whoever meets what a key sealed that it does not know asks for the keys again. Once begun, it is done for
     * all who had keys then, however often it is broken off and repeated until then.
     *
     * @param before only of those whose newest key is older; by the database's clock
     * @return of how many people the keys were renewed
     */
    int renew(Instant before) {
        int done = 0;
        List<Row> old = notRenewed(before);
        while (!old.isEmpty()) {
            for (Row row : old) {
                done += renew(row);
            }
            old = notRenewed(before);
        }
        return done;
    }

    /** The database's time. */
    Instant now() {
        return work(connections, connection -> new Query("select clock_timestamp() as now").list(connection,
                row -> Objects.requireNonNull(Query.instant(row, "now"))).getFirst());
    }

    private List<Row> notRenewed(Instant before) {
        return work(connections,
                connection -> new Query(NOT_RENEWED, before, FETCHED_TOGETHER).list(connection, JdbcVault::row));
    }

    private int renew(Row row) {
        byte[] former = Objects.requireNonNull(row.wrapped);
        KeysetHandle renewed;
        try {
            renewed = KeysetHandle.newBuilder(keyset(row)).addEntry(KeysetHandle
                    .generateEntryFromParameters(PredefinedAeadParameters.AES256_GCM).withRandomId().makePrimary())
                    .build();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the keys of a " + row.subject.kind() + " cannot be renewed", e);
        }
        byte[] wrapped = wrapped(renewed, row.subject);
        // Another instance may have been first, or have destroyed them: then what was read is not what stands.
        int done = work(connections, connection -> new Query("""
                with master as (insert into vault.master_key (name, proof) values (?, ?) on conflict do nothing)
                update vault.keyset set wrapped = ?, master_key = ?, renewed_at = clock_timestamp()
                where kind = ? and id = ? and wrapped = ?""", masterKeys.current(), proof(), wrapped,
                masterKeys.current(), kind(row.subject), row.subject.id(), former).update(connection));
        known.invalidate(row.subject);
        return done;
    }

    /** Drops from memory the keys that any instance destroyed. */
    void forgetDestroyed() {
        known.invalidateAll(work(connections, connection -> new Query(DESTROYED).list(connection,
                row -> subject(row.getString(1), row.getObject(2, UUID.class)))));
    }

    /** Deletes keys that were made a day ago or longer for somebody of whom nothing was recorded then. */
    int sweep() {
        int swept = work(connections, connection -> new Query(SWEEP).update(connection));
        if (swept > 0) {
            known.invalidateAll();
        }
        return swept;
    }

    private static String kind(Subject subject) {
        return subject.kind().name().toLowerCase(Locale.ROOT);
    }

    private static Subject subject(String kind, UUID id) {
        return new Subject(Subject.Kind.valueOf(kind.toUpperCase(Locale.ROOT)), id);
    }

    private static byte[] owner(Subject subject) {
        return subject.label().getBytes(UTF_8);
    }

    private interface Work<R> {
        R on(Connection connection) throws SQLException;
    }

    /** Never within a transaction: what is done here counts at once. */
    private static <R> R work(DataSource connections, Work<R> work) {
        try (Connection connection = connections.getConnection()) {
            return work.on(connection);
        } catch (SQLException e) {
            throw Outage.or(new IllegalStateException("the vault cannot be reached", e));
        }
    }
}
