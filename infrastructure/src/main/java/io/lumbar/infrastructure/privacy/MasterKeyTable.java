package io.lumbar.infrastructure.privacy;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;

import io.lumbar.application.privacy.KeyManagement;
import io.lumbar.infrastructure.StartRefused;
import io.lumbar.infrastructure.projection.Query;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Which master keys wrapped anything, with a proof of each: {@code vault.master_key}. */
final class MasterKeyTable {
    private static final byte[] KNOWN = "the vault of Lumbar".getBytes(UTF_8);

    private final VaultTables tables;
    private final KeyManagement masterKeys;

    MasterKeyTable(VaultTables tables, KeyManagement masterKeys) {
        this.tables = tables;
        this.masterKeys = masterKeys;
    }

    /** Whether anything was wrapped by any master key. */
    static boolean isFilled(VaultTables tables) {
        return tables.work(connection -> !new Query("select from vault.master_key limit 1")
                .list(connection, _ -> true).isEmpty());
    }

    /** The one that wraps what is made now. */
    Wrapping current() {
        return new Wrapping(masterKeys.current(), masterKeys.wrap(KNOWN, KNOWN));
    }

    /** @throws StartRefused a master key that people's keys are wrapped by is missing or another one */
    void require() {
        tables.work(this::begin);
        var proofs = tables.work(connection -> new Query("select name, proof from vault.master_key")
                .list(connection, row -> new Wrapping(row.getString(1), row.getBytes(2))));
        if (proofs.stream().noneMatch(known -> masterKeys.has(known.masterKey()))) {
            throw anotherKey();
        }
        for (Wrapping known : proofs) {
            if (!masterKeys.has(known.masterKey())) {
                throw new StartRefused("The master key " + known.masterKey() + " is missing, by which people's keys in"
                        + " this database are wrapped.",
                        "Give it behind the new one, until 'lumbar rewrap-keys' has told"
                                + " that nothing is wrapped by it any more.");
            }
            if (!opens(known)) {
                throw anotherKey();
            }
        }
    }

    /** Of several instances that start on an empty database, each with a master key of its own, one has its way. */
    private int begin(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try {
            new Query("select pg_advisory_xact_lock(hashtextextended('vault', 0))").list(connection, _ -> true);
            Wrapping mine = current();
            int begun = new Query("""
                    insert into vault.master_key (name, proof)
                    select ?, ? where not exists (select from vault.master_key)""", mine.masterKey(), mine.proof())
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

    private boolean opens(Wrapping known) {
        try {
            return Arrays.equals(masterKeys.unwrap(known.masterKey(), known.proof(), KNOWN), KNOWN);
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    /** Forgets those but the current one that nothing is wrapped by. */
    void retireUnused() {
        tables.work(connection -> new Query("""
                delete from vault.master_key m where name <> ?
                  and not exists (select from vault.keyset k where k.master_key = m.name)""", masterKeys.current())
                .update(connection));
    }
}
