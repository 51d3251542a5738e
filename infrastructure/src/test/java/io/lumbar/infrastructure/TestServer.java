package io.lumbar.infrastructure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

import javax.sql.DataSource;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.LoggerFactory;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;

/**
 * A real PostgreSQL for tests. {@link #shared()} is the one that is there: the server of
 * {@code LUMBAR_TEST_DATABASE_URL} (a JDBC URL with a superuser's credentials), else a container where a Docker engine
 * answers, else an embedded server. Tests of restores and promotions start clusters of their own with
 * {@link #embedded(Path, Map)}.
 */
public final class TestServer implements AutoCloseable {
    private static final class Shared {
        static final TestServer SERVER = start();
    }

    private final String url;
    private final AutoCloseable stop;
    private final String prefix = "lumbar_" + UUID.randomUUID().toString().substring(0, 8) + "_";
    private final AtomicInteger databases = new AtomicInteger();
    private @Nullable String template;

    private TestServer(String url, AutoCloseable stop) {
        this.url = url;
        this.stop = stop;
    }

    /** The server all tests of this JVM share; it ends with the JVM. */
    public static TestServer shared() {
        return Shared.SERVER;
    }

    /**
     * Starts a cluster of its own in a folder: a new one where the folder is empty, else the one that is there.
     * Closing it stops the server and keeps the folder.
     */
    public static TestServer embedded(Path dataFolder, Map<String, String> settings) {
        return embedded(settings, dataFolder).withRoles();
    }

    /** Starts the standby or the copied cluster of a folder, in which no role can or need be made. */
    public static TestServer existing(Path dataFolder, Map<String, String> settings) {
        return embedded(settings, dataFolder);
    }

    private static TestServer start() {
        String given = System.getenv("LUMBAR_TEST_DATABASE_URL");
        if (given != null) {
            var server = new TestServer(given, () -> {});
            Runtime.getRuntime().addShutdownHook(new Thread(server::dropTemplate));
            return server.withRoles();
        }
        try {
            if (DockerClientFactory.instance().isDockerAvailable()) {
                return container();
            }
        } catch (RuntimeException e) { // an engine without the image and without a registry to fetch it from
            LoggerFactory.getLogger(TestServer.class).warn("no container starts, taking the embedded server", e);
        }
        EmbeddedPostgres server = start(builder(Map.of()).setRegisterShutdownHook(false));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> endAfterApplications(server)));
        return of(server).withRoles();
    }

    /** An application that ends without its database waits for it again and again, as it should while it runs. */
    private static void endAfterApplications(EmbeddedPostgres server) {
        try (server) {
            for (Thread hook : Thread.getAllStackTraces().keySet()) {
                if (hook.getName().equals("SpringApplicationShutdownHook")) {
                    hook.join(Duration.ofSeconds(20));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static TestServer container() {
        @SuppressWarnings("resource") // Testcontainers removes it when the JVM ends
        var container = new PostgreSQLContainer("postgres:18").withUsername("postgres").withCommand("postgres", "-c",
                "fsync=off", "-c", "max_connections=300");
        container.start();
        String address = "jdbc:postgresql://%s:%d/postgres?user=%s&password=%s".formatted(container.getHost(),
                container.getMappedPort(5432), container.getUsername(), container.getPassword());
        return new TestServer(address, container::stop).withRoles();
    }

    private static TestServer embedded(Map<String, String> settings, Path dataFolder) {
        return of(start(builder(settings).setDataDirectory(dataFolder).setCleanDataDirectory(false)));
    }

    private static EmbeddedPostgres.Builder builder(Map<String, String> settings) {
        var builder = EmbeddedPostgres.builder().setLocaleConfig("locale", "C.UTF-8")
                .setServerConfig("max_connections", "300").setServerConfig("unix_socket_directories", "''");
        settings.forEach(builder::setServerConfig);
        return builder;
    }

    private static EmbeddedPostgres start(EmbeddedPostgres.Builder builder) {
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static TestServer of(EmbeddedPostgres server) {
        return new TestServer(server.getJdbcUrl("postgres", "postgres"), server);
    }

    /** A data source without a pool. */
    public DataSource connect(String database, String user) {
        var source = new PGSimpleDataSource();
        source.setUrl(url);
        source.setDatabaseName(database);
        if (!user.equals("postgres")) {
            source.setUser(user);
            source.setPassword(TestDatabase.PASSWORD);
        }
        return source;
    }

    /** The JDBC URL of a database without credentials. */
    String url(String database) {
        var source = new PGSimpleDataSource();
        source.setUrl(url);
        return "jdbc:postgresql://%s:%d/%s".formatted(source.getServerNames()[0], source.getPortNumbers()[0], database);
    }

    /** Runs statements as the superuser in the maintenance database, each in its own transaction. */
    public void execute(String... statements) {
        execute(connect("postgres", "postgres"), statements);
    }

    static void execute(DataSource source, String... statements) {
        try (var connection = source.getConnection(); var statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A fresh database on this server, empty or migrated. */
    public TestDatabase database(boolean migrated) {
        String name = prefix + databases.incrementAndGet();
        execute("create database " + name + " owner " + TestDatabase.OWNER
                + (migrated ? " template " + template() : ""));
        if (migrated) { // privileges on the database itself are not part of a template
            execute("revoke all on database " + name + " from public",
                    "grant connect on database " + name + " to lumbar_runtime");
        }
        return new TestDatabase(this, name);
    }

    /** A database that is there, as after a copy of the cluster. */
    public TestDatabase database(String name) {
        return new TestDatabase(this, name);
    }

    private synchronized String template() {
        if (template == null) {
            String name = prefix + "template";
            execute("create database " + name + " owner " + TestDatabase.OWNER);
            new TestDatabase(this, name).migrate();
            template = name;
        }
        return template;
    }

    private void dropTemplate() {
        if (template != null) {
            execute("drop database " + template);
        }
    }

    private TestServer withRoles() {
        String login = " login password '" + TestDatabase.PASSWORD + "'";
        for (String role : new String[]{"lumbar_runtime", "lumbar_vault", TestDatabase.OWNER + login + " createrole",
                TestDatabase.RUNTIME + login + " in role lumbar_runtime"}) {
            execute("do $$ begin create role " + role
                    + "; exception when duplicate_object or unique_violation then null; end $$");
        }
        // what an owner has who made the role itself, as on a new installation
        execute("grant lumbar_runtime to " + TestDatabase.OWNER + " with admin true, inherit false, set false",
                "grant lumbar_vault to " + TestDatabase.OWNER + " with admin true, inherit false, set false",
                "grant lumbar_vault to " + TestDatabase.RUNTIME + " with inherit false, set true");
        return this;
    }

    @Override
    public void close() {
        try {
            stop.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
