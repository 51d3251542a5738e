package io.lumbar.api.audit;

import java.time.Instant;

import io.lumbar.application.audit.History;
import io.lumbar.application.audit.History.Kind;
import io.lumbar.application.audit.History.Verification;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/history")
@Tag(name = "History")
class HistoryController {
    private final History history;

    HistoryController(History history) {
        this.history = history;
    }

    record Finding(Kind kind,
            @Schema(description = "The event's place in the order of all; null when none can be named") @Nullable String position,
            @Schema(description = "Kind and id of the event's stream; null when none can be named") @Nullable String stream,
            @Schema(description = "The event's number within its stream, from 0; null when none can be named") @Nullable Long version,
            @Schema(description = "Number of the seal that it lies under; null when it is not sealed") @Nullable Long seal,
            String text) {

        private static @Nullable Finding of(History.@Nullable Finding found) {
            return found == null ? null
                    : new Finding(found.kind(), found.position(), found.stream(), found.version(), found.seal(),
                            found.text());
        }
    }

    record View(@Schema(description = "Whether nothing was found") boolean unaltered,
            @Schema(description = "All that were looked at") long events,
            @Schema(description = "How many of them lie under a seal") long sealed,
            @Schema(description = "How many seals there are") long seals,
            @Schema(description = "When the last was made; null when there is none") @Nullable Instant sealedAt,
            @Schema(description = "How many seals the exported file of the instance that answers holds") long exported,
            @Schema(description = "How long it took") long milliseconds,
            @Schema(description = "What was found first in the order of the history, where the looking ended; null when nothing was") @Nullable Finding finding) {

        private static View of(Verification done) {
            return new View(done.finding() == null, done.events(), done.sealed(), done.seals(), done.sealedAt(),
                    done.exported(), done.took().toMillis(), Finding.of(done.finding()));
        }
    }

    @GetMapping("/verification")
    @Operation(summary = "Prove the history: every hash, root and signature is worked out anew; a million events take some seconds")
    View verifyHistory() {
        return View.of(history.verify());
    }
}
