package io.lumbar.infrastructure.job;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import javax.sql.DataSource;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.serializer.Serializer;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.lumbar.application.Job;
import io.lumbar.application.worklist.SharedClock;
import org.jspecify.annotations.Nullable;

/**
 * Runs jobs. Of several instances the one that is first takes a run, by the database's clock; what was running when its
 * process ended is taken up by any instance {@link #DEAD_AFTER} later, or a little after that. A run that fails is only
 * one run: the next follows.
 */
public final class Jobs implements AutoCloseable {
    /** How long a process may say nothing before its run is taken up by another. */
    static final Duration DEAD_AFTER = Duration.ofMinutes(2);
    private static final int MISSED_SIGNS = 4;
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final Scheduler scheduler;
    private final SharedClock clock;
    private volatile @Nullable Instant last;
    private volatile boolean closing;

    /** @param poll how often to look for a job whose time has come, 10 s or more in the product */
    public Jobs(DataSource dataSource, List<Job> jobs, SharedClock clock, Duration poll) {
        this(dataSource, jobs, clock, poll, DEAD_AFTER);
    }

    Jobs(DataSource dataSource, List<Job> jobs, SharedClock clock, Duration poll, Duration deadAfter) {
        this.clock = clock;
        List<RecurringTask<Void>> tasks = jobs.stream().map(this::task).toList();
        scheduler = Scheduler.create(dataSource).startTasks(tasks).tableName("policy.job").clock(this::now)
                .pollingInterval(poll).threads(Math.max(1, jobs.size())).serializer(NO_DATA)
                .schedulerName(new SchedulerName.Fixed(UUID.randomUUID().toString()))
                .heartbeatInterval(deadAfter.dividedBy(MISSED_SIGNS)).missedHeartbeatsLimit(MISSED_SIGNS)
                .shutdownMaxWait(GRACE).build();
    }

    private RecurringTask<Void> task(Job job) {
        return Tasks.recurring(job.name(), FixedDelay.of(job.pause()))
                .execute((_, _) -> job.work().run(() -> !closing));
    }

    /** The end does not wait for a database that is not there any more to tell its time. */
    private Instant now() {
        Instant known = last;
        if (closing && known != null) {
            return known;
        }
        Instant now = clock.now();
        last = now;
        return now;
    }

    /** Begins, in threads of its own. */
    public void start() {
        scheduler.start();
    }

    /** Asks what is running to end, and waits 5 s for it; what has not ended then is interrupted. */
    @Override
    public void close() {
        closing = true;
        scheduler.stop();
    }

    /** Jobs carry no data: what is to be done follows from the records. */
    private static final Serializer NO_DATA = new Serializer() {
        @Override
        public byte[] serialize(@Nullable Object data) {
            if (data != null) {
                throw new IllegalArgumentException("a job carries no data");
            }
            return new byte[0];
        }

        @Override
        public <T> @Nullable T deserialize(Class<T> type, byte[] data) {
            return null;
        }
    };
}
