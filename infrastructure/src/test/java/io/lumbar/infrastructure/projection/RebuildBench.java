package io.lumbar.infrastructure.projection;

import java.util.Collection;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

import javax.sql.DataSource;

import io.lumbar.application.privacy.Vault;
import io.lumbar.domain.Subject;
import io.lumbar.infrastructure.Figures;
import io.lumbar.infrastructure.TestDatabase;
import io.lumbar.infrastructure.axon.NamedSerializer;
import io.lumbar.infrastructure.axon.StoredEvents;
import io.lumbar.infrastructure.client.ClientProjection;
import io.lumbar.infrastructure.clinic.ClinicProjection;
import io.lumbar.infrastructure.episode.EpisodeProjection;
import io.lumbar.infrastructure.privacy.InClear;
import io.lumbar.infrastructure.privacy.JdbcVault;
import io.lumbar.infrastructure.privacy.TestKeys;
import io.lumbar.infrastructure.therapist.TherapistProjection;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How fast all projections are made anew from the events, beside reading the same events raw. */
class RebuildBench {

    private static final int EPISODES = 4_000;
    private static final int ROUNDS = 2;

    @Test
    void all_projections_are_rebuilt_from_the_events() {
        double clear = 0;
        double sealed = 0;
        for (int round = 0; round < ROUNDS; round++) { // what comes first in a JVM is slower
            clear = rebuilt("in clear", _ -> new InClear());
            sealed = rebuilt("sealed", keys -> JdbcVault.open(keys, TestKeys.MASTER));
        }
        Figures.atLeast("rebuild of all projections, sealed", sealed, 10_000, "events/s");
        Figures.atLeast("rebuild sealed against in clear", sealed / clear, 0.75, "ratio");
        Figures.allReached();
    }

    /** @param vaults one that knows no keys yet, each time */
    private static double rebuilt(String how, Function<DataSource, Vault> vaults) {
        var database = TestDatabase.migrated();
        try (var keys = database.newVaultPool()) {
            var vault = new Renewed(() -> vaults.apply(keys));
            var json = new NamedSerializer(vault);
            try (var world = new World(database, json, new ClinicProjection(json.getObjectMapper()),
                    new TherapistProjection(json), new ClientProjection(json),
                    new EpisodeProjection(new StoredEvents()::event))) {
                Histories.of(1, EPISODES).forEach(world::append);
                // As the product runs: the tests' server has these off.
                var superuser = JdbcClient.create(world.database.superuserDataSource());
                superuser.sql("alter system set fsync = on").update();
                superuser.sql("alter system set synchronous_commit = on").update();
                superuser.sql("select pg_reload_conf()").query(Boolean.class).single();
                world.rebuildAll();
                vault.renew();
                var done = world.rebuild().of(Set.of());
                double rebuilt = done.events() / (done.took().toNanos() / 1e9);
                double raw = raw(world, done.events());
                Figures.plain("events read raw by one SELECT, " + how, raw, "events/s");
                Figures.plain("rebuild of all projections from " + done.events() + " events, " + how, rebuilt,
                        "events/s");
                Figures.plain("rebuild against reading raw, " + how, rebuilt / raw, "ratio");
                return rebuilt;
            }
        }
    }

    /** A vault that can be made to forget. */
    private static final class Renewed implements Vault {
        private final Supplier<Vault> fresh;
        private Vault now;

        Renewed(Supplier<Vault> fresh) {
            this.fresh = fresh;
            this.now = fresh.get();
        }

        void renew() {
            now = fresh.get();
        }

        @Override
        public byte[] seal(Subject subject, byte[] clear, byte[] place) {
            return now.seal(subject, clear, place);
        }

        @Override
        public byte @Nullable [] open(Subject subject, byte[] sealed, byte[] place) {
            return now.open(subject, sealed, place);
        }

        @Override
        public void fetch(Collection<Subject> subjects) {
            now.fetch(subjects);
        }

        @Override
        public void provide(Collection<Subject> subjects) {
            now.provide(subjects);
        }

        @Override
        public void destroy(Subject subject) {
            now.destroy(subject);
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
