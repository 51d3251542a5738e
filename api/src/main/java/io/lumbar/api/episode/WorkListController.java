package io.lumbar.api.episode;

import java.time.Instant;
import java.util.List;
import java.util.Set;

import io.lumbar.api.request.Listing;
import io.lumbar.application.PageRequest;
import io.lumbar.application.Position;
import io.lumbar.application.episode.WorkList;
import io.lumbar.domain.ClientId;
import io.lumbar.domain.ClinicId;
import io.lumbar.domain.EpisodeId;
import io.lumbar.domain.SessionId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/worklist")
@Tag(name = "Work list")
class WorkListController {

    private final WorkList list;

    WorkListController(WorkList list) {
        this.list = list;
    }

    record Item(WorkList.Kind kind, EpisodeId episodeId, ClientId clientId, ClinicId clinicId,
            @Schema(description = "Which one it is about, if any") @Nullable SessionId sessionId, Instant since,
            @Schema(description = "Signs of the screening, or rules that were broken") List<String> codes) {}

    @GetMapping
    @Operation(summary = "What somebody must see to, longest waiting first")
    Listing<Item> worklist(@RequestParam(defaultValue = "") Set<ClinicId> clinic,
            @RequestParam(defaultValue = Listing.LIMIT) int limit,
            @RequestParam(required = false) @Nullable String cursor, @Nullable Position after) {
        return Listing.of(list.open(clinic, new PageRequest(limit, cursor, after)),
                item -> new Item(item.kind(), item.episode(), item.client(), item.clinic(), item.session(),
                        item.since(),
                        item.codes()));
    }
}
