package io.lumbar.infrastructure.report;

import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.lumbar.infrastructure.Figures;
import io.lumbar.infrastructure.axon.NamedSerializer;
import io.lumbar.infrastructure.axon.StoredEvents;
import io.lumbar.infrastructure.embedded.EmbeddedServer;
import io.lumbar.infrastructure.episode.EpisodeProjection;
import io.lumbar.infrastructure.eventstore.EventReader;
import io.lumbar.infrastructure.projection.Query;
import io.lumbar.infrastructure.projection.Readings;
import org.axonframework.spring.jdbc.SpringDataSourceConnectionProvider;
import org.junit.jupiter.api.Test;

/** What it costs to know the facts of all episodes: 50,000, or as many as {@code lumbar.bench.episodes} says. */
class FactsBench {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int EPISODES = Integer.getInteger("lumbar.bench.episodes", 50_000);

    private interface Asking {
        void ask(int n) throws SQLException;
    }

    @Test
    void the_facts_of_all_episodes_are_known_at_once() throws SQLException {
        try (var server = InventedHome.database(InventedHome.of(EPISODES));
                var pool = new HikariDataSource(pool(server));
                Connection connection = pool.getConnection()) {
            Figures.plain("episodes", EPISODES, "episodes");
            Figures.plain("held sessions", InventedHome.heldSessions(connection), "sessions");
            Figures.plain("size of the database", InventedHome.megabytes(connection), "MB");
            var facts = new ProjectedFacts(new Readings(pool, new NamedSerializer(), PATIENCE),
                    new EpisodeProjection(new StoredEvents()::event),
                    new EventReader(new SpringDataSourceConnectionProvider(pool)), pool, PATIENCE);
            long before = used();
            long begun = System.nanoTime();
            facts.known(null, null);
            Figures.plain("first time, everything read", (System.nanoTime() - begun) / 1e6, "ms");
            Figures.atMost("memory an episode", (double) (used() - before) / EPISODES, 600, "bytes");
            measured(facts, connection);
            Figures.allReached();
        }
    }

    private static HikariConfig pool(EmbeddedServer server) {
        var config = new HikariConfig();
        config.setJdbcUrl(server.url());
        config.setUsername(server.owner().user());
        config.setPassword(server.owner().password());
        return config;
    }

    private static void measured(ProjectedFacts facts, Connection connection) throws SQLException {
        percentiles("known, nothing new", 300, 20, n -> facts.known(null, null));
        percentiles("known, one episode changed", 300, 50, n -> {
            new Query("update " + FactsTables.PRESENT + " set change = (select max(change) + 1 from "
                    + FactsTables.PRESENT + ") where episode = (select episode from " + FactsTables.PRESENT
                    + " order by change, episode offset ? limit 1)", n * 7).update(connection);
            facts.known(null, null);
        });
        Instant middle = InventedFacts.FIRST_DAY.plusDays(InventedFacts.DAYS / 2).atStartOfDay(ZoneOffset.UTC)
                .toInstant();
        percentiles("known as of moments about the middle", 10, 1_000,
                n -> facts.known(middle.plus(Duration.ofHours(n * 7L)), null));
        percentiles("known as of a moment asked before", 100, 50,
                n -> facts.known(middle.plus(Duration.ofHours(9 * 7L)),
                        null));
        percentiles("known as of moments of the last week", 10, 1_000,
                n -> facts.known(middle.plus(Duration.ofDays(InventedFacts.DAYS / 2 - n)), null));
    }

    private static void percentiles(String what, int times, double goalMillis, Asking asking) throws SQLException {
        double[] millis = new double[times];
        for (int n = 0; n < times; n++) {
            long begun = System.nanoTime();
            asking.ask(n);
            millis[n] = (System.nanoTime() - begun) / 1e6;
        }
        Arrays.sort(millis);
        Figures.plain(what + ", median", millis[times / 2], "ms");
        Figures.atMost(what + ", 99th percentile", millis[times * 99 / 100], goalMillis, "ms");
    }

    static long used() {
        for (int n = 0; n < 3; n++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
