package io.lumbar.infrastructure.axon;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;

import org.axonframework.eventhandling.tokenstore.AbstractTokenEntry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** One clock for the JVM, of which several contexts are not to be the last who used it. */
class ClaimClockTest {
    private final Clock before = AbstractTokenEntry.clock;

    @AfterEach
    void restore() {
        AbstractTokenEntry.clock = before;
    }

    @Test
    void who_starts_again_after_another_was_closed_does_not_go_by_the_other_s_clock() {
        Clock own = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
        var first = new ClaimClock(own);
        first.start();
        first.stop();
        var other = new ClaimClock(Clock.systemUTC());
        other.start();
        other.stop();

        first.start();

        assertThat(AbstractTokenEntry.clock).isSameAs(own);
    }
}
