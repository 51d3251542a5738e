package io.lumbar.domain.episode;

import java.time.Instant;
import java.util.List;

import io.lumbar.domain.DomainError.AlreadyExists;
import io.lumbar.domain.DomainError.ConcurrentChange;
import io.lumbar.domain.Personal;
import io.lumbar.domain.Rejected;
import io.lumbar.domain.Require;
import io.lumbar.domain.SessionId;
import io.lumbar.domain.Subject;
import io.lumbar.domain.TherapistId;
import io.lumbar.domain.client.ClientStanding;
import io.lumbar.domain.episode.CareEpisode.Opened;
import io.lumbar.domain.episode.CareEpisode.Treated;
import io.lumbar.domain.episode.Session.CancelSession;
import io.lumbar.domain.episode.Session.Cancelled;
import io.lumbar.domain.episode.Session.CancelledBy;
import io.lumbar.domain.episode.Session.Held;
import io.lumbar.domain.episode.Session.MarkNoShow;
import io.lumbar.domain.episode.Session.Missed;
import io.lumbar.domain.episode.Session.NoShowReverted;
import io.lumbar.domain.episode.Session.Plan;
import io.lumbar.domain.episode.Session.PlanSession;
import io.lumbar.domain.episode.Session.Planned;
import io.lumbar.domain.episode.Session.RescheduleSession;
import io.lumbar.domain.episode.Session.RevertNoShow;
import io.lumbar.domain.episode.Session.SessionCancelled;
import io.lumbar.domain.episode.Session.SessionMissed;
import io.lumbar.domain.episode.Session.SessionPlanned;
import io.lumbar.domain.episode.Session.SessionRescheduled;
import io.lumbar.domain.episode.Session.Voided;
import io.lumbar.domain.therapist.TherapistStanding;
import org.jspecify.annotations.Nullable;

import static io.lumbar.domain.Require.invalid;

/**
 * How sessions are planned, and what becomes of plans that come to nothing. A plan for before the discharge outlives
 * it, until somebody says what became of it.
 */
final class PlanningRules {

    private static final int YEARS_AHEAD = 2;

    private PlanningRules() {}

    static List<EpisodeEvent> plan(PlanSession command, Opened state) {
        HoldingRules.requireMinutes(command.minutes());
        Course course = state.course();
        var plan = new Plan(command.therapist().therapist(), command.start(), command.minutes(), command.style(),
                command.kind());
        Session standing = course.sessions().get(command.session());
        if (standing != null) {
            if (plan.equals(standing.plan())) {
                return List.of();
            }
            throw new Rejected(new AlreadyExists("session", command.session()));
        }
        requirePossible(plan, state, command.therapist(), command.client(), command.now());
        return List.of(new SessionPlanned(command.episode(), command.session(), plan, command.now()));
    }

    static List<EpisodeEvent> reschedule(RescheduleSession command, Opened state) {
        Integer minutes = command.minutes();
        if (minutes != null) {
            HoldingRules.requireMinutes(minutes);
        }
        Course course = state.course();
        Session standing = course.session(command.session());
        if (!(standing instanceof Planned(var _, Plan before))) {
            throw Refusals.stateForbids(standing, "reschedule it");
        }
        var plan = before.movedTo(command.start(), minutes == null ? before.minutes() : minutes);
        if (plan.equals(before) || wasMoved(command, course)) {
            return List.of();
        }
        requireStandingOf(before.therapist(), command.therapist(), command);
        requirePossible(plan, state, command.therapist(), command.client(), command.now());
        return List.of(new SessionRescheduled(command.episode(), command.session(), plan, command.now()));
    }

    /** Whether this very command was carried out before; since then the session may have been moved again. */
    private static boolean wasMoved(RescheduleSession command, Course course) {
        return course.revisions().stream().anyMatch(
                revision -> revision instanceof SessionRescheduled(var _, SessionId session, Plan plan, Instant at)
                        && session.equals(command.session()) && at.equals(command.now())
                        && plan.start().equals(command.start()));
    }

    private static void requirePossible(Plan plan, Opened state, TherapistStanding therapist, ClientStanding client,
            Instant now) {
        Course course = state.course();
        if (!(state instanceof Treated)) {
            throw Refusals.stateForbids(state, "plan a session");
        }
        if (plan.start().isBefore(course.openedAt())) {
            throw invalid("start", "must not lie before the episode was opened");
        }
        if (plan.start().isAfter(course.time().yearsAfter(now, YEARS_AHEAD))) {
            throw invalid("start", "must lie at most two years ahead");
        }
        Fitness.requireForSession(course, client, therapist, plan.start(), plan.style(), List.of());
        Fitness.requireAvailable(therapist, course, plan.start(), plan.minutes());
    }

    /** The facts that came with {@code command} are about the therapist whom it concerns, or others were faster. */
    static void requireStandingOf(TherapistId therapist, TherapistStanding standing, EpisodeCommand command) {
        if (!standing.therapist().equals(therapist)) {
            throw new Rejected(new ConcurrentChange(command.stream()));
        }
    }

    static List<EpisodeEvent> cancel(CancelSession command, Opened state) {
        if (command.by() == CancelledBy.DISCHARGE) {
            throw invalid("by", "must be CLIENT, THERAPIST or CLINIC");
        }
        String reason = command.reason();
        if (reason != null) {
            Require.text("reason", reason, 4_000);
        }
        Session standing = state.course().session(command.session());
        return switch (standing) {
            case Planned _ -> List.of(new SessionCancelled(command.episode(), command.session(), command.by(),
                    reason == null ? null : Personal.of(Subject.of(state.course().client()), reason), command.now()));
            case Cancelled before when before.by() == command.by()
                    && Repeats.same(before.reason(), reason) ->
                List.of();
            case Cancelled _,Held _,Missed _,Voided _ -> throw Refusals.stateForbids(standing, "cancel it");
        };
    }

    static List<EpisodeEvent> markNoShow(MarkNoShow command, Opened state) {
        Session standing = state.course().session(command.session());
        var missed = new SessionMissed(command.episode(), command.session(), command.now());
        return switch (standing) {
            case Planned _ when state.course().revisions().contains(missed) -> List.of();
            case Planned planned when command.now().isBefore(planned.plan().start()) ->
                throw Refusals.stateForbids(standing, "mark a no-show before " + planned.plan().start());
            case Planned _ -> List.of(missed);
            case Missed _ -> List.of();
            case Cancelled _,Held _,Voided _ -> throw Refusals.stateForbids(standing, "mark a no-show");
        };
    }

    static List<EpisodeEvent> revertNoShow(RevertNoShow command, Opened state) {
        Require.text("reason", command.reason(), 4_000);
        Course course = state.course();
        Session standing = course.session(command.session());
        return switch (standing) {
            case Missed _ when wasReverted(command, course, command.now()) -> List.of();
            case Missed missed -> {
                HoldingRules.requireTreated(state, missed.start(), "plan a session for " + missed.start());
                requireStandingOf(missed.therapist(), command.therapist(), command);
                Fitness.requireForSession(course, command.client(), command.therapist(), missed.start(),
                        missed.plan().style(), List.of());
                yield List.of(new NoShowReverted(command.episode(), command.session(), missed.plan(),
                        Personal.of(Subject.of(course.client()), command.reason()), command.now()));
            }
            case Planned _ when wasReverted(command, course, null) -> List.of();
            case Planned _,Held _,Cancelled _,Voided _ -> throw Refusals.stateForbids(standing, "revert a no-show");
        };
    }

    /** Whether the no-show was reverted for the reason given; at that moment, if one is given. */
    private static boolean wasReverted(RevertNoShow command, Course course, @Nullable Instant moment) {
        return course.revisions().stream().anyMatch(revision -> revision instanceof NoShowReverted reverted
                && reverted.session().equals(command.session()) && Repeats.same(reverted.reason(), command.reason())
                && (moment == null || reverted.at().equals(moment)));
    }
}
