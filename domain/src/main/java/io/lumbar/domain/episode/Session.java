package io.lumbar.domain.episode;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import io.lumbar.domain.Area;
import io.lumbar.domain.EpisodeId;
import io.lumbar.domain.Personal;
import io.lumbar.domain.RuleOverride;
import io.lumbar.domain.SessionId;
import io.lumbar.domain.SessionKind;
import io.lumbar.domain.Style;
import io.lumbar.domain.TherapistId;
import io.lumbar.domain.client.ClientStanding;
import io.lumbar.domain.therapist.TherapistStanding;
import org.jspecify.annotations.Nullable;

/**
 * One treatment contact.
 *
 * <pre>
 *   PlanSession --> Planned --HoldSession-----> Held
 *   RescheduleSession -^ |  \--MarkNoShow------> Missed
 *      RevertNoShow -----^  \----CancelSession--> Cancelled
 *   HoldSession (unplanned) ------------------> Held <-- CorrectSession
 *   any of them --VoidSession--> Voided
 * </pre>
 */
public sealed interface Session {

    /** Identifies it within the episode. */
    SessionId id();

    /** When and how it was to take place; null when it was not planned. */
    @Nullable
    Plan plan();

    /** When it started, or else is or was to start. */
    default Instant start() {
        return switch (this) {
            case Held held -> held.treatment().startedAt();
            case Planned planned -> planned.plan().start();
            case Missed missed -> missed.plan().start();
            case Cancelled cancelled -> cancelled.plan().start();
            case Voided voided -> voided.was().start();
        };
    }

    /** Who gave it, or else is or was to give it. */
    default TherapistId therapist() {
        return switch (this) {
            case Held held -> held.treatment().therapist();
            case Planned planned -> planned.plan().therapist();
            case Missed missed -> missed.plan().therapist();
            case Cancelled cancelled -> cancelled.plan().therapist();
            case Voided voided -> voided.was().therapist();
        };
    }

    /** When and how a session is to take place. */
    record Plan(TherapistId therapist, Instant start, int minutes, Style style, SessionKind kind) {

        /** The same at another time. */
        Plan movedTo(Instant otherStart, int otherMinutes) {
            return new Plan(therapist, otherStart, otherMinutes, style, kind);
        }

        /** The same with another therapist. */
        Plan with(TherapistId other) {
            return new Plan(other, start, minutes, style, kind);
        }
    }

    /**
     * What was done.
     *
     * @param areas treated, each once; empty when not recorded
     * @param pressure 1 (lightest) to 5 (firmest); null when not recorded
     * @param painBefore momentary pain on arrival, 0 to 10, higher is worse; null when not recorded
     * @param painAfter momentary pain at the end, 0 to 10, higher is worse; null when not recorded
     * @param note the therapist's words; null when there are none
     * @param reactions what the client felt afterwards; null when nothing was reported
     */
    record Treatment(TherapistId therapist, Instant startedAt, int minutes, Style style, SessionKind kind,
            List<Area> areas, @Nullable Integer pressure, @Nullable Integer painBefore, @Nullable Integer painAfter,
            @Nullable Personal<String> note, @Nullable Personal<List<String>> reactions) {
        public Treatment {
            areas = List.copyOf(areas);
        }
    }

    /**
     * What of a treatment was otherwise than recorded; null for what stays.
     *
     * @param areas all of them, empty when there was nothing to record
     * @param reactions all of them, empty when nothing was reported
     * @param removed what was not recorded after all, and so is given no value here
     */
    record Changes(@Nullable TherapistId therapist, @Nullable Instant startedAt, @Nullable Integer minutes,
            @Nullable Style style, @Nullable SessionKind kind, @Nullable List<Area> areas, @Nullable Integer pressure,
            @Nullable Integer painBefore, @Nullable Integer painAfter, @Nullable String note,
            @Nullable List<String> reactions, List<Detail> removed) {
        public Changes {
            areas = areas == null ? null : List.copyOf(areas);
            reactions = reactions == null ? null : List.copyOf(reactions);
            removed = List.copyOf(removed);
        }
    }

    /** What may be recorded of a treatment or not. */
    enum Detail {
        PRESSURE, PAIN_BEFORE, PAIN_AFTER, NOTE
    }

    /** To take place. */
    record Planned(SessionId id, Plan plan) implements Session {}

    /**
     * Took place.
     *
     * @param plan null when it was not planned
     * @param breaches the rules it took place against, each once
     */
    record Held(SessionId id, @Nullable Plan plan, Treatment treatment, List<Breach> breaches) implements Session {
        public Held {
            breaches = List.copyOf(breaches);
        }

        /** Against no rule. */
        Held(SessionId id, @Nullable Plan plan, Treatment treatment) {
            this(id, plan, treatment, List.of());
        }

        /** When it ended. */
        Instant end() {
            return treatment.startedAt().plus(Duration.ofMinutes(treatment.minutes()));
        }

        Held with(Breach breach) {
            return new Held(id, plan, treatment, Stream.concat(breaches.stream(), Stream.of(breach)).toList());
        }

        /** After a correction, of whose breaches only those of {@code rules} are left; of all when it is null. */
        Held corrected(Treatment now, @Nullable List<SessionRule> rules) {
            return new Held(id, plan, now,
                    breaches.stream().filter(breach -> rules == null || rules.contains(breach.rule())).toList());
        }
    }

    /** That a session took place against a rule, and why a manager recorded it all the same. */
    record Breach(SessionRule rule, Personal<String> reason) {}

    /**
     * A session took place although it should not have: a manager records it despite the rules it broke.
     *
     * @param rule the one it broke
     * @param furtherRules others that it broke, too, for the same reason
     */
    record Despite(SessionRule rule, List<SessionRule> furtherRules, RuleOverride override) {
        public Despite {
            furtherRules = List.copyOf(furtherRules);
        }

        /** All of them. */
        List<SessionRule> rules() {
            return Stream.concat(Stream.of(rule), furtherRules.stream()).toList();
        }
    }

    /** The client did not come. */
    record Missed(SessionId id, Plan plan, Instant at) implements Session {}

    /** Called off. {@code reason} is null for a cancellation by discharge. */
    record Cancelled(SessionId id, Plan plan, CancelledBy by, @Nullable Personal<String> reason,
            Instant at) implements Session {}

    /** Entered in error: it counts nowhere. {@code was} is how it last stood. */
    record Voided(SessionId id, Session was, Personal<String> reason, Instant at) implements Session {
        @Override
        public @Nullable Plan plan() {
            return was.plan();
        }
    }

    /** Who called a session off. */
    enum CancelledBy {
        CLIENT, THERAPIST, CLINIC,
        /** The clinic, because the episode was discharged. */
        DISCHARGE
    }

    /** Asks for a therapist's and a client's time, with what the rules must know of both. */
    sealed interface TakesTime {

        /** Of whom. */
        TherapistStanding therapist();

        /** And of whom. */
        ClientStanding client();
    }

    /**
     * Plan a session.
     *
     * @param start not before the episode was opened, at most two years ahead
     * @param minutes 5 to 240
     */
    record PlanSession(EpisodeId episode, SessionId session, TherapistStanding therapist, ClientStanding client,
            Instant start, int minutes, Style style, SessionKind kind,
            Instant now) implements EpisodeCommand, TakesTime {}

    /**
     * Move a planned session; therapist, style and kind stay.
     *
     * @param therapist the one it is planned with
     * @param start as in {@link PlanSession}
     * @param minutes 5 to 240; null to keep them
     */
    record RescheduleSession(EpisodeId episode, SessionId session, TherapistStanding therapist, ClientStanding client,
            Instant start, @Nullable Integer minutes, Instant now) implements EpisodeCommand, TakesTime {}

    /** Call a planned session off. {@code by} is not DISCHARGE; {@code reason}: 1 to 4,000 characters or null. */
    record CancelSession(EpisodeId episode, SessionId session, CancelledBy by, @Nullable String reason,
            Instant now) implements EpisodeCommand {}

    /** The client did not come; not before the planned start. */
    record MarkNoShow(EpisodeId episode, SessionId session, Instant now) implements EpisodeCommand {}

    /**
     * The client was marked as a no-show by mistake: the plan stands again, and with it what was needed to make it.
     *
     * @param therapist the one it was planned with
     * @param reason 1 to 4,000 characters
     */
    record RevertNoShow(EpisodeId episode, SessionId session, TherapistStanding therapist, ClientStanding client,
            String reason, Instant now) implements EpisodeCommand, TakesTime {}

    /**
     * Record a session that took place; it may be back-dated and need not have been planned.
     *
     * @param planned whether {@code session} names a planned one; false for one that was not planned
     * @param startedAt not in the future, not before the episode was opened
     * @param minutes 5 to 240
     * @param note null, or 1 to 4,000 characters
     * @param reactions what the client felt afterwards, 1 to 200 characters each
     * @param measurements taken on arrival; at most one an instrument
     * @param despite null when it broke no rule
     */
    record HoldSession(EpisodeId episode, SessionId session, boolean planned, TherapistStanding therapist,
            ClientStanding client, Instant startedAt, int minutes, Style style, SessionKind kind, List<Area> areas,
            @Nullable Integer pressure, @Nullable Integer painBefore, @Nullable Integer painAfter,
            @Nullable String note, List<String> reactions, List<Measurement.Taking> measurements,
            @Nullable Despite despite, Instant now) implements EpisodeCommand, TakesTime {
        public HoldSession {
            areas = List.copyOf(areas);
            reactions = List.copyOf(reactions);
            measurements = List.copyOf(measurements);
        }
    }

    /**
     * A session took place otherwise than it was recorded. Measurements taken on arrival move with its start.
     *
     * @param therapist who gave it, after the correction
     * @param reason 1 to 4,000 characters
     * @param despite null when it breaks no rule that it did not break before
     */
    record CorrectSession(EpisodeId episode, SessionId session, TherapistStanding therapist, ClientStanding client,
            Changes changes, String reason, @Nullable Despite despite,
            Instant now) implements EpisodeCommand, TakesTime {}

    /**
     * A session was entered in error, and so were the measurements taken on arrival; whatever its state, it counts
     * nowhere any more and its time is free. {@code reason}: 1 to 4,000 characters.
     */
    record VoidSession(EpisodeId episode, SessionId session, String reason, Instant now) implements EpisodeCommand {}

    /** A session is to take place. */
    record SessionPlanned(EpisodeId episode, SessionId session, Plan plan, Instant at) implements EpisodeEvent {}

    /** A planned session was moved, to another time or to another therapist: {@code plan} stands from now on. */
    record SessionRescheduled(EpisodeId episode, SessionId session, Plan plan, Instant at) implements EpisodeEvent {}

    /** A planned session was called off. {@code reason} is null when none was given. */
    record SessionCancelled(EpisodeId episode, SessionId session, CancelledBy by, @Nullable Personal<String> reason,
            Instant at) implements EpisodeEvent {}

    /** The client did not come. */
    record SessionMissed(EpisodeId episode, SessionId session, Instant at) implements EpisodeEvent {}

    /** The client was no no-show after all: {@code plan} stands again. */
    record NoShowReverted(EpisodeId episode, SessionId session, Plan plan, Personal<String> reason,
            Instant at) implements Correction {}

    /** A session took place. Measurements taken with it follow in the same append. */
    record SessionHeld(EpisodeId episode, SessionId session, Treatment treatment) implements EpisodeEvent {}

    /**
     * A session took place as {@code treatment} says from now on. Measurements that move with it follow, and rules that
     * it breaks from now on.
     *
     * @param stillBreached which of the rules that it broke before it breaks still; null for all
     */
    record SessionCorrected(EpisodeId episode, SessionId session, Treatment treatment, Personal<String> reason,
            Instant at, @Nullable List<SessionRule> stillBreached) implements Correction {
        public SessionCorrected {
            stillBreached = stillBreached == null ? null : List.copyOf(stillBreached);
        }
    }

    /** A session took place against a rule. Follows on its holding or its correction in the same append. */
    record RuleBreached(EpisodeId episode, SessionId session, SessionRule rule, Personal<String> reason,
            Instant at) implements EpisodeEvent {}

    /** A session was entered in error. The voiding of its measurements follows in the same append. */
    record SessionVoided(EpisodeId episode, SessionId session, Personal<String> reason,
            Instant at) implements Correction {}
}
