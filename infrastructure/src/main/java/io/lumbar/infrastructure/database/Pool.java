package io.lumbar.infrastructure.database;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.lumbar.infrastructure.StartRefused;

/** The connections of run time. */
final class Pool {
    /**
     * A writing transaction holds back every reader of events, so none may take long, whatever happens to its thread.
     * Axon's own time limits are off: they interrupt threads and leave the transaction open.
     */
    private static final String LIMITS = "set statement_timeout = '30s'; set lock_timeout = '5s';"
            + " set idle_in_transaction_session_timeout = '10s'; set transaction_timeout = '45s'";

    /** Keys are kept in memory; the vault is asked for those of people who come for the first time in minutes. */
    private static final int VAULT_CONNECTIONS = 3;

    private Pool() {}

    /**
     * Opens the pool.
     *
     * @throws StartRefused the database cannot be reached, or the role of the connections may do more than it should
     */
    static HikariDataSource open(Database database, int size) {
        var config = config(database, "lumbar", size);
        config.setMinimumIdle(Math.min(4, size));
        String role = database.singleUser() ? "; set role " + Schema.RUNTIME_ROLE : "";
        try {
            config.setConnectionInitSql(LIMITS + role + sameEpoch(database));
            var pool = new HikariDataSource(config);
            try {
                refusePowerfulRole(pool);
            } catch (SQLException | StartRefused e) {
                pool.close();
                throw e;
            }
            return pool;
        } catch (SQLException | RuntimeException e) {
            if (e instanceof StartRefused refused) {
                throw refused;
            }
            throw new StartRefused("The database " + database.address() + " cannot be used by "
                    + database.runtime().user() + ": " + e.getMessage(),
                    "Check LUMBAR_DATABASE_USER and LUMBAR_DATABASE_PASSWORD.", e);
        }
    }

    /**
     * Opens the pool of the vault.
     *
     * @throws StartRefused the database cannot be reached, or not in the vault's role
     */
    static HikariDataSource openVault(Database database) {
        var config = config(database, "lumbar-vault", VAULT_CONNECTIONS);
        config.setMinimumIdle(1);
        config.setConnectionInitSql(LIMITS + "; set role " + Schema.VAULT_ROLE);
        try {
            return new HikariDataSource(config);
        } catch (RuntimeException e) {
            throw new StartRefused("The database " + database.address() + " cannot be used by "
                    + database.runtime().user() + " in the role " + Schema.VAULT_ROLE + ": " + e.getMessage(),
                    "Check LUMBAR_DATABASE_USER and that it was granted the role (docs/operations.md).", e);
        }
    }

    private static HikariConfig config(Database database, String name, int size) {
        var config = new HikariConfig();
        config.setPoolName(name);
        config.setJdbcUrl(database.url());
        config.setUsername(database.runtime().user());
        config.setPassword(database.runtime().password());
        config.setMaximumPoolSize(size);
        config.setConnectionTimeout(Duration.ofSeconds(3).toMillis());
        config.setValidationTimeout(Duration.ofSeconds(1).toMillis());
        config.setKeepaliveTime(Duration.ofMinutes(2).toMillis());
        // A parameter of the URL wins over each of these.
        config.addDataSourceProperty("ApplicationName", name);
        config.addDataSourceProperty("assumeMinServerVersion", "18");
        config.addDataSourceProperty("reWriteBatchedInserts", "true");
        config.addDataSourceProperty("logServerErrorDetail", "false"); // it quotes values, which may be about a person
        config.addDataSourceProperty("connectTimeout", "3");
        config.addDataSourceProperty("loginTimeout", "3");
        config.addDataSourceProperty("socketTimeout", "60"); // beyond every limit above: only for a peer that is gone
        config.addDataSourceProperty("tcpKeepAlive", "true");
        return config;
    }

    /**
     * No event is read or written in an epoch that is not entered, for after a restore or a promotion the ids go back; nor in
     * another than at the start, for what this process remembers of streams may have been lost with the epoch before.
     */
    private static String sameEpoch(Database database) throws SQLException {
        try (var owner = DriverManager.getConnection(database.url(), database.owner().user(),
                database.owner().password());
                var statement = owner.createStatement();
                var answer = statement.executeQuery("select eventstore.check_epoch()")) {
            answer.next();
            return """
                    ; do $$ begin
                        if eventstore.check_epoch() <> %d then
                            raise exception using errcode = 'LB004',
                                message = 'the database was restored or promoted since this process began: start it again';
                        end if;
                    end $$""".formatted(answer.getInt(1));
        }
    }

    /** The event store is append-only because its user cannot do otherwise, not because the code does not. */
    private static void refusePowerfulRole(DataSource pool) throws SQLException {
        try (var connection = pool.getConnection();
                var statement = connection.createStatement();
                var answer = statement.executeQuery("""
                        select current_user, r.rolsuper, coalesce(pg_has_role(e.relowner, 'MEMBER')
                                or has_any_column_privilege(e.oid, 'UPDATE')
                                or has_table_privilege(e.oid, 'DELETE') or has_table_privilege(e.oid, 'TRUNCATE'), false)
                        from pg_roles r
                        left join pg_namespace n on n.nspname = 'eventstore'
                        left join pg_class e on e.relnamespace = n.oid and e.relname = 'event'
                        where r.rolname = current_user""")) {
            answer.next();
            String remedy = "Give LUMBAR_DATABASE_USER a login of its own, which Lumbar grants the role "
                    + Schema.RUNTIME_ROLE + " and nothing else does (docs/operations.md).";
            if (answer.getBoolean(2)) {
                throw new StartRefused("The run-time user " + answer.getString(1) + " is a superuser.", remedy);
            }
            if (answer.getBoolean(3)) {
                throw new StartRefused(
                        "The run-time user " + answer.getString(1) + " could change or delete recorded events.",
                        remedy);
            }
        }
    }
}
