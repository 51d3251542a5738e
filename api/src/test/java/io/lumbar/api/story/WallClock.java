package io.lumbar.api.story;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The clock on the clinic's wall, which is put to the day of which a story tells. */
final class WallClock extends Clock {

    private volatile Instant now = Instant.EPOCH;

    void put(Instant to) {
        now = to;
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("the clock on the wall tells instants");
    }
}
