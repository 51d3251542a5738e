package io.lumbar.api.imports;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;

import io.lumbar.api.episode.HistoryLine;
import io.lumbar.api.problem.EdgeProblem;
import io.lumbar.api.problem.Problems;
import io.lumbar.api.problem.RequestRefused;
import io.lumbar.api.request.Listing;
import io.lumbar.application.PageRequest;
import io.lumbar.application.Request;
import io.lumbar.application.Scope;
import io.lumbar.application.imports.ImportStore.Refusal;
import io.lumbar.application.imports.Imports;
import io.lumbar.application.imports.LineSlices;
import io.lumbar.domain.DomainError.InvalidValue;
import io.lumbar.domain.ImportId;
import io.lumbar.domain.Rejected;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriComponentsBuilder;

@RestController
@RequestMapping("/api/v1/imports")
@Tag(name = "Imports")
class ImportController {
    private static final String LINES = "application/x-ndjson";
    private static final int LONGEST_CURSOR = 9;

    private final Imports imports;

    ImportController(Imports imports) {
        this.imports = imports;
    }

    record Accepted(ImportId id) {}

    /** A line that was not imported. */
    record BadLine(@Schema(description = "Counted from 1") int line,
            @Schema(description = "As of a problem") String type,
            @Schema(description = "Path within the line; null when no field is to blame") @Nullable String field,
            String reason) {

        private static BadLine of(Refusal refusal) {
            return new BadLine(refusal.line(), Problems.TYPE + refusal.code(), refusal.field(), refusal.reason());
        }
    }

    record View(ImportId id, Instant begunAt,
            @Schema(description = "Null while lines wait") @Nullable Instant finishedAt,
            @Schema(description = "Sent, without blank ones") int lines, int imported,
            @Schema(description = "Imported before, with the same content") int alreadyThere, int refused,
            List<BadLine> badLines,
            @Schema(description = "Asks for the bad lines that follow") @Nullable String nextCursor) {}

    @PostMapping(consumes = LINES)
    @Operation(summary = "Import whole episode histories, one JSON object a line, in the background", description = """
            At most 100,000 lines and 512 MiB, each line at most 256 KiB. A good line is imported whatever becomes of the
            others; a history that is there already, known by clinic and externalId, is not imported again. Imports go
            through the same rules as requests: what breaks one is a bad line.""", requestBody = @io.swagger.v3.oas.annotations.parameters.RequestBody(required = true, content = @Content(mediaType = LINES, schema = @Schema(implementation = HistoryLine.class))))
    @ResponseStatus(HttpStatus.ACCEPTED)
    ResponseEntity<Accepted> importHistories(@io.swagger.v3.oas.annotations.Parameter(hidden = true) InputStream body,
            Request request) {
        ImportId id = receive(body, request);
        return ResponseEntity.accepted()
                .location(UriComponentsBuilder.fromPath("/api/v1/imports/{id}").build(id.value()))
                .body(new Accepted(id));
    }

    private ImportId receive(InputStream body, Request request) {
        try {
            return imports.receive(request, body);
        } catch (LineSlices.TooLarge e) {
            throw new RequestRefused(EdgeProblem.BODY_TOO_LARGE, String.valueOf(e.getMessage()));
        } catch (IOException _) {
            throw new RequestRefused(EdgeProblem.MALFORMED_REQUEST, "The body broke off.");
        }
    }

    @GetMapping("/{id}")
    @Operation(summary = "How far an import is, and the lines that were refused")
    ResponseEntity<View> importProgress(@PathVariable ImportId id,
            @RequestParam(defaultValue = Listing.LIMIT) int limit,
            @RequestParam(required = false) @Nullable String cursor, Scope scope) {
        var page = new PageRequest(limit, cursor, null, scope);
        var progress = imports.progress(id);
        List<Refusal> refusals = imports.refusals(id, line(page.cursor()), page.limit() + 1);
        boolean more = refusals.size() > page.limit();
        List<Refusal> shown = more ? refusals.subList(0, page.limit()) : refusals;
        var counts = progress.counts();
        return ResponseEntity.ok(new View(id, progress.begunAt(), progress.finishedAt(), progress.lines(),
                counts.imported(), counts.present(), counts.refused(), shown.stream().map(BadLine::of).toList(),
                more ? Integer.toString(shown.getLast().line()) : null));
    }

    private static int line(@Nullable String cursor) {
        if (cursor == null) {
            return 0;
        }
        if (cursor.length() > LONGEST_CURSOR || !cursor.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new Rejected(new InvalidValue("cursor", "must be the nextCursor of an answer"));
        }
        return Integer.parseInt(cursor);
    }
}
