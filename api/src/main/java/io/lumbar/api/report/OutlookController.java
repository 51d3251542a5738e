package io.lumbar.api.report;

import java.time.Instant;

import io.lumbar.application.Position;
import io.lumbar.application.Scope;
import io.lumbar.application.report.Outlook;
import io.lumbar.application.report.Outlooks;
import io.lumbar.domain.EpisodeId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/episodes/{id}/outlook")
@Tag(name = "Reports")
class OutlookController {
    private final Outlooks outlooks;

    OutlookController(Outlooks outlooks) {
        this.outlooks = outlooks;
    }

    @GetMapping
    @Operation(summary = "What became of people like this one", description = "The clinic's own history of people of the same "
            + "chronicity, baseline band and cause, widened until there are 30. A description of others, and no promise.")
    Outlook outlook(@PathVariable EpisodeId id, @RequestParam(required = false) @Nullable Instant asOf,
            @Nullable Position after, Scope scope) {
        return outlooks.of(scope, id, asOf, after);
    }
}
