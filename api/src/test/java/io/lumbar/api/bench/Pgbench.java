package io.lumbar.api.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.lumbar.api.load.Product;

/** What PostgreSQL alone does: pgbench inserting one small row a transaction, on the product's own server. */
final class Pgbench {

    private static final Pattern RATE = Pattern.compile("tps = ([0-9.]+)");

    private Pgbench() {}

    /** Committed inserts a second with {@code clients} connections over {@code seconds}. */
    static double insertsPerSecond(Product product, Path folder, int clients, int seconds) {
        String password = product.databasePassword("lumbar_owner");
        String url = "jdbc:postgresql://127.0.0.1:" + product.databasePort() + "/lumbar";
        try (var connection = DriverManager.getConnection(url, "lumbar_owner", password);
                var statement = connection.createStatement()) {
            statement.execute("create table if not exists public.bench_row (id bigint generated always as identity "
                    + "primary key, number integer not null, words text not null)");
            Path script = Files.writeString(folder.resolve("insert.sql"),
                    "\\set n random(1, 1000000)\ninsert into bench_row (number, words) values (:n, 'one small row');\n");
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
