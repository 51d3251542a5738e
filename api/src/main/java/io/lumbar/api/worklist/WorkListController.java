package io.lumbar.api.worklist;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.lumbar.api.json.FreeText;
import io.lumbar.api.request.Answers;
import io.lumbar.api.request.Answers.Written;
import io.lumbar.api.request.Listing;
import io.lumbar.api.request.Shown;
import io.lumbar.application.PageRequest;
import io.lumbar.application.Position;
import io.lumbar.application.Request;
import io.lumbar.application.Scope;
import io.lumbar.application.worklist.WorkEntries;
import io.lumbar.application.worklist.WorkList;
import io.lumbar.application.worklist.WorkList.State;
import io.lumbar.domain.ClientId;
import io.lumbar.domain.ClinicId;
import io.lumbar.domain.EpisodeId;
import io.lumbar.domain.FollowUpId;
import io.lumbar.domain.SessionId;
import io.lumbar.domain.Style;
import io.lumbar.domain.TherapistId;
import io.lumbar.domain.WorkEntryId;
import io.lumbar.domain.worklist.Matter;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/worklist")
@Tag(name = "Work list")
class WorkListController {

    private final WorkList list;
    private final WorkEntries entries;

    WorkListController(WorkList list, WorkEntries entries) {
        this.list = list;
        this.entries = entries;
    }

    record Item(WorkEntryId id, long version, Matter.Kind kind, State state, ClinicId clinicId,
            @Nullable EpisodeId episodeId, @Nullable ClientId clientId,
            @Schema(description = "Who is responsible, or concerned") @Nullable TherapistId therapistId,
            @Schema(description = "Which one it is about, if any") @Nullable SessionId sessionId,
            @Schema(description = "Which one it is about, if any") @Nullable FollowUpId followUpId,
            @Schema(description = "Which a certificate is for, or a session is planned in") @Nullable Style style,
            @Schema(description = "When it arose in the clinic") Instant since,
            @Schema(description = "When a follow-up was due, or a certificate's last day") @Nullable LocalDate dueOn,
            @Schema(description = "Before which session function is to be measured") @Nullable Integer sessionNumber,
            @Schema(description = "Signs of the screening, or rules that were broken") List<String> codes,
            @Schema(description = "Who sees to it or saw to it") @Nullable String seenBy,
            @Schema(description = "Since when, or when") @Nullable Instant seenAt,
            @Schema(description = "When it was found that what it was about is gone") @Nullable Instant closedAt) {

        private static Item of(WorkList.Item found) {
            Matter matter = found.matter();
            return new Item(found.id(), found.version(), matter.kind(), found.state(), matter.clinic(),
                    matter.episode(), matter.client(), matter.therapist(), matter.session(), matter.followUp(),
                    matter.style(), matter.since(), matter.dueOn(), matter.sessionNumber(), matter.codes(), found.by(),
                    found.byAt(), found.closedAt());
        }
    }

    record Entry(@JsonUnwrapped Item item,
            @Schema(description = "What was noted when it was done; null when nothing was, or it was erased") @Nullable String note) {

        private static Entry of(WorkEntries.Seen seen) {
            return new Entry(Item.of(seen.item()), Shown.of("note", seen.note()));
        }
    }

    record Finishing(@FreeText @Schema(minLength = 1, maxLength = FreeText.MAX_LENGTH) @Nullable String note) {}

    @GetMapping
    @Operation(summary = "What somebody must see to, longest waiting first; without a state what waits or is claimed")
    Listing<Item> worklist(@RequestParam(defaultValue = "") Set<ClinicId> clinic,
            @RequestParam(defaultValue = "") Set<Matter.Kind> kind,
            @RequestParam(defaultValue = "WAITING,CLAIMED") Set<State> state,
            @RequestParam(defaultValue = "") Set<EpisodeId> episode,
            @RequestParam(defaultValue = "") Set<TherapistId> therapist,
            @RequestParam(defaultValue = "") Set<String> seenBy,
            @RequestParam(defaultValue = Listing.LIMIT) int limit,
            @RequestParam(required = false) @Nullable String cursor, @Nullable Position after, Scope scope) {
        return Listing.of(list.find(new WorkList.Filter(clinic, kind, state, episode, therapist, seenBy),
                new PageRequest(limit, cursor, after, scope)), Item::of);
    }

    @GetMapping("/{id}")
    @Operation(summary = "An entry as it stands")
    ResponseEntity<Entry> workListEntry(@PathVariable WorkEntryId id, Scope scope) {
        WorkEntries.Seen seen = entries.entry(scope, id);
        return Answers.found(Entry.of(seen), seen.item().version());
    }

    @PostMapping("/{id}/claim")
    @Operation(summary = "See to it: others are refused from now on")
    ResponseEntity<Written> claimWork(@PathVariable WorkEntryId id, Request request) {
        return Answers.done(entries.claim(request, id));
    }

    @PostMapping("/{id}/release")
    @Operation(summary = "Leave it to others again; a manager may take it from whoever has it")
    ResponseEntity<Written> releaseWork(@PathVariable WorkEntryId id, Request request) {
        return Answers.done(entries.release(request, id));
    }

    @PostMapping("/{id}/done")
    @Operation(summary = "Say that it is done, whoever has claimed it")
    ResponseEntity<Written> finishWork(@PathVariable WorkEntryId id, @RequestBody Finishing body, Request request) {
        return Answers.done(entries.finish(request, id, body.note));
    }
}
