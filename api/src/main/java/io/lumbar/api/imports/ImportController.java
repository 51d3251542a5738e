package io.lumbar.api.imports;

import java.io.IOException;
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
import io.lumbar.domain.DomainError.InvalidValue;
import io.lumbar.domain.ImportId;
import io.lumbar.domain.Rejected;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.accept.ContentNegotiationManager;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.util.UriComponentsBuilder;

@RestController
@RequestMapping("/api/v1/imports")
@Tag(name = "Imports")
class ImportController {
    private static final int LONGEST_CURSOR = 9;
    private static final MediaType JSON = MediaType.APPLICATION_JSON;
    private static final MediaType CSV = MediaType.parseMediaType(Upload.TABLE);

    private final Imports imports;
    private final Reception reception;
    private final ErrorFile errors;
    private final ContentNegotiationManager negotiation;

    ImportController(Imports imports, Reception reception, ErrorFile errors, ContentNegotiationManager negotiation) {
        this.imports = imports;
        this.reception = reception;
        this.errors = errors;
        this.negotiation = negotiation;
    }

    record Accepted(ImportId id) {}

    /** What was not imported, and why. */
    record BadLine(@Schema(description = "Counted from 1; of a table that in which the row begins") int line,
            @Schema(description = "As of a problem") String type,
            @Schema(description = "Path within the line, or name of the column; null when no field is to blame") @Nullable String field,
            String reason) {

        static BadLine of(Refusal refusal) {
            return new BadLine(refusal.line(), Problems.TYPE + refusal.code(), refusal.field(), refusal.reason());
        }
    }

    record View(ImportId id,
            @Schema(description = "Whether nothing of it is stored; what is told is what would have been") boolean dryRun,
            @Schema(description = "What a dry run does not see; null of an import in earnest") @Nullable String notTried,
            Instant begunAt,
            @Schema(description = "Null while lines wait") @Nullable Instant finishedAt,
            @Schema(description = "Histories that were sent: lines without blank ones, episodes of a table") int lines,
            int imported,
            @Schema(description = "Imported before, with the same content") int alreadyThere, int refused,
            List<BadLine> badLines,
            @Schema(description = "Asks for the bad lines that follow") @Nullable String nextCursor) {}

    /** A form that sends a table. */
    @Schema(description = "Parts in this order")
    record Sent(@Nullable Mapping mapping,
            @Schema(format = "binary", maxLength = 512 * 1024
                    * 1024, description = "A table; or lines of JSON, where its type or its "
                            + "name (.ndjson, .jsonl) says so") String file) {}

    @PostMapping(consumes = {Upload.LINES, Upload.TABLE, Upload.PARTS})
    @Operation(summary = "Import whole episode histories, as lines of JSON or as a table, in the background", description = """
            One JSON object a line, or a table in CSV (docs/import.md; its template is at /api/v1/imports/template), alone or as
            the file of a form with a mapping before it. At most 100,000 histories and 512 MiB, each history at most 256 KiB. A
            good history is imported whatever becomes of the others; one that is there already, known by clinic and
            externalId, is not imported again. Imports go through the same rules as requests: what breaks one is a bad
            line.""", requestBody = @io.swagger.v3.oas.annotations.parameters.RequestBody(required = true, content = {
            @Content(mediaType = Upload.LINES, schema = @Schema(implementation = HistoryLine.class)),
            @Content(mediaType = Upload.TABLE, schema = @Schema(type = "string", maxLength = 512 * 1024 * 1024)),
            @Content(mediaType = Upload.PARTS, schema = @Schema(implementation = Sent.class))}))
    @ResponseStatus(HttpStatus.ACCEPTED)
    ResponseEntity<Accepted> importHistories(
            @io.swagger.v3.oas.annotations.Parameter(hidden = true) HttpServletRequest http,
            @io.swagger.v3.oas.annotations.Parameter(description = "Whether only what would become of it is stored: every history goes through every rule and is taken back") @Schema(type = "boolean") @RequestParam(defaultValue = "false") String dryRun,
            Request request) {
        ImportId id = reception.take(http, request, truth(dryRun));
        return ResponseEntity.accepted()
                .location(UriComponentsBuilder.fromPath("/api/v1/imports/{id}").build(id.value()))
                .body(new Accepted(id));
    }

    /** Spring would take yes, on and 1, too. */
    private static boolean truth(String text) {
        if (!text.equals("true") && !text.equals("false")) {
            throw new RequestRefused(EdgeProblem.MALFORMED_PARAMETER, "dryRun", "is true or false");
        }
        return text.equals("true");
    }

    @GetMapping(path = "/template", produces = Upload.TABLE)
    @Operation(summary = "An empty table with all columns and two rows as they may be", responses = @ApiResponse(responseCode = "200", content = @Content(mediaType = Upload.TABLE, schema = @Schema(type = "string"))))
    void importTemplate(HttpServletResponse response) throws IOException {
        Template.send(response);
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
        return ResponseEntity
                .ok(new View(id, progress.dryRun(), progress.dryRun() ? Imports.NOT_TRIED : null,
                        progress.begunAt(), progress.finishedAt(), progress.lines(),
                        counts.imported(), counts.present(), counts.refused(), shown.stream().map(BadLine::of).toList(),
                        more ? Integer.toString(shown.getLast().line()) : null));
    }

    /** Everything that was refused. */
    record Errors(ImportId id, List<BadLine> errors) {}

    @GetMapping(path = "/{id}/errors", produces = {MediaType.APPLICATION_JSON_VALUE, Upload.TABLE})
    @Operation(summary = "Every line that was refused, as a file", description = """
            As JSON or CSV, by Accept or by ?format=, which wins. Complete when the import is finished.""", responses = @ApiResponse(responseCode = "200", content = {
            @Content(mediaType = MediaType.APPLICATION_JSON_VALUE, schema = @Schema(implementation = Errors.class)),
            @Content(mediaType = Upload.TABLE, schema = @Schema(type = "string"))}))
    void importErrors(@PathVariable ImportId id,
            @Schema(allowableValues = {"json", "csv"}) @RequestParam(required = false) @Nullable String format,
            NativeWebRequest request, HttpServletResponse response)
            throws IOException, HttpMediaTypeNotAcceptableException {
        boolean table = negotiation.resolveMediaTypes(request).stream().filter(type -> type.includes(JSON)
                || type.includes(CSV)).findFirst().map(type -> !type.includes(JSON)).orElse(false);
        if (table) {
            errors.csv(id, response);
        } else {
            errors.json(id, response);
        }
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
