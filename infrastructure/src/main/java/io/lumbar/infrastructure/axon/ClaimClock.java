package io.lumbar.infrastructure.axon;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

import org.axonframework.eventhandling.tokenstore.AbstractTokenEntry;
import org.springframework.context.SmartLifecycle;

/**
 * Gives Axon the clock by which claims run out. Axon has one for the whole JVM, so of several contexts in a JVM (tests have
 * them) the one that started last tells it, and when that stops, the one that did before it: otherwise the time would be
 * asked of a database that is not there any more.
 */
final class ClaimClock implements SmartLifecycle {
    /** Before everything that claims. */
    private static final int FIRST = Integer.MIN_VALUE;
    /** The one that started last is the last. */
    private static final List<ClaimClock> RUNNING = new ArrayList<>();
    private static final Clock AXONS_OWN = AbstractTokenEntry.clock;

    private final Clock clock;

    ClaimClock(Clock clock) {
        this.clock = clock;
    }

    @Override
    public void start() {
        synchronized (RUNNING) {
            RUNNING.remove(this);
            RUNNING.add(this);
            tell();
        }
    }

    @Override
    public void stop() {
        synchronized (RUNNING) {
            RUNNING.remove(this);
            tell();
        }
    }

    private static void tell() {
        AbstractTokenEntry.clock = RUNNING.isEmpty() ? AXONS_OWN : RUNNING.getLast().clock;
    }

    @Override
    public boolean isRunning() {
        synchronized (RUNNING) {
            return RUNNING.contains(this);
        }
    }

    @Override
    public int getPhase() {
        return FIRST;
    }
}
