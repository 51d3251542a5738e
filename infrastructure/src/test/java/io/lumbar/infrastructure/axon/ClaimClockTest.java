package io.lumbar.infrastructure.axon;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;

import org.axonframework.eventhandling.tokenstore.AbstractTokenEntry;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ClaimClockTest {
    private final Clock before = AbstractTokenEntry.clock;
    private final Clock one = Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC);
    private final Clock other = Clock.fixed(Instant.parse("2026-02-02T00:00:00Z"), ZoneOffset.UTC);

    @Test
    void whoever_started_last_and_runs_tells_the_time() {
        var first = new ClaimClock(one);
        var second = new ClaimClock(other);

        first.start();
        second.start();
        assertThat(AbstractTokenEntry.clock).isSameAs(other);

        second.stop();
        assertThat(AbstractTokenEntry.clock).isSameAs(one);

        second.start();
        first.stop();
        assertThat(AbstractTokenEntry.clock).isSameAs(other);

        second.stop();
        assertThat(AbstractTokenEntry.clock).isSameAs(before);
    }
}
