package io.lumbar.api.episode;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

import io.lumbar.api.episode.EpisodeView.FollowUpState;
import io.lumbar.domain.FollowUpId;
import io.lumbar.domain.episode.Course;
import io.lumbar.domain.episode.FollowUp;
import io.lumbar.domain.episode.FollowUp.FurtherCare;
import io.lumbar.domain.episode.Measurement.Occasion.AtFollowUp;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A follow-up as it stands, with what was measured; {@code takenAt} is null unless it was recorded. */
record FollowUpView(FollowUpId id, @Schema(description = "Of the episode") long version, FollowUp.Kind kind,
        LocalDate dueOn, FollowUpState state,
        @Nullable Instant takenAt,
        @Nullable FurtherCare furtherCare, List<MeasurementView> measurements) {

    static FollowUpView of(FollowUp followUp, Course course, long version) {
        var shown = EpisodeView.followUp(followUp, version);
        var occasion = new AtFollowUp(followUp.id());
        return new FollowUpView(shown.id(), version, shown.kind(), shown.dueOn(), shown.state(), shown.takenAt(),
                shown.furtherCare(),
                course.measurements().values().stream().filter(taken -> taken.occasion().equals(occasion))
                        .map(taken -> MeasurementView.of(taken, course, version)).toList());
    }
}
