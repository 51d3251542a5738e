package io.lumbar.infrastructure.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;

import io.lumbar.infrastructure.Figures;
import io.lumbar.infrastructure.embedded.EmbeddedServer;
import io.lumbar.infrastructure.embedded.Login;
import io.lumbar.infrastructure.projection.Query;
import org.flywaydb.core.Flyway;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * Homes of the product with {@link InventedFacts} in them, made once and kept for later runs: in the folder that the system
 * property {@code lumbar.bench.cache} names, else in {@code lumbar-bench} of the user's cache folder. A home is made again when
 * the schema has changed, or what would be written into it, and the one before it goes.
 */
public final class InventedHome {
    private static final String ROWS = """
            create schema bench;
            create table bench.held (client uuid, style text, opened_on date, held_on date);
            grant usage on schema bench to public;
            grant select on bench.held to public;
            """;
    private static final int SAMPLE = 200;
    private static final String WHOLE = "whole";

    private InventedHome() {}

    /** The home with this many episodes; nothing runs in it. */
    public static Path of(int episodes) {
        try {
            Path cache = cache();
            Path home = cache.resolve(episodes + "-episodes-" + key());
            if (Files.notExists(home.resolve(WHOLE))) {
                long begun = System.nanoTime();
                deleteAllOf(cache, episodes + "-episodes-");
                fill(home, episodes);
                Files.createFile(home.resolve(WHOLE));
                Figures.plain(episodes + " episodes: written for this and later runs",
                        (System.nanoTime() - begun) / 1e9,
                        "s");
            }
            return home;
        } catch (IOException | SQLException e) {
            throw new IllegalStateException("no home for " + episodes + " episodes", e);
        }
    }

    /** Starts the database of a home. */
    static EmbeddedServer database(Path home) {
        return EmbeddedServer.start(home.resolve("postgresql"), 0);
    }

    private static Path cache() throws IOException {
        String named = System.getProperty("lumbar.bench.cache");
        String caches = System.getenv("XDG_CACHE_HOME");
        Path cache = named != null
                ? Path.of(named)
                : (caches == null ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(caches))
                        .resolve("lumbar-bench");
        return Files.createDirectories(cache).toAbsolutePath();
    }

    /** Of the schema and of what is written for a few. */
    private static String key() throws IOException {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            InventedFacts.each(SAMPLE, (table, columns, values) -> digest
                    .update((table + columns + Arrays.toString(values)).getBytes(StandardCharsets.UTF_8)));
            digest.update(ROWS.getBytes(StandardCharsets.UTF_8));
            Resource[] migrations = new PathMatchingResourcePatternResolver()
                    .getResources("classpath*:db/migration/*.sql");
            Arrays.sort(migrations, Comparator.comparing(Resource::getFilename));
            for (Resource migration : migrations) {
                digest.update(migration.getContentAsByteArray());
            }
            return HexFormat.of().formatHex(digest.digest(), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void deleteAllOf(Path cache, String prefix) throws IOException {
        try (var homes = Files.newDirectoryStream(cache, prefix + "*")) {
            for (Path home : homes) {
                try (var paths = Files.walk(home)) {
                    paths.sorted(Comparator.reverseOrder()).forEach(InventedHome::delete);
                }
            }
        }
    }

    private static void delete(Path path) {
        try {
            Files.delete(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void fill(Path home, int episodes) throws SQLException {
        try (var server = database(home); var connection = connect(server)) {
            Login owner = server.owner();
            Flyway.configure().dataSource(server.url(), owner.user(), owner.password()).load().migrate();
            try (var statement = connection.createStatement()) {
                statement.execute(ROWS);
            }
            InventedFacts.fill(connection, episodes);
            new Query("vacuum analyze").update(connection);
        }
    }

    /** How many sessions were held in all. */
    public static double heldSessions(Connection connection) throws SQLException {
        return new Query("select count(*) from bench.held").list(connection, row -> row.getDouble(1)).getFirst();
    }

    /** What the database takes on disk. */
    public static double megabytes(Connection connection) throws SQLException {
        return new Query("select pg_database_size(current_database()) / 1e6")
                .list(connection, row -> row.getDouble(1)).getFirst();
    }

    /** The owner's connection to the database of a home. */
    static Connection connect(EmbeddedServer server) throws SQLException {
        return DriverManager.getConnection(server.url(), server.owner().user(), server.owner().password());
    }
}
