package io.lumbar.api.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.lumbar.api.load.Product;

/**
 * What PostgreSQL alone does: pgbench inserting one row like an event's a transaction, on the product's own server. No
 * guard, no second index, no hash.
 */
final class Pgbench {

    private static final Pattern RATE = Pattern.compile("tps = ([0-9.]+)");

    /** No colon before a letter or digit, which would be a variable of pgbench. */
    private static final String EPISODE = "0193b7a0-1b2c-7d3e-8f40-5162738495a6";

    private Pgbench() {}

    /** Committed inserts a second with {@code clients} connections over {@code seconds}. */
    static double insertsPerSecond(Product product, Path folder, int clients, int seconds) {
        String password = product.databasePassword("lumbar_owner");
        try (var connection = product.database();
                var statement = connection.createStatement()) {
            statement
                    .execute("create table if not exists public.bench_row (position bigint generated always as identity"
                            + " primary key, stream_id uuid not null, version bigint not null, name text not null,"
                            + " payload jsonb not null)");
            Path script = Files.writeString(folder.resolve("insert.sql"), """
                    \\set version random(1, 1000000)
                    insert into bench_row (stream_id, version, name, payload) values ('%s', :version, '%s', '%s');
                    """.formatted(EPISODE, "care-episode.session-held", """
                    {"episode": "%1$s", "session": "%1$s", "treatment": {"therapist": "%1$s", \
                    "startedAt": "2026-03-02", "minutes": 50, "style": "SWEDISH", "kind": "STRUCTURAL", \
                    "areas": ["LUMBAR"], "pressure": 3, "painBefore": 5, "painAfter": 4, "reactions": []}}"""
                    .formatted(EPISODE)));
            var builder = new ProcessBuilder("pgbench", "-n", "-M", "prepared", "-h", "127.0.0.1", "-p",
                    Integer.toString(product.databasePort()), "-U", "lumbar_owner", "-c", Integer.toString(clients),
                    "-j", "2", "-T", Integer.toString(seconds), "-f", script.toString(), "lumbar");
            builder.environment().put("PGPASSWORD", password);
            Process pgbench = builder.redirectErrorStream(true).start();
            String output = new String(pgbench.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            Matcher rate = RATE.matcher(output);
            if (!rate.find()) {
                throw new IllegalStateException("pgbench (Debian: postgresql-contrib) said: " + output);
            }
            statement.execute("drop table public.bench_row");
            return Double.parseDouble(rate.group(1));
        } catch (IOException | SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
