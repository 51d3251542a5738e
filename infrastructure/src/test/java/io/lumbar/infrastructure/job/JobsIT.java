package io.lumbar.infrastructure.job;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import io.lumbar.application.Job;
import io.lumbar.infrastructure.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Jobs on PostgreSQL: once with two instances, after a restart, after the sudden end of a process. The clock goes, as
 * db-scheduler measures its own pauses by it, and leaps ahead when a test wants it.
 */
class JobsIT {
    private static final Duration POLL = Duration.ofMillis(20);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration SOON = Duration.ofMillis(400);

    private final AtomicInteger runs = new AtomicInteger();
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private final Clock wall = Clock.systemUTC();
    private volatile Duration ahead = Duration.ZERO;
    private TestDatabase database;
    private JdbcClient sql;

    @BeforeEach
    void migrate() {
        database = database();
        sql = JdbcClient.create(database.ownerDataSource());
    }

    @AfterEach
    void drop() throws Exception {
        for (AutoCloseable each : opened) {
            each.close();
        }
    }

    @Test
    void of_two_instances_one_takes_each_run() {
        start(counting());
        start(counting());
        assertThat(runsInHours(8, 1)).isEqualTo(9);
    }

    /** That they share a table is what makes the difference: with one each, each run is run twice. */
    @Test
    void control_two_instances_that_do_not_know_of_each_other_run_twice() {
        start(database, SOON, counting());
        start(database(), SOON, counting());
        assertThat(runsInHours(8, 2)).isEqualTo(18);
    }

    /** How often it was run by the end of as many hours, at {@code each} at a time. */
    private int runsInHours(int hours, int each) {
        for (int hour = 0; hour <= hours; hour++) {
            int least = (hour + 1) * each;
            await().until(() -> runs.get() >= least);
            awaitKept();
            ahead = ahead.plus(HOUR);
        }
        ahead = ahead.minus(HOUR);
        return runs.get();
    }

    @Test
    void a_restart_neither_forgets_a_job_nor_runs_it_too_early() {
        Jobs first = start(counting());
        awaitRuns(1);
        awaitKept();
        first.close();
        opened.remove(first);
        var beats = new AtomicInteger();
        start(counting(), beating(beats));
        awaitMore(beats, 5);
        assertThat(runs).as("not before its time").hasValue(1);
        ahead = HOUR;
        awaitRuns(2);
    }

    @Test
    void a_run_that_fails_does_not_keep_the_next_from_running() {
        var fail = new Job("test", HOUR, _ -> {
            if (runs.incrementAndGet() == 1) {
                throw new IllegalStateException("as the test wants it");
            }
        });
        start(fail);
        awaitRuns(1);
        await().until(() -> sql.sql("select consecutive_failures from policy.job").query(Integer.class).single() == 1);
        ahead = HOUR;
        awaitRuns(2);
    }

    @Test
    void what_a_killed_process_was_running_is_taken_up_by_another_and_goes_on_from_there() throws Exception {
        leftBehindByAKilledProcess();
        start(counting());
        awaitRuns(1);
        awaitKept();
        assertThat(sql.sql("select picked_by from policy.job where picked").query(String.class).list()).isEmpty();
        ahead = HOUR;
        awaitRuns(2);
    }

    /** The silence is what it is taken up for: as long as nobody counts the signs, it stays with the dead. */
    @Test
    void control_it_stays_with_the_dead_as_long_as_their_silence_is_not_noticed() throws Exception {
        leftBehindByAKilledProcess();
        var beats = new AtomicInteger();
        start(database, Jobs.DEAD_AFTER, counting(), beating(beats));
        awaitMore(beats, 2 * beatsIn(SOON));
        assertThat(runs).hasValue(0);
    }

    @Test
    void a_living_process_keeps_its_run_however_long_it_takes() {
        var begun = new CountDownLatch(1);
        var end = new CountDownLatch(1);
        opened.push(end::countDown);
        start(new Job("test", HOUR, _ -> {
            begun.countDown();
            waitFor(end);
            runs.incrementAndGet();
        }));
        waitFor(begun);
        var beats = new AtomicInteger();
        start(counting(), beating(beats));
        awaitMore(beats, 4 * beatsIn(SOON));
        assertThat(runs).as("taken from the living").hasValue(0);
        end.countDown();
        awaitRuns(1);
        awaitKept();
        assertThat(runs).hasValue(1);
    }

    @Test
    void the_end_of_an_instance_asks_a_run_to_end_and_the_next_instance_runs_it_in_its_time() {
        var begun = new CountDownLatch(1);
        var ended = new AtomicBoolean();
        Jobs jobs = start(new Job("test", HOUR, goesOn -> {
            begun.countDown();
            await().pollDelay(Duration.ZERO).pollInterval(POLL).forever().until(() -> !goesOn.getAsBoolean());
            ended.set(true);
        }));
        waitFor(begun);
        jobs.close();
        opened.remove(jobs);
        assertThat(ended).isTrue();
        awaitKept();
        start(counting());
        ahead = HOUR;
        awaitRuns(1);
    }

    @Test
    void the_end_does_not_ask_a_database_that_may_be_gone_for_its_time() {
        var ending = new AtomicBoolean();
        var asked = new AtomicInteger();
        var jobs = new Jobs(database.dataSource(), List.of(counting()), () -> {
            if (ending.get()) {
                asked.incrementAndGet();
            }
            return now();
        }, HOUR, HOUR);
        opened.push(jobs);
        jobs.start();
        awaitRuns(1);
        awaitKept();
        ending.set(true);
        jobs.close();
        opened.remove(jobs);
        assertThat(asked).hasValue(0);
    }

    /** A run that began in another process and did not come to an end in it. */
    private void leftBehindByAKilledProcess() throws Exception {
        try (var other = OtherProcess.start(database)) {
            other.awaitRunning();
            other.kill();
        }
        assertThat(sql.sql("select picked from policy.job where task_name = 'test'").query(Boolean.class).single())
                .isTrue();
    }

    private Job counting() {
        return new Job("test", HOUR, _ -> runs.incrementAndGet());
    }

    /** Tells that time goes by, also for whoever looks for what is due. */
    private static Job beating(AtomicInteger beats) {
        return new Job("beat", POLL, _ -> beats.incrementAndGet());
    }

    /** At most, as each needs a look and a pause. */
    private static int beatsIn(Duration time) {
        return (int) time.dividedBy(POLL);
    }

    private Jobs start(Job... jobs) {
        return start(database, SOON, jobs);
    }

    private Jobs start(TestDatabase on, Duration deadAfter, Job... jobs) {
        var started = new Jobs(on.dataSource(), List.of(jobs), this::now, POLL, deadAfter);
        opened.push(started);
        started.start();
        return started;
    }

    private TestDatabase database() {
        var made = TestDatabase.migrated();
        opened.push(made);
        return made;
    }

    private Instant now() {
        return wall.instant().plus(ahead);
    }

    private void awaitRuns(int least) {
        await().until(() -> runs.get() >= least);
    }

    private static void awaitMore(AtomicInteger beats, int more) {
        int least = beats.get() + more;
        await().until(() -> beats.get() >= least);
    }

    private static void waitFor(CountDownLatch latch) {
        await().until(() -> latch.getCount() == 0);
    }

    /** Until the run is on record and the next one is planned for later. */
    private void awaitKept() {
        await().until(() -> sql.sql(
                "select count(*) from policy.job where not picked and task_name = 'test' and execution_time > ?::timestamptz")
                .param(now().plus(HOUR.dividedBy(2)).toString()).query(Integer.class).single() == 1);
    }
}
