package io.lumbar.infrastructure.privacy;

import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

import javax.sql.DataSource;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import io.lumbar.application.privacy.KeyManagement;
import io.lumbar.application.privacy.Vault;
import io.lumbar.domain.Subject;
import io.lumbar.infrastructure.StartRefused;
import org.jspecify.annotations.Nullable;

/**
 * Seals with people's keys, which are rows in the database. They are made in transactions of their own, so that they are there
 * before whatever was sealed with them, and are kept in memory for some minutes at most.
 */
public final class JdbcVault implements Vault {
    private static final int KEPT = 5_000;
    private static final Duration KEPT_FOR = Duration.ofMinutes(5);
    private static final int FETCHED_TOGETHER = 2_000;

    private final KeysetTable table;
    private final MasterKeyTable masterKeys;
    private final Keysets keysets;
    private final Cache<Subject, Keys> known = Caffeine.newBuilder().maximumSize(KEPT).expireAfterWrite(KEPT_FOR)
            .build();

    private JdbcVault(VaultTables tables, KeyManagement masterKeys) {
        this.table = new KeysetTable(tables);
        this.masterKeys = new MasterKeyTable(tables, masterKeys);
        this.keysets = new Keysets(masterKeys);
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
        var vault = new JdbcVault(new VaultTables(connections), masterKeys);
        vault.masterKeys.require();
        return vault;
    }

    /** Whether anything was wrapped by any master key. */
    public static boolean isFilled(DataSource connections) {
        return MasterKeyTable.isFilled(new VaultTables(connections));
    }

    @Override
    public byte[] seal(Subject subject, byte[] clear, byte[] place) {
        if (known.getIfPresent(subject) == null) {
            provide(List.of(subject));
        }
        Aead primitive = keys(subject).primitive;
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
        Aead primitive = keys(subject).primitive;
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
        Aead primitive = keys(subject).primitive;
        try {
            return primitive == null ? null : primitive.decrypt(sealed, place);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("changed, or sealed for another person or place", e);
        }
    }

    private Keys keys(Subject subject) {
        Keys keys = known.getIfPresent(subject);
        if (keys == null) {
            fetch(List.of(subject));
            keys = known.getIfPresent(subject);
        }
        if (keys == null) {
            throw new KeysMissing(subject);
        }
        return keys;
    }

    @Override
    public void fetch(Collection<Subject> subjects) {
        List<Subject> unknown = unknown(subjects);
        for (int from = 0; from < unknown.size(); from += FETCHED_TOGETHER) {
            table.of(unknown.subList(from, Math.min(unknown.size(), from + FETCHED_TOGETHER)))
                    .forEach(kept -> known.put(kept.subject(), kept.isDestroyed()
                            ? new Keys(null)
                            : new Keys(Keysets.primitive(keysets.unwrapped(kept)))));
        }
    }

    private List<Subject> unknown(Collection<Subject> subjects) {
        return subjects.stream().distinct().filter(subject -> known.getIfPresent(subject) == null).toList();
    }

    @Override
    public void provide(Collection<Subject> subjects) {
        fetch(subjects);
        List<Subject> without = unknown(subjects);
        if (without.isEmpty()) {
            return;
        }
        Wrapping by = masterKeys.current();
        Map<Subject, KeysetHandle> made = new HashMap<>();
        var kept = new ArrayList<Keyset>();
        for (Subject subject : without) {
            KeysetHandle keys = Keysets.made();
            made.put(subject, keys);
            kept.add(new Keyset(subject, by.masterKey(), keysets.wrapped(keys, subject)));
        }
        Set<Subject> added = table.add(kept, by);
        added.forEach(subject -> known.put(subject,
                new Keys(Keysets.primitive(Objects.requireNonNull(made.get(subject))))));
        fetch(without); // another instance may have been first
    }

    @Override
    public void destroy(Subject subject) {
        table.destroy(subject);
        known.invalidate(subject);
    }

    /**
     * Wraps by the current master key what is wrapped by others, and forgets those that nothing is wrapped by then. People's
     * keys stay the same, so instances go on meanwhile; each has to have the current master key, or finds some missing.
     *
     * @return how many people's keys were wrapped anew
     */
    int rewrap() {
        Wrapping by = masterKeys.current();
        int done = untilNoneIsLeft(() -> table.wrappedByOthers(by.masterKey(), FETCHED_TOGETHER),
                each -> table.rewrap(each, keysets.rewrapped(each), by) ? 1 : 0);
        masterKeys.retireUnused();
        return done;
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
        return untilNoneIsLeft(() -> table.notRenewed(before, FETCHED_TOGETHER), each -> {
            // Another instance may have been first, or have destroyed them: then what was read is not what stands.
            boolean done = table.renew(each, keysets.renewed(each), masterKeys.current());
            known.invalidate(each.subject());
            return done ? 1 : 0;
        });
    }

    private static int untilNoneIsLeft(Supplier<List<Keyset>> left, ToIntFunction<Keyset> work) {
        int done = 0;
        for (List<Keyset> some = left.get(); !some.isEmpty(); some = left.get()) {
            done += some.stream().mapToInt(work).sum();
        }
        return done;
    }

    /** The database's time. */
    Instant now() {
        return table.now();
    }

    /** Drops from memory the keys that any instance destroyed. */
    void forgetDestroyed() {
        known.invalidateAll(table.destroyed());
    }

    /** Deletes keys that were made a day ago or longer for somebody of whom nothing was recorded then. */
    int sweep() {
        int swept = table.sweep();
        if (swept > 0) {
            known.invalidateAll();
        }
        return swept;
    }
}
