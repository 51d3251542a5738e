package io.lumbar.api.page;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The days as of which pages can be asked for. */
@Component
class LookingBack {
    private final Clock clock;

    LookingBack(Clock clock) {
        this.clock = clock;
    }

    /** The latest one, in UTC. */
    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    /** The end of a day in UTC; null, which is now, for today and for none. */
    @Nullable
    Instant endOf(@Nullable LocalDate day) {
        return day == null || day.equals(today()) ? null : day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
