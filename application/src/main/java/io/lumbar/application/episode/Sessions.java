package io.lumbar.application.episode;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

import io.lumbar.application.Decisions;
import io.lumbar.application.Ids;
import io.lumbar.application.Lookup;
import io.lumbar.application.Receipt;
import io.lumbar.application.Request;
import io.lumbar.application.Scope;
import io.lumbar.domain.Area;
import io.lumbar.domain.EpisodeId;
import io.lumbar.domain.Rejected;
import io.lumbar.domain.RuleOverride;
import io.lumbar.domain.SessionId;
import io.lumbar.domain.SessionKind;
import io.lumbar.domain.Style;
import io.lumbar.domain.Subject;
import io.lumbar.domain.TherapistId;
import io.lumbar.domain.client.ClientStanding;
import io.lumbar.domain.episode.CareEpisode;
import io.lumbar.domain.episode.Refusals;
import io.lumbar.domain.episode.Session;
import io.lumbar.domain.episode.Session.CancelSession;
import io.lumbar.domain.episode.Session.CancelledBy;
import io.lumbar.domain.episode.Session.CorrectSession;
import io.lumbar.domain.episode.Session.Despite;
import io.lumbar.domain.episode.Session.HoldSession;
import io.lumbar.domain.episode.Session.MarkNoShow;
import io.lumbar.domain.episode.Session.PlanSession;
import io.lumbar.domain.episode.Session.RescheduleSession;
import io.lumbar.domain.episode.Session.RevertNoShow;
import io.lumbar.domain.episode.Session.VoidSession;
import io.lumbar.domain.episode.SessionRule;
import io.lumbar.domain.therapist.TherapistStanding;
import org.jspecify.annotations.Nullable;

/** Sessions of an episode: planned, held, missed, called off. */
public final class Sessions {

    private final Decisions decisions;
    private final Lookup lookup;
    private final Ids ids;
    private final Clock clock;

    /**
     * What was done in a session, see {@link HoldSession}.
     *
     * @param therapist null for the one who was to give it: that of the plan, or else the assigned one
     * @param sheets filled in on arrival
     * @param despite null when it broke no rule
     */
    public record Given(@Nullable TherapistId therapist, Instant startedAt, int minutes, Style style, SessionKind kind,
            List<Area> areas, @Nullable Integer pressure, @Nullable Integer painBefore, @Nullable Integer painAfter,
            @Nullable String note, List<String> reactions, List<AnswerSheet> sheets, @Nullable Breaking despite) {
        public Given {
            areas = List.copyOf(areas);
            reactions = List.copyOf(reactions);
            sheets = List.copyOf(sheets);
        }

        /** The same, given by {@code other}. */
        public Given by(TherapistId other) {
            return new Given(other, startedAt, minutes, style, kind, areas, pressure, painBefore, painAfter, note,
                    reactions, sheets, despite);
        }
    }

    /** Which rules a session broke, and why it is recorded all the same, see {@link Despite}. */
    public record Breaking(SessionRule rule, List<SessionRule> furtherRules, String reason) {
        public Breaking {
            furtherRules = List.copyOf(furtherRules);
        }

        private static @Nullable Despite by(Request request, @Nullable Breaking said) {
            RuleOverride override = request.overriding(said == null ? null : said.reason);
            return said == null || override == null ? null : new Despite(said.rule, said.furtherRules, override);
        }
    }

    /** Sessions that are recorded through {@code decisions}. */
    public Sessions(Decisions decisions, Lookup lookup, Ids ids, Clock clock) {
        this.decisions = decisions;
        this.lookup = lookup;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Plans a session.
     *
     * @param kind null for {@link SessionKind#STRUCTURAL}; what was really done is said when it is held
     * @param therapist null for the assigned one
     * @throws Rejected when episode or therapist are unknown, the episode is not in treatment, or a rule forbids it
     */
    public Receipt plan(Request request, EpisodeId episode, Instant start, int minutes, Style style,
            @Nullable SessionKind kind, @Nullable TherapistId therapist) {
        CareEpisode.Opened opened = lookup.episode(request.scope(), episode).state();
        var by = standing(request, therapist, () -> assigned(opened, "plan a session"));
        var session = new SessionId(ids.next());
        return decisions.decide(new PlanSession(episode, session, by, client(opened), start, minutes, style,
                kind == null ? SessionKind.STRUCTURAL : kind, clock.instant()), request, session.value());
    }

    /**
     * Records a session that took place, without a plan.
     *
     * @throws Rejected when episode or therapist are unknown, the episode's state does not allow it, or a rule forbids
     *     it
     */
    public Receipt holdUnplanned(Request request, EpisodeId episode, Given given) {
        CareEpisode.Opened opened = lookup.episode(request.scope(), episode).state();
        var by = standing(request, given.therapist, () -> assigned(opened, "hold a session"));
        return hold(request, opened, new SessionId(ids.next()), false, by, given);
    }

    /**
     * Records that a planned session took place.
     *
     * @throws Rejected as above, and when the session is unknown or not planned any more
     */
    public Receipt holdPlanned(Request request, EpisodeId episode, SessionId session, Given given) {
        CareEpisode.Opened opened = lookup.episode(request.scope(), episode).state();
        var plan = opened.course().session(session).plan();
        var by = standing(request, given.therapist,
                () -> plan == null ? assigned(opened, "hold a session") : plan.therapist());
        return hold(request, opened, session, true, by, given);
    }

    private Receipt hold(Request request, CareEpisode.Opened opened, SessionId session, boolean planned,
            TherapistStanding by, Given given) {
        var measurements = Takings.of(given.sheets, Subject.of(opened.course().client()), given.startedAt, ids);
        return decisions.decide(
                new HoldSession(opened.course().episode(), session, planned, by, client(opened), given.startedAt,
                        given.minutes, given.style, given.kind, given.areas, given.pressure, given.painBefore,
                        given.painAfter, given.note, given.reactions, measurements, Breaking.by(request, given.despite),
                        clock.instant()),
                request, session.value());
    }

    /**
     * Moves a planned session.
     *
     * @param minutes null to keep them
     * @throws Rejected when episode or session are unknown, it is not planned any more, or a rule forbids it
     */
    public Receipt reschedule(Request request, EpisodeId episode, SessionId session, Instant start,
            @Nullable Integer minutes) {
        CareEpisode.Opened opened = lookup.episode(request.scope(), episode).state();
        return decisions.decide(new RescheduleSession(episode, session, therapist(opened, session), client(opened),
                start, minutes, clock.instant()), request, session.value());
    }

    /**
     * Calls a planned session off.
     *
     * @param reason null when none was given
     * @throws Rejected when episode or session are unknown, or the session is not planned any more
     */
    public Receipt cancel(Request request, EpisodeId episode, SessionId session, CancelledBy by,
            @Nullable String reason) {
        return decisions.decide(new CancelSession(episode, session, by, reason, clock.instant()), request,
                session.value());
    }

    /**
     * Records that the client did not come.
     *
     * @throws Rejected when episode or session are unknown, it is not planned any more, or its start is still to come
     */
    public Receipt markNoShow(Request request, EpisodeId episode, SessionId session) {
        return decisions.decide(new MarkNoShow(episode, session, clock.instant()), request, session.value());
    }

    /**
     * Takes back that the client did not come: the session is planned again.
     *
     * @throws Rejected when episode or session are unknown, it was not missed, or a rule forbids the plan
     */
    public Receipt revertNoShow(Request request, EpisodeId episode, SessionId session, String reason) {
        CareEpisode.Opened opened = lookup.episode(request.scope(), episode).state();
        return decisions.decide(new RevertNoShow(episode, session, therapist(opened, session), client(opened), reason,
                clock.instant()), request, session.value());
    }

    /**
     * Puts right how a session was held.
     *
     * @param despite null when it breaks no rule that it did not break before
     * @throws Rejected when episode, session or therapist are unknown, it was not held, or a rule forbids it
     */
    public Receipt correct(Request request, EpisodeId episode, SessionId session, Session.Changes changes,
            String reason, @Nullable Breaking despite) {
        CareEpisode.Opened opened = lookup.episode(request.scope(), episode).state();
        Session standing = opened.course().session(session);
        return decisions.decide(
                new CorrectSession(episode, session, standing(request, changes.therapist(), standing::therapist),
                        client(opened), changes, reason, Breaking.by(request, despite), clock.instant()),
                request, session.value());
    }

    /**
     * Voids a session that was entered in error, with its measurements.
     *
     * @throws Rejected when episode or session are unknown, or it was voided for another reason
     */
    public Receipt enteredInError(Request request, EpisodeId episode, SessionId session, String reason) {
        return decisions.decide(new VoidSession(episode, session, reason, clock.instant()), request, session.value());
    }

    private TherapistStanding therapist(CareEpisode.Opened opened, SessionId session) {
        return lookup.therapist(Scope.EVERYTHING, opened.course().session(session).therapist()).state().standing();
    }

    private TherapistStanding standing(Request request, @Nullable TherapistId named,
            Supplier<TherapistId> otherwise) {
        return lookup.therapist(request.scope(), "therapistId", named == null ? otherwise.get() : named).standing();
    }

    private ClientStanding client(CareEpisode.Opened opened) {
        return lookup.client(Scope.EVERYTHING, opened.course().client()).state().standing();
    }

    private static TherapistId assigned(CareEpisode.Opened opened, String action) {
        TherapistId therapist = opened.responsible();
        if (therapist == null) {
            throw Refusals.stateForbids(opened, action);
        }
        return therapist;
    }
}
