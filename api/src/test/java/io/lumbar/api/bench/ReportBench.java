package io.lumbar.api.bench;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

import io.lumbar.api.load.Product;
import io.lumbar.api.load.StaffClient;
import io.lumbar.domain.facts.EpisodeFacts;
import io.lumbar.domain.facts.SessionFacts;
import io.lumbar.infrastructure.Figures;
import io.lumbar.infrastructure.projection.Copy;
import io.lumbar.infrastructure.projection.Query;
import io.lumbar.infrastructure.report.InventedFacts;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What reports cost a manager over HTTP, one question at a time, over few and over many episodes: 10,000 and 50,000, or as
 * many as {@code lumbar.bench.episodes} says. Beside it a plain {@code GROUP BY} over normalised rows in the same database.
 */
class ReportBench {
    private static final int FEW = 10_000;
    private static final int MANY = Integer.getInteger("lumbar.bench.episodes", 50_000);
    private static final int ASKED = 300;
    private static final List<String> REPORTS = List.of("sessions-per-person", "sessions-to-response", "outcomes",
            "attendance", "therapists", "adverse-events", "follow-ups");
    private static final List<String> GROUPS = List.of("clinic", "style", "kind", "cause", "chronicity", "ageBand",
            "sex", "baselineBand");
    /** By which something is filtered, and to what. */
    private static final Map<String, List<String>> FILTERS = Map.of("style", List.of("SWEDISH", "SHIATSU", "SPORTS"),
            "chronicity", List.of("ACUTE", "CHRONIC"), "sex", List.of("FEMALE", "MALE"), "ageBand",
            List.of("30-39", "40-49"), "cause", List.of("STRESS", "INJURY"), "clinic",
            List.of(new UUID(1, 3).toString(), new UUID(1, 7).toString()));

    @Test
    void reports_cost_the_same_over_few_and_over_many_episodes(@TempDir Path folder) throws SQLException {
        Map<String, double[]> few = measured(folder.resolve("few"), FEW);
        Map<String, double[]> many = measured(folder.resolve("many"), MANY);
        few.forEach((what, millis) -> {
            double[] of = many.getOrDefault(what, new double[0]);
            if (what.startsWith("a year by at most two dimensions")) {
                Figures.atMost(what + ": median of " + MANY + " episodes against " + FEW,
                        of[of.length / 2] / millis[millis.length / 2], 1.5, "ratio");
            }
        });
        Figures.allReached();
    }

    private static Map<String, double[]> measured(Path folder, int episodes) throws SQLException {
        var found = new LinkedHashMap<String, double[]>();
        try (var product = Product.start(folder, Map.of("LUMBAR_JAVA_OPTS", "-Xmx" + (256 + episodes / 600)
                + "m -XX:+UseSerialGC"));
                var staff = new StaffClient(product.url());
                var database = product.database()) {
            fill(database, episodes);
            var random = new Random(4);
            Figures.plain(episodes + " episodes: first report, everything is read", millis(staff, "outcomes", ""),
                    "ms");
            for (String report : REPORTS) {
                String two = "a year by at most two dimensions, " + report;
                found.put(two, percentiles(episodes + " episodes: " + two, 50,
                        () -> millis(staff, report, year(random) + twoDimensions(random))));
            }
            found.put("any other", percentiles(episodes + " episodes: any other question", 500,
                    () -> millis(staff, REPORTS.get(random.nextInt(REPORTS.size())), manyDimensions(random))));
            found.put("as of", percentiles(episodes + " episodes: as of some moment", 1_000,
                    () -> millis(staff, REPORTS.get(random.nextInt(REPORTS.size())),
                            year(random) + twoDimensions(random) + "&asOf=" + InventedFacts.FIRST_DAY
                                    .plusDays(random.nextInt(InventedFacts.DAYS)).atStartOfDay(ZoneOffset.UTC)
                                    .toInstant())));
            percentiles(episodes + " episodes: plain GROUP BY of sessions per person by style over a year", null,
                    () -> grouped(database, random));
            Figures.plain(episodes + " episodes: resident memory of the JVM", (double) product.residentMegabytes(),
                    "MB");
        }
        return found;
    }

    private interface Asking {
        double ask() throws SQLException;
    }

    private static double[] percentiles(String what, @Nullable Integer goal, Asking asking) throws SQLException {
        double[] millis = new double[ASKED];
        for (int n = -ASKED; n < ASKED; n++) {
            double one = asking.ask();
            if (n >= 0) {
                millis[n] = one;
            }
        }
        Arrays.sort(millis);
        Figures.plain(what + ", median", millis[ASKED / 2], "ms");
        double p99 = millis[ASKED * 99 / 100];
        if (goal == null) {
            Figures.plain(what + ", 99th percentile", p99, "ms");
        } else {
            Figures.atMost(what + ", 99th percentile", p99, goal, "ms");
        }
        return millis;
    }

    private static String year(Random random) {
        YearMonth first = YearMonth.from(InventedFacts.FIRST_DAY).plusMonths(random.nextInt(48));
        return "&from=" + first.atDay(1) + "&to=" + first.plusMonths(11).atEndOfMonth();
    }

    private static String twoDimensions(Random random) {
        String group = any(GROUPS, random);
        return switch (random.nextInt(4)) {
            case 0 -> "";
            case 1 -> "&groupBy=" + group;
            case 2 -> "&groupBy=" + group + filter(random);
            default -> filter(random);
        };
    }

    private static String manyDimensions(Random random) {
        return "&groupBy=" + any(List.of("kind", "baselineBand"), random) + filter(random) + filter(random)
                + filter(random);
    }

    private static String filter(Random random) {
        String name = any(FILTERS.keySet().stream().sorted().toList(), random);
        return "&" + name + "=" + any(FILTERS.getOrDefault(name, List.of()), random);
    }

    private static <T> T any(List<T> values, Random random) {
        return values.get(random.nextInt(values.size()));
    }

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static double millis(StaffClient staff, String report, String question) {
        try {
            long begun = System.nanoTime();
            var answer = HTTP.send(HttpRequest.newBuilder(
                    staff.base().resolve("/api/v1/reports/" + report + "?" + question.replaceFirst("^&", "")))
                    .header("Authorization", "Bearer " + staff.token()).build(), BodyHandlers.ofByteArray());
            double millis = (System.nanoTime() - begun) / 1e6;
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(report + " " + question + ": " + answer.statusCode());
            }
            return millis;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The facts, and the same in rows as an application without events would keep them. */
    private static void fill(Connection database, int episodes) throws SQLException {
        try (var statement = database.createStatement()) {
            statement.execute("create schema bench; create unlogged table bench.held (client uuid, style text,"
                    + " opened_on date, held_on date)");
        }
        var rows = new Rows(database);
        long sessions = InventedFacts.fill(database, episodes, rows::add);
        rows.write();
        new Query("vacuum analyze").update(database);
        Figures.plain(episodes + " episodes: held sessions", (double) sessions, "sessions");
    }

    private static final class Rows {
        private static final int AT_ONCE = 20_000;
        private final Connection database;
        private final Copy rows = new Copy("bench.held", "client, style, opened_on, held_on");
        private int episodes;

        Rows(Connection database) {
            this.database = database;
        }

        void add(EpisodeFacts facts) {
            for (SessionFacts session : facts.held()) {
                rows.row(facts.client().value(), session.style(), facts.openedOn(), session.on());
            }
            if (++episodes % AT_ONCE == 0) {
                write();
            }
        }

        void write() {
            try {
                rows.write(database);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static double grouped(Connection database, Random random) throws SQLException {
        LocalDate from = InventedFacts.FIRST_DAY.plusMonths(random.nextInt(48));
        long begun = System.nanoTime();
        new Query("""
                select style, held, count(*) from (
                    select style, client, count(*) as held from bench.held where opened_on >= ? and opened_on < ?
                    group by style, client) persons
                group by style, held""", from, from.plusMonths(12)).list(database, row -> row.getLong(3));
        return (System.nanoTime() - begun) / 1e6;
    }
}
