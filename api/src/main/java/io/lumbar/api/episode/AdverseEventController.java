package io.lumbar.api.episode;

import java.time.Instant;
import java.util.List;

import io.lumbar.api.json.FreeText;
import io.lumbar.api.request.Answers;
import io.lumbar.api.request.Answers.Written;
import io.lumbar.application.Request;
import io.lumbar.application.Scope;
import io.lumbar.application.episode.AdverseEvents;
import io.lumbar.application.episode.Episodes;
import io.lumbar.domain.AdverseEventId;
import io.lumbar.domain.EpisodeId;
import io.lumbar.domain.SessionId;
import io.lumbar.domain.episode.AdverseEvent.Detail;
import io.lumbar.domain.episode.AdverseEvent.Duration;
import io.lumbar.domain.episode.AdverseEvent.Severity;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/episodes/{id}/adverse-events")
@Tag(name = "Adverse events")
class AdverseEventController {

    private final AdverseEvents adverseEvents;
    private final Episodes episodes;

    AdverseEventController(AdverseEvents adverseEvents, Episodes episodes) {
        this.adverseEvents = adverseEvents;
        this.episodes = episodes;
    }

    record Reporting(Duration duration, Severity severity, @Schema(description = "When it began") Instant occurredAt,
            @Schema(description = "One that was held") @Nullable SessionId sessionId,
            @FreeText @Schema(minLength = 1, maxLength = FreeText.MAX_LENGTH) @Nullable String description) {}

    record Correcting(@Nullable Duration duration, @Nullable Severity severity, @Nullable Instant occurredAt,
            @Nullable SessionId sessionId,
            @FreeText @Schema(minLength = 1, maxLength = FreeText.MAX_LENGTH) @Nullable String description,
            @Schema(description = "What was not recorded after all") @Nullable List<Detail> removed,
            @FreeText @Schema(minLength = 1, maxLength = FreeText.MAX_LENGTH) String reason) {
        private AdverseEvents.Changes changes() {
            return new AdverseEvents.Changes(duration, severity, occurredAt, sessionId, description,
                    removed == null ? List.of() : removed);
        }
    }

    @PostMapping
    @Operation(summary = "Report an adverse event; its grade follows from duration and severity")
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<Written> reportAdverseEvent(@PathVariable EpisodeId id, @RequestBody Reporting body,
            Request request) {
        var reported = adverseEvents.report(request, id, body.duration, body.severity, body.occurredAt,
                body.sessionId, body.description);
        return Answers.created(reported, "/api/v1/episodes/{id}/adverse-events/{aid}", id.value(),
                reported.resource());
    }

    @PostMapping("/{aid}/correction")
    @Operation(summary = "Put an adverse event right: what is given changes, the rest stays")
    ResponseEntity<Written> correctAdverseEvent(@PathVariable EpisodeId id, @PathVariable AdverseEventId aid,
            @RequestBody Correcting body, Request request) {
        return Answers.done(adverseEvents.correct(request, id, aid, body.changes(), body.reason));
    }

    @GetMapping("/{aid}")
    @Operation(summary = "An adverse event as it stands; its version is the episode's")
    ResponseEntity<AdverseEventView> adverseEvent(@PathVariable EpisodeId id, @PathVariable AdverseEventId aid,
            Scope scope) {
        var found = episodes.episode(scope, id);
        return Answers.found(AdverseEventView.of(found.state().course().adverseEvent(aid), found.version()),
                found.version(), found.state().course().client());
    }
}
