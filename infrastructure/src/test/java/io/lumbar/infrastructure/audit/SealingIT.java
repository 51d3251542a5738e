package io.lumbar.infrastructure.audit;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

import javax.sql.DataSource;

import io.lumbar.application.audit.History.Verification;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Seals are made while others record, by several instances, and when an instance ends. */
class SealingIT {
    private static final int WRITERS = 6;
    private static final long RUN_NANOS = 1_500_000_000L;

    @TempDir
    private Path folder;
    private Told told;
    private final AtomicLong looks = new AtomicLong();

    @BeforeEach
    void migrate() {
        told = new Told(folder.resolve("exported"));
    }

    @AfterEach
    void drop() {
        told.close();
    }

    @Test
    void each_event_is_sealed_once_while_others_record_and_two_instances_seal() throws Exception {
        var ended = new AtomicBoolean();
        try (ExecutorService threads = Executors.newFixedThreadPool(WRITERS + 2)) {
            var writers = new ArrayList<Future<?>>();
            for (int n = 0; n < WRITERS; n++) {
                char letter = (char) ('a' + n);
                writers.add(threads.submit(() -> write(letter)));
            }
            var sealers = new ArrayList<Future<?>>();
            for (Path into : List.of(told.folder, folder.resolve("second"))) {
                Sealing sealing = told.sealing(into);
                sealers.add(threads.submit(() -> {
                    while (!ended.get()) {
                        sealing.run(() -> true);
                        looks.incrementAndGet();
                    }
                    sealing.run(() -> true);
                }));
            }
            for (Future<?> writer : writers) {
                writer.get();
            }
            ended.set(true);
            for (Future<?> sealer : sealers) {
                sealer.get();
            }
        }
        told.seal();
        told.sealing(folder.resolve("second")).run(() -> true);
        Verification done = told.verify();
        assertThat(done.finding()).isNull();
        assertThat(done.seals()).isGreaterThan(10);
        assertThat(done.exported()).isEqualTo(done.seals());
        assertThat(done.sealed()).isEqualTo(done.events())
                .isEqualTo(told.numbers("select sum(events) from eventstore.seal").getFirst())
                .isEqualTo(told.numbers("select count(*) from eventstore.event").getFirst());
        assertThat(Files.readAllLines(told.file()).stream().filter(Leaf::isLine).distinct())
                .hasSize((int) done.events());
        assertThat(folder.resolve("second").resolve("history")).hasSameBinaryContentAs(told.file());
    }

    /** Some get their transaction's id and commit only when the sealers have looked again, who must not seal past them. */
    private Void write(char letter) throws Exception {
        long end = System.nanoTime() + RUN_NANOS;
        DataSource source = told.database.dataSource();
        for (int n = 0; System.nanoTime() < end; n++) {
            try (Connection connection = source.getConnection()) {
                connection.setAutoCommit(false);
                Told.append(connection, Told.stream(letter));
                if (n % 10 == letter % 10) {
                    long since = looks.get();
                    await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(2))
                            .until(() -> looks.get() >= since + 4);
                }
                if (n % 7 == 0) {
                    connection.rollback();
                } else {
                    connection.commit();
                }
                connection.setAutoCommit(true);
            }
        }
        return null;
    }

    @Test
    void nothing_is_sealed_that_something_could_still_come_before() throws Exception {
        try (Connection early = told.database.dataSource().getConnection()) {
            early.setAutoCommit(false);
            Told.append(early, Told.stream('a'));
            told.append("b");
            told.seal();
            assertThat(told.numbers("select count(*) from eventstore.seal")).containsExactly(0L);
            early.commit();
            early.setAutoCommit(true);
        }
        told.seal();
        assertThat(told.numbers("select events from eventstore.seal")).containsExactly(2L);
        told.seal();
        assertThat(told.numbers("select count(*) from eventstore.seal")).as("nothing new, no seal")
                .containsExactly(1L);
    }

    /** Larger histories than a seal holds, and than a range that is looked at, at once. */
    @Test
    void a_history_that_was_there_before_is_sealed_in_parts() {
        told.tamper("""
                insert into eventstore.event (transaction_id, version, recorded_at, stream_id, event_id, epoch, stream_kind,
                    revision, hash, name, payload, metadata)
                select pg_current_xact_id(), 0, at, id, event, 1, 4, 1, eventstore.hash_of(decode(repeat('00', 32), 'hex'),
                    4::smallint, id, 0, event, 'test.noted', 1::smallint, at, '{}', '{}'), 'test.noted', '{}', '{}'
                from (select gen_random_uuid() id, gen_random_uuid() event, clock_timestamp() at
                    from generate_series(1, %d)) as made""".formatted(Sealing.MOST + 5));
        told.seal();
        assertThat(told.numbers("select events from eventstore.seal order by number"))
                .containsExactly((long) Sealing.MOST, 5L);
        assertThat(told.verify()).extracting(Verification::finding, Verification::sealed, Verification::exported)
                .containsExactly(null, Sealing.MOST + 5L, 2L);
    }

    @Test
    void the_end_of_an_instance_seals_what_is_left() throws Exception {
        told.append("aba");
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(AuditAutoConfiguration.class, SealingAutoConfiguration.class))
                .withInitializer(context -> context.getBeanFactory()
                        .setConversionService(ApplicationConversionService.getSharedInstance()))
                .withPropertyValues("lumbar.home=" + folder).withBean(DataSource.class, told.database::newPool)
                .run(_ -> assertThat(told.numbers("select count(*) from eventstore.seal")).containsExactly(0L));
        assertThat(told.numbers("select events from eventstore.seal")).containsExactly(3L);
        assertThat(folder.resolve("seals").resolve("history")).exists();
        assertThat(folder.resolve("seal-key")).exists();
    }
}
