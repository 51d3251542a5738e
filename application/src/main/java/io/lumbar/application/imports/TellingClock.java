package io.lumbar.application.imports;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

import org.jspecify.annotations.Nullable;

/**
 * The present moment while a history is told. For what another system kept it is the real one, for that is when this
 * system learns it; in a demo it turns with the story.
 */
public final class TellingClock extends Clock {
    private final Clock real;
    private final boolean turns;
    private @Nullable Instant turnedTo;

    private TellingClock(Clock real, boolean turns) {
        this.real = real;
        this.turns = turns;
    }

    /** One that does not turn. */
    static TellingClock real(Clock real) {
        return new TellingClock(real, false);
    }

    /** One that turns; {@code real} where it is not turned. */
    public static TellingClock turning(Clock real) {
        return new TellingClock(real, true);
    }

    /** It is {@code moment}, if the clock turns; null for the real time. */
    public void turnTo(@Nullable Instant moment) {
        turnedTo = turns ? moment : null;
    }

    /** Whether what is told is to be recorded at the time that it shows. */
    boolean turns() {
        return turns;
    }

    @Override
    public Instant instant() {
        return turnedTo == null ? real.instant() : turnedTo;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("the clock tells instants");
    }
}
