package io.lumbar.application.episode;

import java.time.Clock;
import java.time.Instant;
import java.util.List;

import io.lumbar.application.Decisions;
import io.lumbar.application.Ids;
import io.lumbar.application.Receipt;
import io.lumbar.application.Request;
import io.lumbar.domain.AdverseEventId;
import io.lumbar.domain.EpisodeId;
import io.lumbar.domain.Rejected;
import io.lumbar.domain.SessionId;
import io.lumbar.domain.episode.AdverseEvent.CorrectAdverseEvent;
import io.lumbar.domain.episode.AdverseEvent.Detail;
import io.lumbar.domain.episode.AdverseEvent.Duration;
import io.lumbar.domain.episode.AdverseEvent.ReportAdverseEvent;
import io.lumbar.domain.episode.AdverseEvent.Severity;
import org.jspecify.annotations.Nullable;

/** What clients suffer after treatment. */
public final class AdverseEvents {

    private final Decisions decisions;
    private final Ids ids;
    private final Clock clock;

    /** Adverse events that are recorded through {@code decisions}. */
    public AdverseEvents(Decisions decisions, Ids ids, Clock clock) {
        this.decisions = decisions;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Reports an adverse event.
     *
     * @param session null when none is held responsible
     * @param description null for none
     * @throws Rejected when the episode or the session is unknown, or a value breaks its rule
     */
    public Receipt report(Request request, EpisodeId episode, Duration duration, Severity severity, Instant occurredAt,
            @Nullable SessionId session, @Nullable String description) {
        var adverseEvent = new AdverseEventId(ids.next());
        return decisions.decide(new ReportAdverseEvent(episode, adverseEvent, duration, severity, occurredAt, session,
                description, clock.instant()), request, adverseEvent.value());
    }

    /**
     * What of an adverse event was otherwise; null for what stays.
     *
     * @param removed what was not recorded after all
     */
    public record Changes(@Nullable Duration duration, @Nullable Severity severity, @Nullable Instant occurredAt,
            @Nullable SessionId session, @Nullable String description, List<Detail> removed) {
        public Changes {
            removed = List.copyOf(removed);
        }
    }

    /**
     * Puts an adverse event right.
     *
     * @throws Rejected when episode, adverse event or session are unknown, or a value breaks its rule
     */
    public Receipt correct(Request request, EpisodeId episode, AdverseEventId adverseEvent, Changes changes,
            String reason) {
        return decisions.decide(new CorrectAdverseEvent(episode, adverseEvent, changes.duration, changes.severity,
                changes.occurredAt, changes.session, changes.description, changes.removed, reason, clock.instant()),
                request, adverseEvent.value());
    }
}
