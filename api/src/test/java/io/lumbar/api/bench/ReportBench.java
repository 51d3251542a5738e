package io.lumbar.api.bench;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

import io.lumbar.api.load.Product;
import io.lumbar.api.load.StaffClient;
import io.lumbar.infrastructure.Figures;
import io.lumbar.infrastructure.projection.Query;
import io.lumbar.infrastructure.report.InventedFacts;
import io.lumbar.infrastructure.report.InventedHome;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * What reports cost a manager over HTTP, one question at a time, over few and over many episodes: 10,000 and 50,000, or as
 * many as {@code lumbar.bench.episodes} says. Beside it a plain {@code GROUP BY} over normalised rows in the same database.
 */
class ReportBench {
    private static final int FEW = 10_000;
    private static final int MANY = Integer.getInteger("lumbar.bench.episodes", 50_000);
    /** How often each kind is asked, and as often before that, unless it takes too long. */
    private static final int ASKED = 300;
    private static final int ASKED_AT_LEAST = 20;
    private static final double LONGEST_MILLIS = 15_000;
    private static final String TWO = "a year by at most two dimensions";
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
    void reports_cost_the_same_over_few_and_over_many_episodes() throws SQLException {
        Map<String, double[]> few = measured(FEW);
        Map<String, double[]> many = measured(MANY);
        few.forEach((what, millis) -> {
            if (what.startsWith(TWO)) {
                double[] of = many.getOrDefault(what, new double[0]);
                Figures.atMost(what + ": median of " + MANY + " episodes against " + FEW,
                        middle(of) / middle(millis), 1.5, "ratio");
                Figures.plain(what + ": 99th percentile of " + MANY + " episodes against " + FEW,
                        last(of) / last(millis), "ratio");
            }
        });
        Figures.allReached();
    }

    private static Map<String, double[]> measured(int episodes) throws SQLException {
        var found = new LinkedHashMap<String, double[]>();
        String of = episodes + " episodes: ";
        try (var product = Product.start(InventedHome.of(episodes), Map.of("LUMBAR_JAVA_OPTS",
                "-Xmx" + (256 + episodes / 600) + "m -XX:+UseSerialGC"));
                var staff = new StaffClient(product.url());
                var database = product.database()) {
            var random = new Random(4);
            Figures.plain(of + "held sessions", InventedHome.heldSessions(database), "sessions");
            staff.token();
            Figures.plain(of + "first report after a start, while everything is read", millis(staff, "outcomes", ""),
                    "ms");
            for (String report : REPORTS) {
                Figures.plain(of + "first question of its kind, " + report,
                        millis(staff, report, year(random) + twoDimensions(random)), "ms");
            }
            var all = new ArrayList<Double>();
            for (String report : REPORTS) {
                double[] millis = percentiles(of + TWO + ", " + report, 50,
                        () -> millis(staff, report, year(random) + twoDimensions(random)));
                found.put(TWO + ", " + report, millis);
                Arrays.stream(millis).forEach(all::add);
            }
            found.put(TWO, all.stream().mapToDouble(each -> each).sorted().toArray());
            found.put("any other question", percentiles(of + "any other question", 500,
                    () -> millis(staff, REPORTS.get(random.nextInt(REPORTS.size())),
                            year(random) + manyDimensions(random))));
            found.put("as of some moment", percentiles(of + "as of some moment", 1_000,
                    () -> millis(staff, REPORTS.get(random.nextInt(REPORTS.size())),
                            year(random) + twoDimensions(random) + "&asOf=" + InventedFacts.FIRST_DAY
                                    .plusDays(random.nextInt(InventedFacts.DAYS)).atStartOfDay(ZoneOffset.UTC)
                                    .toInstant())));
            double[] plain = percentiles(of + "limit: plain GROUP BY of sessions per person by style over a year", null,
                    () -> grouped(database, random));
            found.forEach((what, millis) -> Figures.plain(of + what + ": 99th percentile against the plain GROUP BY's",
                    last(millis) / last(plain), "ratio"));
            Figures.plain(of + "resident memory of the JVM", (double) product.residentMegabytes(), "MB");
        }
        return found;
    }

    private interface Asking {
        double ask() throws SQLException;
    }

    private static double[] percentiles(String what, @Nullable Integer goal, Asking asking) throws SQLException {
        asked(asking);
        double[] millis = asked(asking);
        Figures.plain(what + ", asked", millis.length, "times");
        Figures.plain(what + ", median", middle(millis), "ms");
        if (goal == null) {
            Figures.plain(what + ", 99th percentile", last(millis), "ms");
        } else {
            Figures.atMost(what + ", 99th percentile", last(millis), goal, "ms");
        }
        return millis;
    }

    private static double[] asked(Asking asking) throws SQLException {
        var millis = new ArrayList<Double>();
        double sum = 0;
        while (millis.size() < ASKED_AT_LEAST || (millis.size() < ASKED && sum < LONGEST_MILLIS)) {
            double one = asking.ask();
            millis.add(one);
            sum += one;
        }
        return millis.stream().mapToDouble(each -> each).sorted().toArray();
    }

    private static double middle(double[] sorted) {
        return sorted[sorted.length / 2];
    }

    /** The 99th percentile; of few the highest. */
    private static double last(double[] sorted) {
        return sorted[sorted.length * 99 / 100];
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
