package io.lumbar.domain.episode;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

import io.lumbar.domain.DomainError.NotFound;
import io.lumbar.domain.EpisodeError.FollowUpAlreadyRecorded;
import io.lumbar.domain.EpisodeError.FollowUpTooEarly;
import io.lumbar.domain.Rejected;
import io.lumbar.domain.Require;
import io.lumbar.domain.episode.CareEpisode.Opened;
import io.lumbar.domain.episode.FollowUp.FollowUpRecorded;
import io.lumbar.domain.episode.FollowUp.Pending;
import io.lumbar.domain.episode.FollowUp.RecordFollowUp;
import io.lumbar.domain.episode.FollowUp.Recorded;
import io.lumbar.domain.episode.Measurement.Occasion.AtFollowUp;

/** How a follow-up is recorded. */
final class FollowUpRules {

    private static final int DAYS_EARLY = 14;

    private FollowUpRules() {}

    static List<EpisodeEvent> record(RecordFollowUp command, Opened state) {
        Require.notFuture("takenAt", command.takenAt(), command.now());
        MeasurementRules.requireValid("measurements", command.measurements(), command.now());
        Course course = state.course();
        return switch (course.followUps().get(command.followUp())) {
            case null -> throw new Rejected(new NotFound("follow-up", command.followUp()));
            case Pending pending -> recorded(command, pending, course);
            case Recorded before when repeats(command, before, course) -> List.of();
            case Recorded _ -> throw new Rejected(new FollowUpAlreadyRecorded(command.followUp()));
        };
    }

    private static List<EpisodeEvent> recorded(RecordFollowUp command, Pending pending, Course course) {
        LocalDate earliest = pending.dueOn().minusDays(DAYS_EARLY);
        if (course.time().dateOf(command.takenAt()).isBefore(earliest)) {
            throw new Rejected(new FollowUpTooEarly(command.followUp(), earliest));
        }
        MeasurementRules.requireOnDay("measurements", command.measurements(), command.takenAt(), course.time());
        var events = new ArrayList<EpisodeEvent>();
        events.add(new FollowUpRecorded(command.episode(), command.followUp(), command.takenAt(),
                command.furtherCare()));
        events.addAll(MeasurementRules.taken("measurements", command.measurements(),
                new AtFollowUp(command.followUp()), course));
        return List.copyOf(events);
    }

    private static boolean repeats(RecordFollowUp command, Recorded before, Course course) {
        return before.takenAt().equals(command.takenAt()) && before.furtherCare() == command.furtherCare()
                && Repeats.same(course.takenOn(new AtFollowUp(before.id())), command.measurements(), course);
    }
}
