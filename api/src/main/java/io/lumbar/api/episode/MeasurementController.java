package io.lumbar.api.episode;

import java.math.BigDecimal;
import java.time.Instant;

import io.lumbar.api.episode.Sheet.Filled;
import io.lumbar.api.json.FreeText;
import io.lumbar.api.request.Answers;
import io.lumbar.api.request.Answers.Written;
import io.lumbar.application.Request;
import io.lumbar.application.Scope;
import io.lumbar.application.episode.Episodes;
import io.lumbar.application.episode.Measurements;
import io.lumbar.domain.EpisodeId;
import io.lumbar.domain.MeasurementId;
import io.lumbar.domain.outcome.Instrument;
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
@RequestMapping("/api/v1/episodes/{id}/measurements")
@Tag(name = "Measurements")
class MeasurementController {

    private final Measurements measurements;
    private final Episodes episodes;

    MeasurementController(Measurements measurements, Episodes episodes) {
        this.measurements = measurements;
        this.episodes = episodes;
    }

    record Taking(Instrument instrument,
            @Schema(description = "This or answers") @Nullable BigDecimal score,
            @Schema(description = "This or score") @Nullable Filled answers, Instant takenAt) {}

    record Correcting(Instrument instrument,
            @Schema(description = "This or answers") @Nullable BigDecimal score,
            @Schema(description = "This or score") @Nullable Filled answers, Instant takenAt,
            @FreeText @Schema(minLength = 1, maxLength = FreeText.MAX_LENGTH) String reason) {}

    record Voided(@FreeText @Schema(minLength = 1, maxLength = FreeText.MAX_LENGTH) String reason) {}

    @PostMapping
    @Operation(summary = "Record a taking of an instrument between sessions")
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<Written> recordMeasurement(@PathVariable EpisodeId id, @RequestBody Taking body,
            Request request) {
        var recorded = measurements.record(request, id,
                new Sheet(body.instrument, body.score, body.answers).at(""), body.takenAt);
        return Answers.created(recorded, "/api/v1/episodes/{id}/measurements/{mid}", id.value(), recorded.resource());
    }

    @PostMapping("/{mid}/correction")
    @Operation(summary = "Put a measurement right, on whatever occasion it was taken: all of it anew, and why")
    ResponseEntity<Written> correctMeasurement(@PathVariable EpisodeId id, @PathVariable MeasurementId mid,
            @RequestBody Correcting body, Request request) {
        return Answers.done(measurements.correct(request, id, mid,
                new Sheet(body.instrument, body.score, body.answers).at(""), body.takenAt, body.reason));
    }

    @PostMapping("/{mid}/voiding")
    @Operation(summary = "Void a measurement that was entered in error")
    ResponseEntity<Written> voidMeasurement(@PathVariable EpisodeId id, @PathVariable MeasurementId mid,
            @RequestBody Voided body, Request request) {
        return Answers.done(measurements.enteredInError(request, id, mid, body.reason));
    }

    @GetMapping("/{mid}")
    @Operation(summary = "A measurement as it stands, or as it stood when it was voided; its version is the episode's")
    ResponseEntity<MeasurementView> measurement(@PathVariable EpisodeId id, @PathVariable MeasurementId mid,
            Scope scope) {
        var found = episodes.episode(scope, id);
        return Answers.found(MeasurementView.of(mid, found.state().course(), found.version()), found.version(),
                found.state().course().client());
    }
}
