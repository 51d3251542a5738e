package io.lumbar.api.episode;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.lumbar.api.json.FreeText;
import io.lumbar.api.problem.EdgeProblem;
import io.lumbar.api.problem.RequestRefused;
import io.lumbar.api.request.Answers;
import io.lumbar.api.request.Answers.Written;
import io.lumbar.application.Request;
import io.lumbar.application.Scope;
import io.lumbar.application.episode.AnswerSheet;
import io.lumbar.application.episode.Episodes;
import io.lumbar.application.episode.FollowUps;
import io.lumbar.domain.EpisodeId;
import io.lumbar.domain.FollowUpId;
import io.lumbar.domain.episode.Course;
import io.lumbar.domain.episode.FollowUp;
import io.lumbar.domain.episode.FollowUp.FurtherCare;
import io.lumbar.domain.outcome.Instrument;
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
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/episodes/{id}/follow-ups")
@Tag(name = "Follow-ups")
class FollowUpController {

    private final FollowUps followUps;
    private final Episodes episodes;

    FollowUpController(FollowUps followUps, Episodes episodes) {
        this.followUps = followUps;
        this.episodes = episodes;
    }

    record Outcome(Instant takenAt,
            @Schema(description = "At most one an instrument") @Nullable List<Sheet> measurements,
            @Schema(minimum = "1", maximum = "7", description = "Global impression of change: 1 very much improved, 7 "
                    + "very much worse") @Nullable Integer pgic,
            @Nullable FurtherCare furtherCare) {

        List<AnswerSheet> sheets() {
            var sheets = new ArrayList<>(Sheet.all("measurements", measurements));
            if (pgic != null) {
                if (pgic < 1 || pgic > 7) {
                    throw new RequestRefused(EdgeProblem.INVALID_VALUE, "pgic", "is 1 to 7");
                }
                sheets.add(new Sheet(Instrument.PGIC, BigDecimal.valueOf(pgic), null).at("pgic."));
            }
            return sheets;
        }
    }

    record Correcting(@Nullable Instant takenAt, @Nullable FurtherCare furtherCare,
            @Schema(description = "What was not asked after all") @Nullable List<FollowUp.Detail> removed,
            @FreeText @Schema(minLength = 1, maxLength = FreeText.MAX_LENGTH) String reason) {}

    @PostMapping("/{fid}/outcome")
    @Operation(summary = "Record how the person fares, from 14 days before the follow-up is due")
    ResponseEntity<Written> recordFollowUp(@PathVariable EpisodeId id, @PathVariable FollowUpId fid,
            @RequestBody Outcome body, Request request) {
        return Answers.done(
                followUps.record(request, id, fid, body.takenAt, body.sheets(), body.furtherCare));
    }

    @PostMapping("/{fid}/correction")
    @Operation(summary = "Put right how a follow-up was taken: what is given changes, its measurements move with its time")
    ResponseEntity<Written> correctFollowUp(@PathVariable EpisodeId id, @PathVariable FollowUpId fid,
            @RequestBody Correcting body, Request request) {
        return Answers.done(followUps.correct(request, id, fid, body.takenAt, body.furtherCare,
                body.removed == null ? List.of() : body.removed, body.reason));
    }

    @GetMapping("/{fid}")
    @Operation(summary = "A follow-up as it stands; its version is the episode's")
    ResponseEntity<FollowUpView> followUp(@PathVariable EpisodeId id, @PathVariable FollowUpId fid, Scope scope) {
        var found = episodes.episode(scope, id);
        Course course = found.state().course();
        return Answers.found(FollowUpView.of(course.followUp(fid), course, found.version()), found.version(),
                course.client());
    }
}
