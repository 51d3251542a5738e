package io.lumbar.domain.episode;

import java.time.Instant;
import java.util.Set;

import io.lumbar.domain.EpisodeId;
import io.lumbar.domain.Gender;
import io.lumbar.domain.Personal;
import io.lumbar.domain.RuleOverride;
import io.lumbar.domain.SessionId;
import io.lumbar.domain.TherapistId;
import io.lumbar.domain.therapist.TherapistStanding;
import org.jspecify.annotations.Nullable;

/** Who is responsible for an episode. */
public final class Assignment {

    private Assignment() {}

    /** What becomes of the sessions that are planned with the therapist who hands an episode over. */
    public enum PlannedSessions {
        /** The new therapist gives those that start from the hand-over on. */
        MOVE,
        /** All of them stay as planned. */
        KEEP
    }

    /**
     * Make a therapist responsible, the first one or the next. The therapist practises, works at the episode's clinic, is
     * qualified for the preferred style on that day, is of the preferred gender, and has room in the caseload.
     *
     * @param gender the therapist's, null when unknown
     * @param at when the responsibility begins, not in the future, not before the opening and after the one before
     * @param reason why another therapist takes over, 1 to 4,000 characters; null when nobody was responsible before
     * @param override sets preference, qualification for the preferred style and caseload aside; null when nobody does.
     *     A missing clearance is never set aside.
     * @param booked those of the episode's planned sessions in whose time the therapist has another one
     */
    public record AssignTherapist(EpisodeId episode, TherapistStanding therapist, @Nullable Gender gender, Instant at,
            @Nullable String reason, @Nullable RuleOverride override, PlannedSessions plannedSessions,
            Set<SessionId> booked, Instant now) implements EpisodeCommand {
        public AssignTherapist {
            booked = Set.copyOf(booked);
        }
    }

    /** A therapist became responsible. {@code overrideReason} is null unless a manager set rules aside. */
    public record TherapistAssigned(EpisodeId episode, TherapistId therapist, Instant at,
            @Nullable Personal<String> overrideReason) implements EpisodeEvent {}

    /** {@code therapist} took over from {@code before}. Planned sessions that move follow in the same append. */
    public record TherapistReassigned(EpisodeId episode, TherapistId before, TherapistId therapist, Instant at,
            Personal<String> reason, @Nullable Personal<String> overrideReason) implements EpisodeEvent {}
}
