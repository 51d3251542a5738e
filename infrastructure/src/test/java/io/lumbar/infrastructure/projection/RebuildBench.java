package io.lumbar.infrastructure.projection;

import java.util.Set;

import io.lumbar.infrastructure.Figures;
import io.lumbar.infrastructure.axon.NamedSerializer;
import io.lumbar.infrastructure.axon.StoredEvents;
import io.lumbar.infrastructure.client.ClientProjection;
import io.lumbar.infrastructure.clinic.ClinicProjection;
import io.lumbar.infrastructure.episode.EpisodeProjection;
import io.lumbar.infrastructure.therapist.TherapistProjection;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How fast all projections are made anew from the events, beside reading the same events raw. */
class RebuildBench {

    private static final int EPISODES = 4_000;

    @Test
    void all_projections_are_rebuilt_from_the_events() {
        var json = new NamedSerializer().getObjectMapper();
        try (var world = new World(new ClinicProjection(json), new TherapistProjection(json),
                new ClientProjection(json), new EpisodeProjection(new StoredEvents()::event))) {
            Histories.of(1, EPISODES).forEach(world::append);
            // As the product runs: the tests' server has these off.
            var superuser = JdbcClient.create(world.database.superuserDataSource());
            superuser.sql("alter system set fsync = on").update();
            superuser.sql("alter system set synchronous_commit = on").update();
            superuser.sql("select pg_reload_conf()").query(Boolean.class).single();
            world.rebuildAll();
            var done = world.rebuild().of(Set.of());
            double rebuilt = done.events() / (done.took().toNanos() / 1e9);
            double raw = raw(world, done.events());
            Figures.plain("events read raw by one SELECT", raw, "events/s");
            Figures.atLeast("rebuild of all projections from " + done.events() + " events", rebuilt, 10_000,
                    "events/s");
            Figures.plain("rebuild against reading raw", rebuilt / raw, "ratio");
            Figures.allReached();
        }
    }

    private static double raw(World world, long events) {
        long begun = System.nanoTime();
        long bytes = JdbcClient.create(world.database.dataSource())
                .sql("select payload, metadata from eventstore.event order by epoch, transaction_id, position")
                .query((row, _) -> (long) row.getBytes(1).length + row.getBytes(2).length).stream()
                .mapToLong(length -> length).sum();
        double seconds = (System.nanoTime() - begun) / 1e9;
        Figures.plain("payload and metadata an event", (double) bytes / events, "bytes");
        return events / seconds;
    }
}
