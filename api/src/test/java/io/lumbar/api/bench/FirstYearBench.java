package io.lumbar.api.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.DoubleStream;

import io.lumbar.api.load.ClinicLoad;
import io.lumbar.api.load.ClinicLoad.Booked;
import io.lumbar.api.load.Product;
import io.lumbar.api.load.StaffClient;
import io.lumbar.infrastructure.Figures;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A clinic's first years at full speed: 1,000 episodes and more than 10,000 sessions over HTTP into the product as it is
 * delivered, with its embedded database, durable; then the report is held against what was sent, figure by figure.
 */
class FirstYearBench {

    private static final int EPISODES = 1_000;
    private static final int MORE_SESSIONS = 6_000;
    private static final int WARM_UP_SECONDS = 20;
    private static final int SECONDS = 15;
    private static final int CONNECTIONS = 16;

    @Test
    void starts_quickly_records_quickly_and_counts_right(@TempDir Path folder) {
        Path home = folder.resolve("home");
        try (var product = Product.start(home, Map.of())) {
            Figures.atMost("first start to ready", seconds(product.untilReady()), 9, "s");
        }
        try (var product = Product.start(home, Map.of()); var staff = new StaffClient(product.url())) {
            Figures.atMost("later start to ready", seconds(product.untilReady()), 6, "s");
            var load = new ClinicLoad(staff, 1);
            load.open(EPISODES, CONNECTIONS);
            load.holdMore(MORE_SESSIONS, CONNECTIONS);
            reportAgrees(staff.get("/reports/sessions-per-person?clinic=" + load.clinic()), load.book());
            Figures.atMost("resident memory of the JVM after " + sessions(load.book()) + " sessions, heap 256 MB",
                    (double) product.residentMegabytes(), 450, "MB");
            Wrk.holdSessions(staff, load, folder, 0, CONNECTIONS, WARM_UP_SECONDS);
            Wrk.Answered held = Wrk.holdSessions(staff, load, folder, 1, CONNECTIONS, SECONDS);
            assertThat(held.failed()).isZero();
            double limit = Pgbench.insertsPerSecond(product, folder, CONNECTIONS, SECONDS);
            Figures.plain("hold-session over HTTP, 16 connections", held.perSecond(), "requests/s");
            Figures.plain("hold-session over HTTP, 16 connections, 99th percentile", held.p99Millis(), "ms");
            Figures.plain("pgbench, one event-like row a transaction, 16 clients", limit, "transactions/s");
            Figures.atLeast("hold-session over HTTP against pgbench", held.perSecond() / limit, 0.15, "ratio");
            Figures.allReached();
        }
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }

    private static int sessions(List<Booked> book) {
        return book.stream().mapToInt(booked -> booked.sessions().size()).sum();
    }

    private static void reportAgrees(JsonNode report, List<Booked> book) {
        JsonNode group = report.get("groups").get(0);
        assertThat(group.get("people").asInt()).isEqualTo(book.size());
        assertThat(group.get("episodes").asInt()).isEqualTo(book.size());
        assertThat(group.get("sessions").asInt()).isEqualTo(sessions(book));
        assertThat(group.get("withoutSession").asInt()).isZero();
        JsonNode perPerson = group.get("perPerson");
        summaryAgrees(perPerson.get("all"), book);
        summaryAgrees(perPerson.get("finished"), book.stream().filter(Booked::finished).toList());
        summaryAgrees(perPerson.get("unfinished"), book.stream().filter(booked -> !booked.finished()).toList());
        var sent = new TreeMap<Integer, List<Integer>>();
        for (Booked booked : book) {
            List<Integer> before = sent.getOrDefault(booked.sessions().size(), List.of(0, 0));
            sent.put(booked.sessions().size(), booked.finished()
                    ? List.of(before.get(0) + 1, before.get(1))
                    : List.of(before.get(0), before.get(1) + 1));
        }
        var reported = new TreeMap<Integer, List<Integer>>();
        for (JsonNode bar : group.get("histogram")) {
            reported.put(bar.get("sessions").asInt(),
                    List.of(bar.get("finishedPeople").asInt(), bar.get("unfinishedPeople").asInt()));
        }
        assertThat(reported).isEqualTo(sent);
    }

    private static void summaryAgrees(JsonNode summary, List<Booked> book) {
        double[] sorted = book.stream().mapToDouble(booked -> booked.sessions().size()).sorted().toArray();
        assertThat(summary.get("n").asInt()).isEqualTo(sorted.length);
        assertThat(summary.get("mean").asDouble())
                .isCloseTo(DoubleStream.of(sorted).average().orElseThrow(), within());
        assertThat(summary.get("median").asDouble()).isCloseTo(quantile(sorted, 0.5), within());
        assertThat(summary.get("q1").asDouble()).isCloseTo(quantile(sorted, 0.25), within());
        assertThat(summary.get("q3").asDouble()).isCloseTo(quantile(sorted, 0.75), within());
        assertThat(summary.get("p90").asDouble()).isCloseTo(quantile(sorted, 0.9), within());
        assertThat(summary.get("max").asDouble()).isEqualTo(sorted[sorted.length - 1]);
    }

    private static org.assertj.core.data.Offset<Double> within() {
        return org.assertj.core.data.Offset.offset(1e-6);
    }

    /** Hyndman-Fan type 7, the slow way. */
    private static double quantile(double[] sorted, double p) {
        double place = (sorted.length - 1) * p;
        int below = (int) Math.floor(place);
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }
}
