package io.lumbar.infrastructure;

import java.time.Duration;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;

/**
 * A database of one test's own on a {@link TestServer}, with the two logins production has: the owner, who migrates,
 * and the run-time login, who may do no more than the application needs. Closing it drops the database.
 */
public final class TestDatabase implements AutoCloseable {
    public static final String OWNER = "lumbar_owner";
    public static final String RUNTIME = "lumbar_app";
    public static final String PASSWORD = "lumbar";

    private final TestServer server;
    private final String name;
    private @Nullable HikariDataSource pool;

    TestDatabase(TestServer server, String name) {
        this.server = server;
        this.name = name;
    }

    /** A fresh, empty database. */
    public static TestDatabase create() {
        return TestServer.shared().database(false);
    }

    /** A fresh database with every migration applied, cloned from a template that was migrated once. */
    public static TestDatabase migrated() {
        return TestServer.shared().database(true);
    }

    /** Applies every migration, as the owner. */
    public void migrate() {
        Flyway.configure().dataSource(ownerDataSource()).load().migrate();
    }

    /** The owner's connections, not pooled. */
    public DataSource ownerDataSource() {
        return server.connect(name, OWNER);
    }

    /** The superuser's connections, not pooled: for tampering, which no login of the product can do. */
    public DataSource superuserDataSource() {
        return server.connect(name, "postgres");
    }

    /** The run-time login's connections, of a migrated database: one pool of at most 32 for the life of this database. */
    public synchronized DataSource dataSource() {
        if (pool == null) {
            pool = newPool();
        }
        return pool;
    }

    /** Another pool of run-time connections, as another instance of the application has one. The caller closes it. */
    public HikariDataSource newPool() {
        return newPool(Duration.ofSeconds(30));
    }

    /** Such a pool that gives up after a while when no connection passes its check. */
    public HikariDataSource newPool(Duration patience) {
        var config = new HikariConfig();
        config.setDataSource(server.connect(name, RUNTIME));
        config.setConnectionInitSql("select eventstore.check_epoch()");
        config.setInitializationFailTimeout(-1);
        config.setConnectionTimeout(patience.toMillis());
        config.setMaximumPoolSize(32);
        config.setMinimumIdle(0);
        return new HikariDataSource(config);
    }

    /** Connections in the vault's role. The caller closes the pool. */
    public HikariDataSource newVaultPool() {
        var config = new HikariConfig();
        config.setDataSource(server.connect(name, RUNTIME));
        config.setConnectionInitSql("set role lumbar_vault");
        config.setInitializationFailTimeout(-1);
        config.setMaximumPoolSize(3);
        config.setMinimumIdle(0);
        return new HikariDataSource(config);
    }

    /** The run-time login's connections, neither pooled nor checked. */
    public DataSource unchecked() {
        return server.connect(name, RUNTIME);
    }

    /** The name on the server. */
    public String name() {
        return name;
    }

    /** Closes the pool; the next {@link #dataSource()} is another one. */
    public synchronized void disconnect() {
        if (pool != null) {
            pool.close();
            pool = null;
        }
    }

    /** The JDBC URL without credentials, for an application under test. */
    public String url() {
        return server.url(name);
    }

    @Override
    public void close() {
        disconnect();
        server.execute("drop database " + name + " with (force)");
    }
}
