package io.lumbar.domain.episode;

import java.util.List;

import io.lumbar.domain.DomainError.AlreadyExists;
import io.lumbar.domain.DomainError.NotFound;
import io.lumbar.domain.Personal;
import io.lumbar.domain.Rejected;
import io.lumbar.domain.Require;
import io.lumbar.domain.SessionId;
import io.lumbar.domain.Subject;
import io.lumbar.domain.episode.CareEpisode.InTreatment;
import io.lumbar.domain.episode.CareEpisode.Opened;
import io.lumbar.domain.episode.Session.CancelSession;
import io.lumbar.domain.episode.Session.Cancelled;
import io.lumbar.domain.episode.Session.CancelledBy;
import io.lumbar.domain.episode.Session.Held;
import io.lumbar.domain.episode.Session.MarkNoShow;
import io.lumbar.domain.episode.Session.Missed;
import io.lumbar.domain.episode.Session.Plan;
import io.lumbar.domain.episode.Session.PlanSession;
import io.lumbar.domain.episode.Session.Planned;
import io.lumbar.domain.episode.Session.SessionCancelled;
import io.lumbar.domain.episode.Session.SessionMissed;
import io.lumbar.domain.episode.Session.SessionPlanned;

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
        if (!(state instanceof InTreatment)) {
            throw Refusals.stateForbids(state, "plan a session");
        }
        if (command.start().isBefore(course.openedAt())) {
            throw invalid("start", "must not lie before the episode was opened");
        }
        if (command.start().isAfter(course.time().yearsAfter(command.now(), YEARS_AHEAD))) {
            throw invalid("start", "must lie at most two years ahead");
        }
        Fitness.requireForSession(course, command.client(), command.therapist(), command.start(), command.style(),
                List.of());
        return List.of(new SessionPlanned(command.episode(), command.session(), plan, command.now()));
    }

    static List<EpisodeEvent> cancel(CancelSession command, Opened state) {
        if (command.by() == CancelledBy.DISCHARGE) {
            throw invalid("by", "must be CLIENT, THERAPIST or CLINIC");
        }
        String reason = command.reason();
        if (reason != null) {
            Require.text("reason", reason, 4_000);
        }
        Session standing = session(state.course(), command.session());
        return switch (standing) {
            case Planned _ -> List.of(new SessionCancelled(command.episode(), command.session(), command.by(),
                    reason == null ? null : Personal.of(Subject.of(state.course().client()), reason), command.now()));
            case Cancelled before when before.by() == command.by()
                    && Repeats.same(before.reason(), reason) ->
                List.of();
            case Cancelled _,Held _,Missed _ -> throw Refusals.stateForbids(standing, "cancel it");
        };
    }

    static List<EpisodeEvent> markNoShow(MarkNoShow command, Opened state) {
        Session standing = session(state.course(), command.session());
        return switch (standing) {
            case Planned planned when command.now().isBefore(planned.plan().start()) ->
                throw Refusals.stateForbids(standing, "mark a no-show before " + planned.plan().start());
            case Planned _ -> List.of(new SessionMissed(command.episode(), command.session(), command.now()));
            case Missed _ -> List.of();
            case Cancelled _,Held _ -> throw Refusals.stateForbids(standing, "mark a no-show");
        };
    }

    static Session session(Course course, SessionId id) {
        Session session = course.sessions().get(id);
        if (session == null) {
            throw new Rejected(new NotFound("session", id));
        }
        return session;
    }
}
