package io.lumbar.infrastructure.job;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import io.lumbar.application.Job;
import io.lumbar.infrastructure.TestDatabase;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/** Jobs on PostgreSQL with a clock that is set by hand: once with two instances, after a restart, after a sudden end. */
class JobsIT {
    private static final Duration POLL = Duration.ofMillis(20);
    private static final Duration HOUR = Duration.ofHours(1);

    private final AtomicInteger runs = new AtomicInteger();
    private final List<AutoCloseable> started = new ArrayList<>();
    private volatile Instant now = Instant.parse("2026-11-23T09:00:00Z");
    private TestDatabase database;
    private JdbcClient sql;

    @BeforeEach
    void migrate() {
        database = TestDatabase.migrated();
        sql = JdbcClient.create(database.ownerDataSource());
    }

    @AfterEach
    void drop() throws Exception {
        for (AutoCloseable each : started) {
            each.close();
        }
        database.close();
    }

    @Test
    void of_two_instances_one_takes_each_run() {
        start(counting());
        start(counting());
        for (int run = 1; run <= 8; run++) {
            awaitRuns(run);
            awaitKept(now);
            now = now.plus(HOUR);
        }
        awaitRuns(9);
        awaitKept(now);
        assertThat(runs).hasValue(9);
    }

    /** What db-scheduler is for: two that run by themselves both run. */
    @Test
    void control_two_instances_that_do_not_know_of_each_other_run_twice() {
        Job mine = counting();
        Job theirs = counting();
        for (int hour = 0; hour < 8; hour++) {
            mine.work().run();
            theirs.work().run();
        }
        assertThat(runs).hasValue(16);
    }

    @Test
    void a_restart_neither_forgets_a_job_nor_runs_it_too_early() throws Exception {
        Jobs first = start(counting());
        awaitRuns(1);
        awaitKept(now);
        first.close();
        started.remove(first);
        var other = new AtomicInteger();
        start(counting(), new Job("other", HOUR, other::incrementAndGet));
        Awaitility.await().until(() -> other.get() == 1);
        assertThat(runs).as("not before its time").hasValue(1);
        now = now.plus(HOUR);
        awaitRuns(2);
    }

    @Test
    void a_run_that_fails_does_not_keep_the_next_from_running() {
        var fail = new Job("test", HOUR, () -> {
            if (runs.incrementAndGet() == 1) {
                throw new IllegalStateException("as the test wants it");
            }
        });
        start(fail);
        awaitRuns(1);
        Awaitility.await().until(() -> sql.sql("select consecutive_failures from policy.job").query(Integer.class)
                .single() == 1);
        now = now.plus(HOUR);
        awaitRuns(2);
    }

    private Job counting() {
        return new Job("test", HOUR, runs::incrementAndGet);
    }

    private Jobs start(Job... jobs) {
        var started = new Jobs(database.dataSource(), List.of(jobs), () -> now, POLL, Duration.ofMillis(400));
        this.started.add(started);
        started.start();
        return started;
    }

    private void awaitRuns(int least) {
        Awaitility.await().until(() -> runs.get() >= least);
    }

    /** Until the run is on record and the next one is planned an hour after {@code moment}. */
    private void awaitKept(Instant moment) {
        Awaitility.await().until(() -> sql.sql(
                "select count(*) from policy.job where not picked and task_name = 'test' and execution_time > ?::timestamptz")
                .param(moment.toString()).query(Integer.class).single() == 1);
    }
}
