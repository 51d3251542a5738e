package io.lumbar.infrastructure.eventstore;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * Lets what several threads want at the same time be done at once. The first to come does its own work at once; whoever
 * comes meanwhile gathers, and one of those does the work of all of them when the first has ended. So nothing waits for
 * company, and under load a round trip or a commit is shared by many.
 *
 * <p>
 * Who waits for the others longer than is good goes alone, so that one that is held up by something outside does not hold
 * up all. Work that failed in company is done again alone, each by the thread it belongs to, so that nobody meets the failure
 * of another.
 *
 * @param <W> what is to be done, told apart by identity
 */
public final class Gathering<W> {
    private final int most;
    private final Duration patience;
    private final Consumer<? super List<W>> doing;
    private final Queue<Waiting<W>> waiting = new ArrayDeque<>();
    private boolean led;
    private @Nullable Waiting<W> appointed;

    /** How a thread's wait ends. */
    private enum End {
        LEAD, DONE, ALONE
    }

    private record Waiting<W>(W work, CompletableFuture<End> end) {}

    /**
     * @param most done at once
     * @param patience how long to wait before going alone
     * @param doing does all of it, or throws and leaves nothing done
     */
    public Gathering(int most, Duration patience, Consumer<? super List<W>> doing) {
        this.most = most;
        this.patience = patience;
        this.doing = doing;
    }

    /**
     * Returns when the work is done.
     *
     * @throws RuntimeException as it failed when it was done alone
     */
    public void done(W work) {
        var own = new Waiting<>(work, new CompletableFuture<>());
        switch (mayLead(own) ? End.LEAD : endOf(own)) {
            case LEAD -> lead(own);
            case ALONE -> doing.accept(List.of(work));
            case DONE -> {}
        }
    }

    private synchronized boolean mayLead(Waiting<W> own) {
        waiting.add(own);
        boolean may = !led;
        led = true;
        return may;
    }

    private End endOf(Waiting<W> own) {
        try {
            return own.end.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException _) {
            return withdrawn(own) ? End.ALONE : own.end.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return withdrawn(own) ? End.ALONE : own.end.join();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** False when its work is being done already, or it is to lead. */
    private synchronized boolean withdrawn(Waiting<W> own) {
        return !own.equals(appointed) && waiting.remove(own);
    }

    private void lead(Waiting<W> own) {
        List<Waiting<W>> group = group();
        End end = End.ALONE;
        try {
            doing.accept(group.stream().map(Waiting::work).toList());
            end = End.DONE;
        } catch (RuntimeException e) {
            if (group.size() == 1) {
                throw e;
            }
        } finally {
            pass();
            for (Waiting<W> each : group) {
                each.end.complete(end);
            }
        }
        if (end == End.ALONE) {
            doing.accept(List.of(own.work));
        }
    }

    /** The leader is always the first in the queue. */
    private synchronized List<Waiting<W>> group() {
        appointed = null;
        var group = new ArrayList<Waiting<W>>();
        while (group.size() < most && !waiting.isEmpty()) {
            group.add(waiting.remove());
        }
        return group;
    }

    private void pass() {
        @Nullable
        Waiting<W> next;
        synchronized (this) {
            next = waiting.peek();
            led = next != null;
            appointed = next;
        }
        if (next != null) {
            next.end.complete(End.LEAD);
        }
    }
}
