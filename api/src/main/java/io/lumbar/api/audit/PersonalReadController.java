package io.lumbar.api.audit;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import io.lumbar.api.request.Listing;
import io.lumbar.application.PageRequest;
import io.lumbar.application.Scope;
import io.lumbar.application.privacy.PersonalReads;
import io.lumbar.application.privacy.PersonalReads.Kept;
import io.lumbar.domain.ClientId;
import io.lumbar.domain.DomainError.InvalidValue;
import io.lumbar.domain.Rejected;
import io.swagger.v3.oas.annotations.Hidden;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/personal-reads")
@Tag(name = "Personal reads")
class PersonalReadController {
    private final PersonalReads reads;
    private final ReadsFile file;
    private final Clock clock;

    PersonalReadController(PersonalReads reads, ReadsFile file, Clock clock) {
        this.reads = reads;
        this.file = file;
        this.clock = clock;
    }

    record Item(Instant readAt, @Schema(description = "Who: account:<id>, or client:admin-cli") String actor,
            @Schema(description = "Through which OAuth client, or pages; null of reads that an earlier release kept") @Nullable String via,
            @Schema(description = "As in logs and in the metadata of events") UUID requestId,
            @Schema(description = "Method and path") String route,
            @Schema(description = "What the answer called what it showed of at least one of them") List<String> fields,
            @Schema(description = "Whom, such as client:<id>; asked for by client that one alone; empty when they were asked "
                    + "about and nobody was found") List<String> whom) {

        private static Item of(Kept kept) {
            return new Item(kept.readAt(), kept.actor(), kept.via(), kept.request(), kept.route(), kept.fields(),
                    kept.whom());
        }
    }

    record View(List<Item> items, @Schema(description = "Asks for the reads before these") @Nullable String nextCursor,
            Instant asOf) {}

    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Who saw whom, latest first", description = "Every answer that showed something of a person, kept before "
            + "it was given. As JSON in parts, or all of it as CSV, by Accept or by ?format=, which wins.", responses = @ApiResponse(responseCode = "200", content = {
                    @Content(mediaType = MediaType.APPLICATION_JSON_VALUE, schema = @Schema(implementation = View.class)),
                    @Content(mediaType = ReadsFile.TYPE, schema = @Schema(type = "string"))}))
    View personalReads(
            @Parameter(description = "Who was seen") @RequestParam(required = false) @Nullable ClientId client,
            @Parameter(description = "Who saw") @Schema(maxLength = ReadsFile.LONGEST_ACTOR) @RequestParam(required = false) @Nullable String actor,
            @Parameter(description = "First moment") @RequestParam(required = false) @Nullable Instant from,
            @Parameter(description = "Moment before which they were") @RequestParam(required = false) @Nullable Instant to,
            @RequestParam(defaultValue = Listing.LIMIT) int limit,
            @RequestParam(required = false) @Nullable String cursor,
            @Schema(allowableValues = {"json", "csv"}) @RequestParam(required = false) @Nullable String format,
            Scope scope) {
        var page = new PageRequest(limit, cursor, null, scope);
        List<Kept> found = reads.find(ReadsFile.filter(client, actor, from, to), before(cursor), page.limit() + 1);
        boolean more = found.size() > page.limit();
        List<Kept> shown = more ? found.subList(0, page.limit()) : found;
        return new View(shown.stream().map(Item::of).toList(),
                more ? Long.toString(shown.getLast().number()) : null, clock.instant());
    }

    @GetMapping(produces = ReadsFile.TYPE)
    @Hidden
    void exportPersonalReads(@RequestParam(required = false) @Nullable ClientId client,
            @RequestParam(required = false) @Nullable String actor,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant to,
            @RequestParam(required = false) @Nullable String format, HttpServletResponse response) throws IOException {
        file.send(ReadsFile.filter(client, actor, from, to), response);
    }

    private static @Nullable Long before(@Nullable String cursor) {
        try {
            return cursor == null ? null : Long.valueOf(cursor);
        } catch (NumberFormatException _) {
            throw new Rejected(new InvalidValue("cursor", "must be the nextCursor of an answer"));
        }
    }
}
