package io.lumbar.domain.episode;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

import io.lumbar.domain.DomainError.NotFound;
import io.lumbar.domain.EpisodeError.FollowUpAlreadyRecorded;
import io.lumbar.domain.EpisodeError.FollowUpNotOverdue;
import io.lumbar.domain.EpisodeError.FollowUpTooEarly;
import io.lumbar.domain.Rejected;
import io.lumbar.domain.Require;
import io.lumbar.domain.episode.CareEpisode.Opened;
import io.lumbar.domain.episode.FollowUp.FollowUpMissed;
import io.lumbar.domain.episode.FollowUp.FollowUpRecorded;
import io.lumbar.domain.episode.FollowUp.MissFollowUp;
import io.lumbar.domain.episode.FollowUp.Missed;
import io.lumbar.domain.episode.FollowUp.Pending;
import io.lumbar.domain.episode.FollowUp.RecordFollowUp;
import io.lumbar.domain.episode.FollowUp.Recorded;
import io.lumbar.domain.episode.Measurement.Occasion.AtFollowUp;

/** How a follow-up is recorded or missed. */
final class FollowUpRules {

    private static final int DAYS_EARLY = 14;
    /** Our choice. */
    private static final int DAYS_LATE = 21;

    private FollowUpRules() {}

    static List<EpisodeEvent> record(RecordFollowUp command, Opened state) {
        Require.notFuture("takenAt", command.takenAt(), command.now());
        MeasurementRules.requireValid("measurements", command.measurements(), command.now());
        Course course = state.course();
        return switch (course.followUps().get(command.followUp())) {
            case null -> throw new Rejected(new NotFound("follow-up", command.followUp()));
            case Pending pending -> recorded(command, pending.dueOn(), course);
            case Missed missed -> recorded(command, missed.dueOn(), course);
            case Recorded before when repeats(command, before, course) -> List.of();
            case Recorded _ -> throw new Rejected(new FollowUpAlreadyRecorded(command.followUp()));
        };
    }

    static List<EpisodeEvent> miss(MissFollowUp command, Opened state) {
        Course course = state.course();
        return switch (course.followUps().get(command.followUp())) {
            case null -> throw new Rejected(new NotFound("follow-up", command.followUp()));
            case Pending pending -> missed(command, pending, course);
            case Missed _ -> List.of();
            case Recorded _ -> throw new Rejected(new FollowUpAlreadyRecorded(command.followUp()));
        };
    }

    private static List<EpisodeEvent> missed(MissFollowUp command, Pending pending, Course course) {
        LocalDate lastDay = pending.dueOn().plusDays(DAYS_LATE);
        if (!course.time().dateOf(command.now()).isAfter(lastDay)) {
            throw new Rejected(new FollowUpNotOverdue(command.followUp(), lastDay));
        }
        return List.of(new FollowUpMissed(command.episode(), command.followUp(), command.now()));
    }

    private static List<EpisodeEvent> recorded(RecordFollowUp command, LocalDate dueOn, Course course) {
        LocalDate earliest = dueOn.minusDays(DAYS_EARLY);
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
