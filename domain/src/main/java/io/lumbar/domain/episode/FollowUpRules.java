package io.lumbar.domain.episode;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import io.lumbar.domain.DomainError.NotFound;
import io.lumbar.domain.EpisodeError.FollowUpAlreadyRecorded;
import io.lumbar.domain.EpisodeError.FollowUpNotOverdue;
import io.lumbar.domain.EpisodeError.FollowUpNotRecorded;
import io.lumbar.domain.EpisodeError.FollowUpTooEarly;
import io.lumbar.domain.EpisodeError.FollowUpWasWithdrawn;
import io.lumbar.domain.FollowUpId;
import io.lumbar.domain.Personal;
import io.lumbar.domain.Rejected;
import io.lumbar.domain.Require;
import io.lumbar.domain.Subject;
import io.lumbar.domain.episode.CareEpisode.Opened;
import io.lumbar.domain.episode.FollowUp.CorrectFollowUp;
import io.lumbar.domain.episode.FollowUp.Detail;
import io.lumbar.domain.episode.FollowUp.FollowUpCorrected;
import io.lumbar.domain.episode.FollowUp.FollowUpMissed;
import io.lumbar.domain.episode.FollowUp.FollowUpRecorded;
import io.lumbar.domain.episode.FollowUp.FurtherCare;
import io.lumbar.domain.episode.FollowUp.MissFollowUp;
import io.lumbar.domain.episode.FollowUp.Missed;
import io.lumbar.domain.episode.FollowUp.Pending;
import io.lumbar.domain.episode.FollowUp.RecordFollowUp;
import io.lumbar.domain.episode.FollowUp.Recorded;
import io.lumbar.domain.episode.FollowUp.Withdrawn;
import io.lumbar.domain.episode.Measurement.MeasurementCorrected;
import io.lumbar.domain.episode.Measurement.Occasion.AtFollowUp;

import static io.lumbar.domain.Require.invalid;

/** How a follow-up is recorded, missed or put right. */
final class FollowUpRules {

    private static final int DAYS_EARLY = 14;

    private FollowUpRules() {}

    static List<EpisodeEvent> record(RecordFollowUp command, Opened state) {
        Require.notFuture("takenAt", command.takenAt(), command.now());
        MeasurementRules.requireValid("measurements", command.measurements(), command.now());
        Course course = state.course();
        return switch (course.followUps().get(command.followUp())) {
            case null -> throw new Rejected(new NotFound("follow-up", command.followUp()));
            case Pending pending -> recorded(command, pending.dueOn(), course);
            case Missed missed -> recorded(command, missed.dueOn(), course);
            case Withdrawn _ -> throw new Rejected(new FollowUpWasWithdrawn(command.followUp()));
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
            case Withdrawn _ -> throw new Rejected(new FollowUpWasWithdrawn(command.followUp()));
            case Recorded _ -> throw new Rejected(new FollowUpAlreadyRecorded(command.followUp()));
        };
    }

    private static List<EpisodeEvent> missed(MissFollowUp command, Pending pending, Course course) {
        LocalDate lastDay = pending.lastAwaitedOn();
        if (!course.time().dateOf(command.now()).isAfter(lastDay)) {
            throw new Rejected(new FollowUpNotOverdue(command.followUp(), lastDay));
        }
        return List.of(new FollowUpMissed(command.episode(), command.followUp(), command.now()));
    }

    static List<EpisodeEvent> correct(CorrectFollowUp command, Opened state) {
        requireValid(command);
        Course course = state.course();
        if (!(course.followUp(command.followUp()) instanceof Recorded was)) {
            throw new Rejected(new FollowUpNotRecorded(command.followUp()));
        }
        Recorded now = corrected(was, command);
        if (now.equals(was) || wasCorrected(command, course)) {
            return List.of();
        }
        boolean moved = !now.takenAt().equals(was.takenAt());
        if (moved) {
            requireNotEarly(was.id(), was.dueOn(), now.takenAt(), course);
        }
        var reason = Personal.of(Subject.of(course.client()), command.reason());
        var events = new ArrayList<EpisodeEvent>();
        events.add(new FollowUpCorrected(command.episode(), was.id(), now.takenAt(), now.furtherCare(), reason,
                command.now()));
        if (moved) {
            for (Measurement taken : course.takenOn(new AtFollowUp(was.id()))) {
                events.add(new MeasurementCorrected(command.episode(), taken.id(), taken.occasion(), taken.reading(),
                        now.takenAt(), reason, command.now()));
            }
        }
        return List.copyOf(events);
    }

    private static void requireValid(CorrectFollowUp command) {
        Require.text("reason", command.reason(), 4_000);
        if (command.takenAt() != null) {
            Require.notFuture("takenAt", command.takenAt(), command.now());
        }
        Require.eachOnce("removed", command.removed(), detail -> detail);
        if (command.furtherCare() != null && !command.removed().isEmpty()) {
            throw invalid("removed[0]", "must not be given a value as well");
        }
    }

    private static Recorded corrected(Recorded was, CorrectFollowUp command) {
        FurtherCare care = command.furtherCare() == null ? was.furtherCare() : command.furtherCare();
        return new Recorded(was.id(), was.kind(), was.dueOn(),
                Objects.requireNonNullElse(command.takenAt(), was.takenAt()),
                command.removed().contains(Detail.FURTHER_CARE) ? null : care);
    }

    /** Whether this very command was carried out before; since then the follow-up may have been corrected again. */
    private static boolean wasCorrected(CorrectFollowUp command, Course course) {
        return course.revisions().stream().anyMatch(revision -> revision instanceof FollowUpCorrected before
                && before.followUp().equals(command.followUp()) && before.at().equals(command.now())
                && Repeats.same(before.reason(), command.reason())
                && (command.takenAt() == null || command.takenAt().equals(before.takenAt()))
                && (command.furtherCare() == null || command.furtherCare() == before.furtherCare())
                && (command.removed().isEmpty() || before.furtherCare() == null));
    }

    private static void requireNotEarly(FollowUpId followUp, LocalDate dueOn, Instant takenAt, Course course) {
        LocalDate earliest = dueOn.minusDays(DAYS_EARLY);
        if (course.time().dateOf(takenAt).isBefore(earliest)) {
            throw new Rejected(new FollowUpTooEarly(followUp, earliest));
        }
    }

    private static List<EpisodeEvent> recorded(RecordFollowUp command, LocalDate dueOn, Course course) {
        requireNotEarly(command.followUp(), dueOn, command.takenAt(), course);
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
