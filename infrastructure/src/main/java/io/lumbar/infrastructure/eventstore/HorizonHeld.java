package io.lumbar.infrastructure.eventstore;

import java.time.Instant;

/** What was known at a moment cannot be told yet, since a transaction begun before it is still running. */
public final class HorizonHeld extends RuntimeException {
    private static final long serialVersionUID = 1L;

    HorizonHeld(Instant moment) {
        super("a transaction begun before " + moment + " has not ended", null, false, false);
    }
}
