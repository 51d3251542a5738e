package io.lumbar.api;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.lumbar.api.json.FreeText;
import io.lumbar.api.request.Answers;
import io.lumbar.api.request.Answers.Written;
import io.lumbar.application.Position;
import io.lumbar.application.PositionNotReached;
import io.lumbar.application.Receipt;
import io.lumbar.application.Receipt.Outcome;
import io.lumbar.application.Request;
import io.lumbar.application.Unavailable;
import io.lumbar.domain.ClinicId;
import io.lumbar.domain.DomainError.StaleVersion;
import io.lumbar.domain.Rejected;
import io.lumbar.domain.Sex;
import io.lumbar.domain.Style;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Routes that exist in tests only: one for every kind of scalar, argument, answer and failure that the edge handles. */
@RestController
@RequestMapping("/api/v1/probes")
class Probes {

    record Probe(ClinicId clinicId, Integer minutes, Sex sex, Instant at, List<Part> parts, @Nullable LocalDate on,
            @Nullable LocalTime from, @Nullable ZoneId timeZone, @Nullable BigDecimal score, @Nullable Boolean sure,
            @Nullable String name, @FreeText @Nullable String note, @Nullable List<Style> styles) {}

    record Part(String code, @Nullable Integer weight) {}

    record Seen(Probe probe, String actor, UUID requestId, @Nullable Long expectedVersion,
            Request.@Nullable Idempotency idempotency) {}

    record Filter(@Nullable Sex sex, @Nullable Instant asOf, List<ClinicId> clinics, @Nullable Integer limit,
            @Nullable String after) {}

    @PostMapping("/seen")
    Seen seen(@RequestBody Probe probe, Request request) {
        return new Seen(probe, request.actor(), request.id(), request.expectedVersion(), request.idempotency());
    }

    @PostMapping("/{id}/made")
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<Written> made(@PathVariable ClinicId id, @RequestParam Outcome outcome, Request request) {
        return Answers.created(new Receipt(id.value(), 7,
                outcome == Outcome.RECORDED ? new Position("1-2-3") : null, outcome), "/api/v1/probes/{id}",
                id.value());
    }

    @PostMapping("/{id}/done")
    ResponseEntity<Written> done(@PathVariable ClinicId id, Request request) {
        if (request.expectedVersion() != null && request.expectedVersion() != 7) {
            throw new Rejected(new StaleVersion(request.expectedVersion(), 7));
        }
        return Answers.done(new Receipt(id.value(), 8, new Position("1-2-4"), Outcome.RECORDED));
    }

    @GetMapping("/{id}")
    ResponseEntity<Part> one(@PathVariable ClinicId id) {
        return Answers.found(new Part("absent values are null", null), 7);
    }

    @GetMapping
    Filter filtered(@RequestParam(required = false) @Nullable Sex sex,
            @RequestParam(required = false) @Nullable Instant asOf,
            @RequestParam(defaultValue = "") List<ClinicId> clinic,
            @RequestParam(required = false) @Nullable Integer limit, @Nullable Position after) {
        return new Filter(sex, asOf, clinic, limit, after == null ? null : after.value());
    }

    @GetMapping("/failures/{kind}")
    void failure(@PathVariable String kind) throws Exception {
        throw switch (kind) {
            case "late" -> new PositionNotReached(new Position("1-2-3"));
            case "outage" -> new Unavailable(new IllegalStateException("a secret that must not leak"));
            default -> new IllegalStateException("a secret that must not leak");
        };
    }

    /** Answers what the document does not say. */
    @SuppressWarnings("unchecked")
    @GetMapping("/undeclared/{what}")
    ResponseEntity<Part> undeclared(@PathVariable String what) {
        ResponseEntity<?> answer = switch (what) {
            case "status" -> ResponseEntity.accepted().build();
            case "type" -> ResponseEntity.ok().contentType(MediaType.TEXT_PLAIN).body("text");
            case "shape" -> ResponseEntity.ok(Map.of("code", 7));
            default -> ResponseEntity.ok(new Part("as declared", 1));
        };
        return (ResponseEntity<Part>) answer;
    }

    @GetMapping("/unlisted")
    void unlisted() {
        // the table has no row for it
    }
}
