package io.lumbar.infrastructure.episode;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

import io.lumbar.domain.episode.AdverseEvent.Duration;
import io.lumbar.domain.episode.AdverseEvent.Grade;
import io.lumbar.domain.episode.AdverseEvent.Severity;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an adverse event.
 *
 * @param on local date of {@code occurredAt} at the clinic
 * @param session after which it occurred; null for none
 */
record AdverseEventFact(UUID adverseEvent, Instant occurredAt, LocalDate on, @Nullable UUID session, Duration duration,
        Severity severity) {

    Grade grade() {
        return Grade.of(duration, severity);
    }
}
