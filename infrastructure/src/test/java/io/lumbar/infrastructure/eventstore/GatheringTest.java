package io.lumbar.infrastructure.eventstore;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class GatheringTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    private final List<List<String>> done = new ArrayList<>();
    private final CountDownLatch firstMayEnd = new CountDownLatch(1);
    private final List<Thread> threads = new CopyOnWriteArrayList<>();
    private final ExecutorService each = Executors.newCachedThreadPool(task -> {
        var thread = new Thread(task);
        threads.add(thread);
        return thread;
    });

    @AfterEach
    void end() {
        firstMayEnd.countDown();
        each.close();
    }

    private void work(List<String> together) {
        if (together.contains("first")) {
            await();
        }
        synchronized (done) {
            done.add(List.copyOf(together));
        }
        if (together.contains("bad")) {
            throw new IllegalArgumentException("bad");
        }
    }

    private void await() {
        try {
            firstMayEnd.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Each is waited for until it stands in the queue, so that the order is known. */
    private List<Future<?>> comeWhileTheFirstIsDone(Gathering<String> gathering, List<String> others) {
        var ends = new ArrayList<Future<?>>();
        ends.add(each.submit(() -> gathering.done("first")));
        awaitWaiting(1);
        for (String other : others) {
            ends.add(each.submit(() -> gathering.done(other)));
            awaitWaiting(ends.size());
        }
        firstMayEnd.countDown();
        return ends;
    }

    private void awaitWaiting(int count) {
        Awaitility.await().pollInterval(Duration.ofMillis(1)).until(() -> threads.stream()
                .filter(thread -> thread.getState() == Thread.State.WAITING
                        || thread.getState() == Thread.State.TIMED_WAITING)
                .count() == count);
    }

    @Test
    void who_comes_alone_is_served_at_once() {
        var gathering = new Gathering<>(8, LONG, this::work);
        gathering.done("a");
        gathering.done("b");
        assertThat(done).containsExactly(List.of("a"), List.of("b"));
    }

    @Test
    void who_comes_while_another_is_served_is_served_with_all_who_came() throws Exception {
        for (Future<?> end : comeWhileTheFirstIsDone(new Gathering<>(8, LONG, this::work), List.of("a", "b", "c"))) {
            end.get();
        }
        assertThat(done).containsExactly(List.of("first"), List.of("a", "b", "c"));
    }

    @Test
    void no_more_than_the_most_are_served_at_once() throws Exception {
        for (Future<?> end : comeWhileTheFirstIsDone(new Gathering<>(2, LONG, this::work), List.of("a", "b", "c"))) {
            end.get();
        }
        assertThat(done).containsExactly(List.of("first"), List.of("a", "b"), List.of("c"));
    }

    @Test
    void a_failure_in_company_is_met_only_by_the_one_who_caused_it() throws Exception {
        List<Future<?>> ends = comeWhileTheFirstIsDone(new Gathering<>(8, LONG, this::work), List.of("a", "bad", "c"));
        ends.get(0).get();
        ends.get(1).get();
        assertThatThrownBy(() -> ends.get(2).get()).isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(IllegalArgumentException.class);
        ends.get(3).get();
        assertThat(done).contains(List.of("a", "bad", "c"), List.of("a"), List.of("bad"), List.of("c")).hasSize(5);
    }

    @Test
    void who_waits_too_long_goes_alone_and_does_not_stop_those_who_come_later() throws Exception {
        var gathering = new Gathering<>(8, Duration.ofMillis(20), this::work);
        Future<?> first = each.submit(() -> gathering.done("first"));
        awaitWaiting(1);
        gathering.done("a");
        gathering.done("b");
        assertThat(done).containsExactly(List.of("a"), List.of("b"));
        firstMayEnd.countDown();
        first.get();
        gathering.done("c");
        assertThat(done).containsExactly(List.of("a"), List.of("b"), List.of("first"), List.of("c"));
    }

    @Test
    void after_a_failure_the_next_are_served() {
        var gathering = new Gathering<>(8, LONG, this::work);
        assertThatThrownBy(() -> gathering.done("bad")).isInstanceOf(IllegalArgumentException.class);
        gathering.done("a");
        assertThat(done).containsExactly(List.of("bad"), List.of("a"));
    }
}
