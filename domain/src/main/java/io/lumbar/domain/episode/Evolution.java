package io.lumbar.domain.episode;

import java.time.Instant;
import java.util.function.UnaryOperator;

import io.lumbar.domain.FollowUpId;
import io.lumbar.domain.SessionId;
import io.lumbar.domain.TherapistId;
import io.lumbar.domain.episode.AdverseEvent.AdverseEventCorrected;
import io.lumbar.domain.episode.AdverseEvent.AdverseEventReported;
import io.lumbar.domain.episode.Assignment.TherapistAssigned;
import io.lumbar.domain.episode.Assignment.TherapistReassigned;
import io.lumbar.domain.episode.CareEpisode.AwaitingClearance;
import io.lumbar.domain.episode.CareEpisode.AwaitingTherapist;
import io.lumbar.domain.episode.CareEpisode.Declined;
import io.lumbar.domain.episode.CareEpisode.Discharged;
import io.lumbar.domain.episode.CareEpisode.InTreatment;
import io.lumbar.domain.episode.CareEpisode.NotOpened;
import io.lumbar.domain.episode.CareEpisode.OnHold;
import io.lumbar.domain.episode.CareEpisode.Opened;
import io.lumbar.domain.episode.CareEpisode.Treated;
import io.lumbar.domain.episode.Discharge.EpisodeDischarged;
import io.lumbar.domain.episode.Discharge.EpisodeReopened;
import io.lumbar.domain.episode.FollowUp.FollowUpCorrected;
import io.lumbar.domain.episode.FollowUp.FollowUpMissed;
import io.lumbar.domain.episode.FollowUp.FollowUpPlanned;
import io.lumbar.domain.episode.FollowUp.FollowUpRecorded;
import io.lumbar.domain.episode.FollowUp.FollowUpWithdrawn;
import io.lumbar.domain.episode.Intake.EpisodeDeclined;
import io.lumbar.domain.episode.Intake.EpisodeOpened;
import io.lumbar.domain.episode.Intake.EpisodeVoided;
import io.lumbar.domain.episode.Intake.IntakeCorrected;
import io.lumbar.domain.episode.Measurement.MeasurementCorrected;
import io.lumbar.domain.episode.Measurement.MeasurementRecorded;
import io.lumbar.domain.episode.Measurement.MeasurementVoided;
import io.lumbar.domain.episode.Screening.ClearanceRecorded;
import io.lumbar.domain.episode.Screening.ScreeningRecorded;
import io.lumbar.domain.episode.Session.Breach;
import io.lumbar.domain.episode.Session.Cancelled;
import io.lumbar.domain.episode.Session.Held;
import io.lumbar.domain.episode.Session.Missed;
import io.lumbar.domain.episode.Session.NoShowReverted;
import io.lumbar.domain.episode.Session.Plan;
import io.lumbar.domain.episode.Session.Planned;
import io.lumbar.domain.episode.Session.RuleBreached;
import io.lumbar.domain.episode.Session.SessionCancelled;
import io.lumbar.domain.episode.Session.SessionCorrected;
import io.lumbar.domain.episode.Session.SessionHeld;
import io.lumbar.domain.episode.Session.SessionMissed;
import io.lumbar.domain.episode.Session.SessionPlanned;
import io.lumbar.domain.episode.Session.SessionRescheduled;
import io.lumbar.domain.episode.Session.SessionVoided;
import io.lumbar.domain.episode.Session.Voided;
import org.jspecify.annotations.Nullable;

/** What stands after an event. */
final class Evolution {

    private Evolution() {}

    /**
     * The state after {@code event}.
     *
     * @throws IllegalStateException if the event cannot follow on the state, which no decision brings about
     */
    static CareEpisode after(CareEpisode state, EpisodeEvent event) {
        return switch (event) {
            case EpisodeOpened e -> new AwaitingTherapist(Course.begunBy(e));
            case EpisodeDeclined e -> new Declined(opened(state).course(), e.reason(), e.at());
            case IntakeCorrected e -> reconsidered(change(state,
                    course -> course.withRevision(e).with(e.findings())));
            case EpisodeVoided e -> new CareEpisode.Voided(
                    opened(state).course().withRevision(e).voided(e.reason(), e.at()), e.reason(), e.at());
            case ScreeningRecorded e -> reconsidered(change(state, course -> course.with(e)));
            case ClearanceRecorded e -> reconsidered(change(state, course -> course.with(e)));
            case TherapistAssigned e -> treated(opened(state).course(), e.therapist(), e.at());
            case TherapistReassigned e -> treated(opened(state).course(), e.therapist(), e.at());
            case SessionPlanned e -> change(state, course -> course.with(new Planned(e.session(), e.plan())));
            case SessionRescheduled e -> change(state, course -> course.withRevision(e)
                    .with(new Planned(e.session(), e.plan())));
            case SessionCancelled e -> change(state, course -> course.with(
                    new Cancelled(e.session(), knownPlan(course, e.session()), e.by(), e.reason(), e.at())));
            case SessionMissed e -> change(state, course -> course.withRevision(e).with(
                    new Missed(e.session(), knownPlan(course, e.session()), e.at())));
            case NoShowReverted e -> change(state, course -> course.withRevision(e)
                    .with(new Planned(e.session(), e.plan())));
            case SessionHeld e -> change(state, course -> course.with(
                    new Held(e.session(), plan(course, e.session()), e.treatment())));
            case SessionCorrected e -> change(state, course -> course.withRevision(e).with(
                    held(course, e.session()).corrected(e.treatment(), e.stillBreached())));
            case RuleBreached e -> change(state, course -> course.with(
                    held(course, e.session()).with(new Breach(e.rule(), e.reason()))));
            case SessionVoided e -> change(state, course -> course.withRevision(e).with(
                    new Voided(e.session(), course.session(e.session()), e.reason(), e.at())));
            case MeasurementRecorded e -> change(state, course -> course.with(
                    new Measurement(e.measurement(), e.occasion(), e.reading(), e.takenAt())));
            case MeasurementCorrected e -> change(state, course -> course.withRevision(e).with(
                    new Measurement(e.measurement(), e.occasion(), e.reading(), e.takenAt())));
            case MeasurementVoided e -> change(state, course -> course.withRevision(e)
                    .without(e.measurement(), e.reason(), e.at()));
            case AdverseEventReported e -> change(state, course -> course.with(
                    new AdverseEvent(e.adverseEvent(), e.happening())));
            case AdverseEventCorrected e -> change(state, course -> course.withRevision(e).with(
                    new AdverseEvent(e.adverseEvent(), e.happening())));
            case EpisodeDischarged e -> discharged(opened(state), e);
            case EpisodeReopened e -> reopened(change(state, course -> course.withRevision(e)).course(), e);
            case FollowUpMissed e -> change(state, course -> course.with(missed(course, e)));
            case FollowUpWithdrawn e -> change(state, course -> course.with(withdrawn(course, e)));
            case FollowUpPlanned e -> change(state, course -> course.with(
                    new FollowUp.Pending(e.followUp(), e.kind(), e.dueOn())));
            case FollowUpCorrected e -> change(state, course -> course.withRevision(e).with(corrected(course, e)));
            case FollowUpRecorded e -> change(state, course -> course.with(recorded(course, e)));
        };
    }

    private static Opened opened(CareEpisode state) {
        return switch (state) {
            case NotOpened() -> throw new IllegalStateException("an event before the opening");
            case Opened opened -> opened;
        };
    }

    private static Opened change(CareEpisode state, UnaryOperator<Course> change) {
        return switch (opened(state)) {
            case AwaitingClearance s -> new AwaitingClearance(change.apply(s.course()));
            case AwaitingTherapist s -> new AwaitingTherapist(change.apply(s.course()));
            case InTreatment s -> new InTreatment(change.apply(s.course()), s.therapist(), s.since());
            case OnHold s -> new OnHold(change.apply(s.course()), s.therapist(), s.since());
            case Discharged s ->
                new Discharged(change.apply(s.course()), s.therapist(), s.reason(), s.at(), s.toClinic());
            case Declined s -> new Declined(change.apply(s.course()), s.reason(), s.at());
            case CareEpisode.Voided _ -> throw new IllegalStateException("an event after the voiding");
        };
    }

    /** Nothing latches: whether an episode waits or is on hold follows anew from all screenings and clearances. */
    private static Opened reconsidered(Opened state) {
        return switch (state) {
            case AwaitingClearance s -> waiting(s.course());
            case AwaitingTherapist s -> waiting(s.course());
            case Treated s -> treated(s.course(), s.therapist(), s.since());
            case Discharged s -> s;
            case Declined s -> s;
            case CareEpisode.Voided s -> s;
        };
    }

    private static Opened waiting(Course course) {
        return Permission.latest(course).isCleared() ? new AwaitingTherapist(course) : new AwaitingClearance(course);
    }

    private static Opened treated(Course course, TherapistId therapist, Instant since) {
        return Permission.latest(course).isCleared()
                ? new InTreatment(course, therapist, since)
                : new OnHold(course, therapist, since);
    }

    private static Discharged discharged(Opened state, EpisodeDischarged event) {
        return new Discharged(state.course(), state.responsible(), event.reason(), event.at(), event.toClinic());
    }

    private static Opened reopened(Course course, EpisodeReopened event) {
        TherapistId therapist = event.therapist();
        return therapist == null ? waiting(course) : treated(course, therapist, event.at());
    }

    private static FollowUp missed(Course course, FollowUpMissed event) {
        FollowUp planned = planned(course, event.followUp());
        return new FollowUp.Missed(planned.id(), planned.kind(), planned.dueOn(), event.at());
    }

    private static FollowUp withdrawn(Course course, FollowUpWithdrawn event) {
        FollowUp planned = planned(course, event.followUp());
        return new FollowUp.Withdrawn(planned.id(), planned.kind(), planned.dueOn(), event.at());
    }

    private static FollowUp recorded(Course course, FollowUpRecorded event) {
        FollowUp planned = planned(course, event.followUp());
        return new FollowUp.Recorded(planned.id(), planned.kind(), planned.dueOn(), event.takenAt(),
                event.furtherCare());
    }

    private static FollowUp corrected(Course course, FollowUpCorrected event) {
        FollowUp planned = planned(course, event.followUp());
        return new FollowUp.Recorded(planned.id(), planned.kind(), planned.dueOn(), event.takenAt(),
                event.furtherCare());
    }

    private static FollowUp planned(Course course, FollowUpId id) {
        FollowUp planned = course.followUps().get(id);
        if (planned == null) {
            throw new IllegalStateException("follow-up " + id.value() + " was never planned");
        }
        return planned;
    }

    private static Held held(Course course, SessionId id) {
        if (course.session(id) instanceof Held held) {
            return held;
        }
        throw new IllegalStateException("session " + id.value() + " was never held");
    }

    private static @Nullable Plan plan(Course course, SessionId id) {
        Session session = course.sessions().get(id);
        return session == null ? null : session.plan();
    }

    private static Plan knownPlan(Course course, SessionId id) {
        Plan plan = plan(course, id);
        if (plan == null) {
            throw new IllegalStateException("session " + id.value() + " was never planned");
        }
        return plan;
    }
}
