package io.lumbar.api.episode;

import java.time.Instant;
import java.util.List;

import io.lumbar.api.request.Shown;
import io.lumbar.domain.Area;
import io.lumbar.domain.SessionId;
import io.lumbar.domain.SessionKind;
import io.lumbar.domain.Style;
import io.lumbar.domain.TherapistId;
import io.lumbar.domain.episode.Session;
import io.lumbar.domain.episode.Session.CancelledBy;
import io.lumbar.domain.episode.Session.Plan;
import io.lumbar.domain.episode.Session.Treatment;
import io.lumbar.domain.episode.SessionRule;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A session as it stands; {@code held}, {@code missedAt} and {@code cancelled} by its state. One that was voided is shown
 * as it stood before.
 */
record SessionView(SessionId id, @Schema(description = "Of the episode") long version, State state,
        @Nullable Planning plan, @Nullable Holding held,
        @Nullable Instant missedAt, @Nullable Cancelling cancelled,
        @Schema(description = "Null while it stands") @Nullable Voiding voided) {

    /** What became of it. */
    enum State {
        PLANNED, HELD, MISSED, CANCELLED, VOIDED
    }

    record Planning(TherapistId therapistId, Instant start, int minutes, Style style, SessionKind kind) {

        private static @Nullable Planning of(@Nullable Plan plan) {
            return plan == null
                    ? null
                    : new Planning(plan.therapist(), plan.start(), plan.minutes(), plan.style(), plan.kind());
        }
    }

    record Holding(TherapistId therapistId, Instant startedAt, int minutes, Style style, SessionKind kind,
            List<Area> areas, @Nullable Integer pressure, @Nullable Integer painBefore, @Nullable Integer painAfter,
            @Nullable String note, @Nullable List<String> reactions,
            @Schema(description = "Rules it took place against") List<Broken> breaches) {

        private static Holding of(Session.Held held) {
            Treatment given = held.treatment();
            return new Holding(given.therapist(), given.startedAt(), given.minutes(), given.style(), given.kind(),
                    given.areas(), given.pressure(), given.painBefore(), given.painAfter(),
                    Shown.of("note", given.note()),
                    Shown.of("reactions", given.reactions()), held.breaches().stream()
                            .map(breach -> new Broken(breach.rule(), Shown.of("reason", breach.reason()))).toList());
        }
    }

    record Broken(SessionRule rule, @Nullable String reason) {}

    record Cancelling(CancelledBy by, @Nullable String reason, Instant at) {}

    static SessionView of(Session session, long version) {
        Planning plan = Planning.of(session.plan());
        return switch (session) {
            case Session.Planned planned ->
                new SessionView(planned.id(), version, State.PLANNED, plan, null, null, null, null);
            case Session.Held held ->
                new SessionView(held.id(), version, State.HELD, plan, Holding.of(held), null, null, null);
            case Session.Missed missed ->
                new SessionView(missed.id(), version, State.MISSED, plan, null, missed.at(), null, null);
            case Session.Cancelled off -> new SessionView(off.id(), version, State.CANCELLED, plan, null, null,
                    new Cancelling(off.by(), Shown.of("reason", off.reason()), off.at()), null);
            case Session.Voided voided -> {
                SessionView was = of(voided.was(), version);
                yield new SessionView(voided.id(), version, State.VOIDED, plan, was.held, was.missedAt, was.cancelled,
                        new Voiding(Shown.of("reason", voided.reason()), voided.at()));
            }
        };
    }
}
