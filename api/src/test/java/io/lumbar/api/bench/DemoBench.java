package io.lumbar.api.bench;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;

import io.lumbar.api.load.Product;
import io.lumbar.api.load.StaffClient;
import io.lumbar.infrastructure.Figures;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The demo store as a newcomer gets it: 3,000 histories through the deciders into the embedded database, durable, from a
 * cold start; then the lists that staff have open all day, asked of it on two connections without a pause.
 */
class DemoBench {
    private static final int CONNECTIONS = 2;
    private static final int WARM_UP_SECONDS = 10;
    private static final int SECONDS = 6;
    private static final double GOAL_MILLIS = 20;

    @Test
    void is_filled_quickly_with_flat_memory_and_lists_answer_at_once(@TempDir Path folder) throws SQLException {
        try (var product = Product.start(folder.resolve("home"), Map.of("LUMBAR_DEMO", "true"));
                var staff = new StaffClient(product.url());
                var database = product.database()) {
            watch(product, database);
            double events = number(database, "select count(*) from eventstore.event"
                    + " where name like 'care-episode.%' or name like 'client.%'");
            Figures.atLeast("demo: events a second, cold, " + (long) events + " events", events / number(database, """
                    select extract(epoch from max(s.done_at) - min(i.received_at))
                    from application.import i join application.import_slice s using (import_id)"""), 5_000, "events/s");
            Figures.plain("limit: pgbench, one event-like row a transaction, 16 clients",
                    Pgbench.insertsPerSecond(product, folder, 16, SECONDS), "transactions/s");
            Figures.atLeast("demo: sessions held", number(database,
                    "select count(*) from eventstore.event where name = 'care-episode.session-held'"), 20_000,
                    "sessions");
            settle(database);
            lists(staff, database, folder);
            Figures.allReached();
        }
    }

    private static void watch(Product product, Connection database) {
        var most = new long[2];
        Awaitility.await().atMost(Duration.ofMinutes(5)).pollInterval(Duration.ofMillis(200)).until(() -> {
            double done = number(database, "select coalesce(avg((done_at is not null)::int), 0)"
                    + " from application.import_slice");
            int half = done < 0.5 ? 0 : 1;
            most[half] = Math.max(most[half], product.residentMegabytes());
            return done == 1;
        });
        Figures.plain("demo: resident memory of the JVM, most in the first half of the import", (double) most[0], "MB");
        Figures.atMost("demo: most in the second half against the first", (double) most[1] / most[0], 1.15, "ratio");
    }

    /** Lists are asked once the policies, which come last, have looked at everything that was imported. */
    private static void settle(Connection database) {
        long begun = System.nanoTime();
        Awaitility.await().atMost(Duration.ofMinutes(8)).pollInterval(Duration.ofMillis(500))
                .until(() -> number(database, """
                        select count(*) from policy.followed f where not exists (select from eventstore.event e
                        where (e.epoch, e.transaction_id, e.position)
                              > (f.epoch, f.transaction_id, f.position))""") == 1);
        Figures.plain("demo: until the policies have looked at everything",
                (System.nanoTime() - begun) / 1e9, "s");
    }

    private static void lists(StaffClient staff, Connection database, Path folder) throws SQLException {
        staff.post("/clinics", "{\"name\": \"Measured\", \"timeZone\": \"Europe/Amsterdam\"}");
        String episode = text(database, "select stream_id from eventstore.event"
                + " where name = 'care-episode.session-held' order by position desc limit 1");
        String clinic = staff.get("/episodes/" + episode).get("clinicId").asString();
        String therapist = staff.get("/episodes/" + episode).get("therapistId").asString();
        Instant monday = Instant.now().truncatedTo(ChronoUnit.DAYS).minus(14, ChronoUnit.DAYS);
        String week = "/calendar?from=" + monday + "&to=" + monday.plus(7, ChronoUnit.DAYS);
        var asked = new LinkedHashMap<String, String>();
        asked.put("clients of a clinic", "/clients?clinic=" + clinic);
        asked.put("therapists with what they carry", "/therapists?clinic=" + clinic);
        asked.put("episodes of a clinic", "/episodes?clinic=" + clinic);
        asked.put("episodes of a therapist in treatment", "/episodes?state=IN_TREATMENT&therapist=" + therapist);
        asked.put("work list of a clinic", "/worklist?clinic=" + clinic);
        asked.put("a week of a clinic", week + "&clinic=" + clinic);
        asked.put("a week of a therapist", week + "&therapist=" + therapist);
        asked.put("limit: a single episode", "/episodes/" + episode);
        asked.values().forEach(path -> Awaitility.await().atMost(Duration.ofMinutes(2))
                .ignoreExceptions().until(() -> !staff.get(path).isEmpty()));
        // What comes first would else pay for what all of them share and the compilers have not come to yet.
        asked.values().forEach(path -> Wrk.ask(staff, path, folder, CONNECTIONS, WARM_UP_SECONDS));
        asked.forEach((what, path) -> {
            Wrk.Answered answered = Wrk.ask(staff, path, folder, CONNECTIONS, SECONDS);
            Figures.plain("demo: " + what + ", 2 connections", answered.perSecond(), "requests/s");
            Figures.atMost("demo: " + what + ", 99th percentile", answered.p99Millis(), GOAL_MILLIS, "ms");
        });
    }

    private static double number(Connection database, String query) throws SQLException {
        return Double.parseDouble(text(database, query));
    }

    private static String text(Connection database, String query) throws SQLException {
        try (var statement = database.createStatement(); var row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }
}
