package io.lumbar.api.episode;

import java.time.Instant;
import java.util.List;

import io.lumbar.api.json.FreeText;
import io.lumbar.api.request.Answers;
import io.lumbar.api.request.Answers.Written;
import io.lumbar.application.Request;
import io.lumbar.application.Scope;
import io.lumbar.application.episode.Episodes;
import io.lumbar.application.episode.Sessions;
import io.lumbar.domain.Area;
import io.lumbar.domain.EpisodeId;
import io.lumbar.domain.SessionId;
import io.lumbar.domain.SessionKind;
import io.lumbar.domain.Style;
import io.lumbar.domain.TherapistId;
import io.lumbar.domain.episode.Session;
import io.lumbar.domain.episode.SessionRule;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.ArraySchema;
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
@RequestMapping("/api/v1/episodes/{id}/sessions")
@Tag(name = "Sessions")
class SessionController {

    private static final String PLACE = "/api/v1/episodes/{id}/sessions/{sid}";

    private final Sessions sessions;
    private final Episodes episodes;

    SessionController(Sessions sessions, Episodes episodes) {
        this.sessions = sessions;
        this.episodes = episodes;
    }

    record Planning(@Schema(description = "At most two years ahead") Instant start,
            @Schema(minimum = "5", maximum = "240") Integer minutes, Style style,
            @Schema(defaultValue = "STRUCTURAL") @Nullable SessionKind kind,
            @Schema(description = "Default: the assigned one") @Nullable TherapistId therapistId) {}

    record Holding(Instant startedAt, @Schema(minimum = "5", maximum = "240") Integer minutes, Style style,
            SessionKind kind,
            @Schema(description = "Default: the one planned, else the assigned one") @Nullable TherapistId therapistId,
            @Schema(description = "Treated, each once") @Nullable List<Area> areas,
            @Schema(minimum = "1", maximum = "5", description = "1 lightest, 5 firmest") @Nullable Integer pressure,
            @Schema(minimum = "0", maximum = "10", description = "Momentary, on arrival") @Nullable Integer painBefore,
            @Schema(minimum = "0", maximum = "10", description = "Momentary, at the end") @Nullable Integer painAfter,
            @FreeText @Schema(minLength = 1, maxLength = FreeText.MAX_LENGTH) @Nullable String note,
            @ArraySchema(schema = @Schema(minLength = 1, maxLength = 200), arraySchema = @Schema(description = "Felt afterwards")) @Nullable List<String> reactions,
            @Schema(description = "Taken on arrival, at most one an instrument") @Nullable List<Sheet> measurements,
            @Nullable Against despite) {

        Sessions.Given given() {
            return new Sessions.Given(therapistId, startedAt, minutes, style, kind, areas == null ? List.of() : areas,
                    pressure, painBefore, painAfter, note, reactions == null ? List.of() : reactions,
                    Sheet.all("measurements", measurements), despite == null ? null : despite.breaking());
        }
    }

    record Moving(@Schema(description = "At most two years ahead") Instant start,
            @Schema(minimum = "5", maximum = "240", description = "Default: as planned") @Nullable Integer minutes) {}

    /** That it took place against a rule; only a manager may record it so. */
    record Against(@Schema(description = "The rule that was broken, named as its problem") SessionRule rule,
            @Schema(description = "Others that were broken, too") @Nullable List<SessionRule> furtherRules,
            @FreeText @Schema(minLength = 1, maxLength = FreeText.MAX_LENGTH) String reason) {
        private Sessions.Breaking breaking() {
            return new Sessions.Breaking(rule, furtherRules == null ? List.of() : furtherRules, reason);
        }
    }

    record Correcting(@Nullable Instant startedAt,
            @Schema(minimum = "5", maximum = "240") @Nullable Integer minutes, @Nullable Style style,
            @Nullable SessionKind kind, @Nullable TherapistId therapistId,
            @Schema(description = "All of them; empty for none recorded") @Nullable List<Area> areas,
            @Schema(minimum = "1", maximum = "5") @Nullable Integer pressure,
            @Schema(minimum = "0", maximum = "10") @Nullable Integer painBefore,
            @Schema(minimum = "0", maximum = "10") @Nullable Integer painAfter,
            @FreeText @Schema(minLength = 1, maxLength = FreeText.MAX_LENGTH) @Nullable String note,
            @ArraySchema(schema = @Schema(minLength = 1, maxLength = 200), arraySchema = @Schema(description = "All of them; empty for none")) @Nullable List<String> reactions,
            @Schema(description = "What was not recorded after all") @Nullable List<Session.Detail> removed,
            @FreeText @Schema(minLength = 1, maxLength = FreeText.MAX_LENGTH) String reason,
            @Nullable Against despite) {
        private Session.Changes changes() {
            return new Session.Changes(therapistId, startedAt, minutes, style, kind, areas, pressure, painBefore,
                    painAfter, note, reactions, removed == null ? List.of() : removed);
        }
    }

    record Because(@FreeText @Schema(minLength = 1, maxLength = FreeText.MAX_LENGTH) String reason) {}

    record Cancelling(CallingOff by,
            @FreeText @Schema(minLength = 1, maxLength = FreeText.MAX_LENGTH) @Nullable String reason) {}

    /** Who may call a session off by hand. */
    enum CallingOff {
        CLIENT(Session.CancelledBy.CLIENT), THERAPIST(Session.CancelledBy.THERAPIST),
        CLINIC(Session.CancelledBy.CLINIC);

        private final Session.CancelledBy by;

        CallingOff(Session.CancelledBy by) {
            this.by = by;
        }
    }

    @PostMapping
    @Operation(summary = "Plan a session")
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<Written> planSession(@PathVariable EpisodeId id, @RequestBody Planning body,
            Request request) {
        var planned = sessions.plan(request, id, body.start, body.minutes, body.style, body.kind, body.therapistId);
        return Answers.created(planned, PLACE, id.value(), planned.resource());
    }

    @PostMapping("/held")
    @Operation(summary = "Record a session that took place without a plan; it may be back-dated")
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<Written> holdUnplannedSession(@PathVariable EpisodeId id, @RequestBody Holding body,
            Request request) {
        var held = sessions.holdUnplanned(request, id, body.given());
        return Answers.created(held, PLACE, id.value(), held.resource());
    }

    @PostMapping("/{sid}/held")
    @Operation(summary = "Record that a planned session took place")
    ResponseEntity<Written> holdPlannedSession(@PathVariable EpisodeId id, @PathVariable SessionId sid,
            @RequestBody Holding body, Request request) {
        return Answers.done(sessions.holdPlanned(request, id, sid, body.given()));
    }

    @PostMapping("/{sid}/rescheduling")
    @Operation(summary = "Move a planned session")
    ResponseEntity<Written> rescheduleSession(@PathVariable EpisodeId id, @PathVariable SessionId sid,
            @RequestBody Moving body, Request request) {
        return Answers.done(sessions.reschedule(request, id, sid, body.start, body.minutes));
    }

    @PostMapping("/{sid}/cancellation")
    @Operation(summary = "Call a planned session off")
    ResponseEntity<Written> cancelSession(@PathVariable EpisodeId id, @PathVariable SessionId sid,
            @RequestBody Cancelling body, Request request) {
        return Answers.done(sessions.cancel(request, id, sid, body.by.by, body.reason));
    }

    @PostMapping("/{sid}/no-show")
    @Operation(summary = "Record that the client did not come; there is no body")
    ResponseEntity<Written> markNoShow(@PathVariable EpisodeId id, @PathVariable SessionId sid, Request request) {
        return Answers.done(sessions.markNoShow(request, id, sid));
    }

    @PostMapping("/{sid}/no-show-reversal")
    @Operation(summary = "Take back that the client did not come: the session is planned again")
    ResponseEntity<Written> revertNoShow(@PathVariable EpisodeId id, @PathVariable SessionId sid,
            @RequestBody Because body, Request request) {
        return Answers.done(sessions.revertNoShow(request, id, sid, body.reason));
    }

    @PostMapping("/{sid}/correction")
    @Operation(summary = "Put right how a session was held: what is given changes, the rest stays")
    ResponseEntity<Written> correctSession(@PathVariable EpisodeId id, @PathVariable SessionId sid,
            @RequestBody Correcting body, Request request) {
        return Answers.done(sessions.correct(request, id, sid, body.changes(), body.reason,
                body.despite == null ? null : body.despite.breaking()));
    }

    @PostMapping("/{sid}/voiding")
    @Operation(summary = "Void a session that was entered in error, and the measurements taken at it")
    ResponseEntity<Written> voidSession(@PathVariable EpisodeId id, @PathVariable SessionId sid,
            @RequestBody Because body, Request request) {
        return Answers.done(sessions.enteredInError(request, id, sid, body.reason));
    }

    @GetMapping("/{sid}")
    @Operation(summary = "A session as it stands, or as it stood when it was voided; its version is the episode's")
    ResponseEntity<SessionView> session(@PathVariable EpisodeId id, @PathVariable SessionId sid, Scope scope) {
        var found = episodes.episode(scope, id);
        return Answers.found(SessionView.of(found.state().course().session(sid), found.version()), found.version(),
                found.state().course().client());
    }
}
