package io.lumbar.infrastructure.axon;

import java.time.Clock;

import org.axonframework.eventhandling.tokenstore.AbstractTokenEntry;
import org.springframework.context.SmartLifecycle;

/**
 * Gives Axon the clock by which claims run out. Axon has one for the whole JVM, so of several contexts in a JVM (tests have
 * them) the one that started last tells it; one that starts again after another was closed must give its own again, or
 * the time would be asked of a database that is not there any more.
 */
final class ClaimClock implements SmartLifecycle {
    /** Before everything that claims. */
    private static final int FIRST = Integer.MIN_VALUE;

    private final Clock clock;
    private volatile boolean running;

    ClaimClock(Clock clock) {
        this.clock = clock;
    }

    @Override
    public void start() {
        AbstractTokenEntry.clock = clock;
        running = true;
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return FIRST;
    }
}
