package io.lumbar.api.episode;

import java.time.Instant;

import io.lumbar.api.request.Shown;
import io.lumbar.domain.AdverseEventId;
import io.lumbar.domain.SessionId;
import io.lumbar.domain.episode.AdverseEvent;
import io.lumbar.domain.episode.AdverseEvent.Duration;
import io.lumbar.domain.episode.AdverseEvent.Grade;
import io.lumbar.domain.episode.AdverseEvent.Happening;
import io.lumbar.domain.episode.AdverseEvent.Severity;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An adverse event as it stands. */
record AdverseEventView(AdverseEventId id, @Schema(description = "Of the episode") long version, Duration duration,
        Severity severity,
        @Schema(description = "From duration and severity, by Carnes et al. 2010") Grade grade, Instant occurredAt,
        @Nullable SessionId sessionId, @Nullable String description) {

    static AdverseEventView of(AdverseEvent adverseEvent, long version) {
        Happening what = adverseEvent.happening();
        return new AdverseEventView(adverseEvent.id(), version, what.duration(), what.severity(), what.grade(),
                what.occurredAt(), what.session(), Shown.of("description", what.description()));
    }
}
