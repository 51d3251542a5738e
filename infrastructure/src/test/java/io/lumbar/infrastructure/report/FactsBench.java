package io.lumbar.infrastructure.report;

import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;

import io.lumbar.infrastructure.Figures;
import io.lumbar.infrastructure.axon.StoredEvents;
import io.lumbar.infrastructure.episode.EpisodeProjection;
import io.lumbar.infrastructure.projection.Query;
import io.lumbar.infrastructure.projection.World;
import org.junit.jupiter.api.Test;

/** What it costs to know the facts of all episodes: 50,000, or as many as {@code lumbar.bench.episodes} says. */
class FactsBench {
    private static final int EPISODES = Integer.getInteger("lumbar.bench.episodes", 50_000);

    private interface Asking {
        void ask(int n) throws SQLException;
    }

    @Test
    void the_facts_of_all_episodes_are_known_at_once() throws SQLException {
        try (var world = new World(new EpisodeProjection(new StoredEvents()::event));
                Connection connection = world.database.ownerDataSource().getConnection()) {
            // Nothing is lost with these rows, and what is measured is reading them.
            new Query("alter table " + FactsTables.PRESENT + " set unlogged").update(connection);
            new Query("alter table " + FactsTables.HISTORY + " set unlogged").update(connection);
            long sessions = InventedFacts.fill(connection, EPISODES);
            new Query("vacuum analyze " + FactsTables.PRESENT + ", " + FactsTables.HISTORY).update(connection);
            Figures.plain("episodes", EPISODES, "episodes");
            Figures.plain("held sessions", (double) sessions, "sessions");
            var facts = new ProjectedFacts(world.readings, new EpisodeProjection(new StoredEvents()::event),
                    world.reader,
                    world.database.dataSource(), Duration.ofSeconds(5));
            long before = used();
            long begun = System.nanoTime();
            facts.known(null, null);
            Figures.plain("first time, everything read", (System.nanoTime() - begun) / 1e6, "ms");
            Figures.atMost("memory an episode", (double) (used() - before) / EPISODES, 600, "bytes");
            measured(facts, connection);
            Figures.allReached();
        }
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
