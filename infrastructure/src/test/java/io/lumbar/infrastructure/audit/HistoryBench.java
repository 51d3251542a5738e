package io.lumbar.infrastructure.audit;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

import io.lumbar.application.audit.History.Verification;
import io.lumbar.infrastructure.Figures;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/** How fast a long history is sealed, exported and verified, and what hashes and seals cost those who append. */
class HistoryBench {
    private static final int STREAMS = 100_000;
    private static final int VERSIONS = 5;
    private static final int WRITERS = 8;
    private static final long ROUND_NANOS = 8_000_000_000L;
    private static final int ROUNDS = 3;

    @TempDir
    private Path folder;

    @Test
    void a_long_history_is_sealed_and_verified() {
        try (var told = new Told(folder)) {
            told.tamper("alter system set fsync = on");
            told.tamper("do $$ begin perform pg_reload_conf(); end $$");
            for (int version = 0; version < VERSIONS; version++) {
                told.tamper(written(version));
            }
            told.tamper("vacuum analyze eventstore.event");
            long begun = System.nanoTime();
            told.seal();
            double events = STREAMS * VERSIONS;
            Figures.plain("sealing and exporting " + (long) events + " events that were there before",
                    events / ((System.nanoTime() - begun) / 1e9), "events/s");
            for (int round = 0; round < ROUNDS; round++) {
                Verification done = told.verify();
                assertThat(done.finding()).isNull();
                assertThat(done.sealed()).isEqualTo((long) events);
                Figures.atLeast("verifying " + done.events() + " events with their seals and the exported file",
                        done.events() / (done.took().toNanos() / 1e9), 50_000, "events/s");
            }
            Figures.plain("memory in use after it", used() / 1e6, "MB");
        }
        Figures.allReached();
    }

    /** The next version of every stream, as the append writes it, with a payload of some 300 bytes. */
    private static String written(int version) {
        return """
                insert into eventstore.event (transaction_id, version, recorded_at, stream_id, event_id, epoch, stream_kind,
                    revision, hash, name, payload, metadata)
                select pg_current_xact_id(), made.version, at, id, event, 1, 4, 1,
                    eventstore.hash_of(coalesce(p.hash, decode(repeat('00', 32), 'hex')), 4::smallint, id, made.version, event,
                        'care-episode.session-held', 1::smallint, at, made.payload,
                        '{"actor":"anna"}'),
                    'care-episode.session-held', made.payload::json, '{"actor":"anna"}'
                from (select %1$d::bigint as version, ('00000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid id,
                    gen_random_uuid() event, clock_timestamp() at, '{"text":"' || repeat(md5(n::text), 9) || '"}' payload
                    from generate_series(1, %2$d) n) as made
                left join eventstore.event p on p.stream_kind = 4 and p.stream_id = id and p.version = %1$d - 1"""
                .formatted(version, STREAMS);
    }

    private static long used() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    /** In turns, so that what the machine does otherwise falls on all alike. */
    @Test
    void appending_with_hashes_and_seals_and_without() throws Exception {
        try (var told = new Told(folder)) {
            told.tamper("alter system set fsync = on");
            told.tamper("do $$ begin perform pg_reload_conf(); end $$");
            var real = JdbcClient.create(told.database.ownerDataSource())
                    .sql("select pg_get_functiondef('eventstore.hash_of'::regproc)").query((row, _) -> row.getString(1))
                    .single();
            appended(told, false);
            var without = new ArrayList<Double>();
            var hashed = new ArrayList<Double>();
            var sealed = new ArrayList<Double>();
            for (int round = 0; round < ROUNDS; round++) {
                told.tamper(real.replaceAll("(?s)RETURN .*", "RETURN previous"));
                without.add(appended(told, false));
                told.tamper(real);
                hashed.add(appended(told, false));
                sealed.add(appended(told, true));
            }
            Figures.plain("appends of one event without a hash, " + WRITERS + " connections", median(without), "/s");
            Figures.plain("the same with hashes", median(hashed), "/s");
            Figures.plain("the same with hashes, and sealed and exported without a pause", median(sealed), "/s");
            Figures.plain("with hashes and seals against without", median(sealed) / median(without), "ratio");
        }
    }

    private static double median(List<Double> figures) {
        return figures.stream().sorted().toList().get(figures.size() / 2);
    }

    private double appended(Told told, boolean sealing) throws Exception {
        var count = new AtomicLong();
        var ended = new AtomicBoolean();
        long end = System.nanoTime() + ROUND_NANOS;
        try (ExecutorService threads = Executors.newFixedThreadPool(WRITERS + 1)) {
            var writers = new ArrayList<Future<?>>();
            for (int n = 0; n < WRITERS; n++) {
                writers.add(threads.submit(() -> {
                    while (System.nanoTime() < end) {
                        Told.append(told.database.dataSource(), UUID.randomUUID());
                        count.incrementAndGet();
                    }
                    return null;
                }));
            }
            Future<?> sealer = threads.submit(() -> {
                while (sealing && !ended.get()) {
                    told.seal();
                }
            });
            for (Future<?> writer : writers) {
                writer.get();
            }
            ended.set(true);
            sealer.get();
        }
        return count.get() / (ROUND_NANOS / 1e9);
    }
}
