package io.lumbar.infrastructure.projection;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import io.lumbar.infrastructure.eventstore.EventPosition;
import io.lumbar.infrastructure.eventstore.EventReader;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.WrappedToken;
import org.axonframework.messaging.StreamableMessageSource;
import org.jspecify.annotations.Nullable;

/**
 * The event store as a source that calls its readers when there is something to read. The store's own streams cannot,
 * and Axon's pooled processors then look only twice a second, which would be the delay of every read that must include a
 * write.
 *
 * <p>
 * One thread asks for the head of all events, at once after a commit of this instance and otherwise at short intervals,
 * and calls the readers that have not come so far, again and again until they have.
 */
final class WakingSource implements StreamableMessageSource<TrackedEventMessage<?>>, AutoCloseable {
    private static final Duration IDLE = Duration.ofMillis(40);
    private static final Duration BEHIND = Duration.ofMillis(50);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

    private final StreamableMessageSource<TrackedEventMessage<?>> store;
    private final EventReader events;
    private final Set<Followed> streams = ConcurrentHashMap.newKeySet();
    private final Semaphore commits = new Semaphore(0);
    private final Thread watch;

    WakingSource(StreamableMessageSource<TrackedEventMessage<?>> store, EventReader events) {
        this.store = store;
        this.events = events;
        this.watch = Thread.ofVirtual().name("projection-watch").start(this::watch);
    }

    /** Something was committed by this instance. */
    void committed() {
        commits.release();
    }

    @Override
    public BlockingStream<TrackedEventMessage<?>> openStream(@Nullable TrackingToken token) {
        var stream = new Followed(store.openStream(token), token);
        streams.add(stream);
        return stream;
    }

    private void watch() {
        while (!Thread.currentThread().isInterrupted()) {
            Duration pause = AFTER_FAILURE;
            try {
                pause = callThoseBehind(events.head()) ? BEHIND : IDLE;
            } catch (RuntimeException _) {
                // The readers meet the same failure and report it.
                pause = AFTER_FAILURE;
            }
            try {
                if (pause.equals(BEHIND)) {
                    Thread.sleep(pause);
                } else if (commits.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                    commits.drainPermits();
                }
            } catch (InterruptedException _) {
                return;
            }
        }
    }

    private boolean callThoseBehind(EventPosition head) {
        boolean any = false;
        for (Followed stream : streams) {
            any |= stream.callIfBehind(head);
        }
        return any;
    }

    @Override
    public @Nullable TrackingToken createTailToken() {
        return store.createTailToken();
    }

    @Override
    public TrackingToken createHeadToken() {
        return store.createHeadToken();
    }

    @Override
    public TrackingToken createTokenAt(Instant moment) {
        return store.createTokenAt(moment);
    }

    @Override
    public TrackingToken createTokenSince(Duration duration) {
        return store.createTokenSince(duration);
    }

    @Override
    public void close() {
        watch.interrupt();
    }

    /** A stream of the store, and how far its reader has come. */
    private final class Followed implements BlockingStream<TrackedEventMessage<?>> {
        private final BlockingStream<TrackedEventMessage<?>> stream;
        private volatile EventPosition taken;
        private volatile Runnable reader = () -> {};

        Followed(BlockingStream<TrackedEventMessage<?>> stream, @Nullable TrackingToken from) {
            this.stream = stream;
            this.taken = position(from);
        }

        boolean callIfBehind(EventPosition head) {
            boolean behind = taken.compareTo(head) < 0;
            if (behind) {
                reader.run();
            }
            return behind;
        }

        private static EventPosition position(@Nullable TrackingToken token) {
            return token != null && WrappedToken.unwrapLowerBound(token) instanceof EventPosition position
                    ? position
                    : EventPosition.BEGINNING;
        }

        @Override
        public boolean setOnAvailableCallback(Runnable callback) {
            reader = callback;
            return true;
        }

        @Override
        public Optional<TrackedEventMessage<?>> peek() {
            return stream.peek();
        }

        @Override
        public boolean hasNextAvailable(int timeout, TimeUnit unit) throws InterruptedException {
            return stream.hasNextAvailable(timeout, unit);
        }

        @Override
        public TrackedEventMessage<?> nextAvailable() throws InterruptedException {
            TrackedEventMessage<?> next = stream.nextAvailable();
            taken = position(next.trackingToken());
            return next;
        }

        @Override
        public void skipMessagesWithPayloadTypeOf(TrackedEventMessage<?> ignored) {
            stream.skipMessagesWithPayloadTypeOf(ignored);
        }

        @Override
        public void close() {
            streams.remove(this);
            stream.close();
        }
    }
}
