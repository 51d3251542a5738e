package io.lumbar.api.report;

import java.time.Instant;

import io.lumbar.api.request.Shown;
import io.lumbar.application.Position;
import io.lumbar.application.Scope;
import io.lumbar.application.episode.Episodes;
import io.lumbar.application.report.Disclosure;
import io.lumbar.application.report.Outlook;
import io.lumbar.application.report.Outlooks;
import io.lumbar.domain.Cause;
import io.lumbar.domain.ClinicId;
import io.lumbar.domain.EpisodeId;
import io.lumbar.domain.outcome.Chronicity;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1")
@Tag(name = "Reports")
public class OutlookController {
    private final Outlooks outlooks;
    private final Episodes episodes;

    OutlookController(Outlooks outlooks, Episodes episodes) {
        this.outlooks = outlooks;
        this.episodes = episodes;
    }

    /** Whoever is compared, as callers tell it. */
    public record Described(
            @Schema(description = "Where the person is to be treated; others are taken from there first") ClinicId clinicId,
            Chronicity chronicity,
            @Schema(minimum = "0", maximum = "10", description = "Pain in the last week at intake, NPRS, 0 to 10, higher is "
                    + "worse; people of any pain are taken when it is not known") @Nullable Integer baselineNprs,
            @Schema(description = "The primary one; others are taken who had it among theirs") Cause cause) {

        /** The same as it is asked for. */
        public Outlooks.Person person() {
            return new Outlooks.Person(clinicId, chronicity, baselineNprs, cause);
        }
    }

    @GetMapping("/episodes/{id}/outlook")
    @Operation(summary = "What became of people like this one", description = "The clinic's own history of people of the same "
            + "chronicity, baseline band and cause, widened until there are 30. A description of others, and no promise.")
    Outlook outlook(@PathVariable EpisodeId id, @RequestParam(required = false) @Nullable Instant asOf,
            @Nullable Position after, Scope scope) {
        Outlook outlook = outlooks.of(scope, id, asOf, after);
        Shown.about(episodes.episode(scope, id).state().course().client(), outlook);
        return outlook;
    }

    @PostMapping(path = "/reports/outlook", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "What became of people like one who is described", description = "The same for somebody whose intake "
            + "is still to be recorded. It is a question: nothing is stored, and asking again, with whatever "
            + "Idempotency-Key, is answered anew.")
    Outlook outlookOf(@RequestBody Described body, @RequestParam(required = false) @Nullable Instant asOf,
            @Nullable Position after, Scope scope) {
        return outlooks.of(scope, body.person(), asOf, after, Disclosure.ON_SCREEN);
    }
}
