package io.lumbar.domain.episode;

import java.time.Instant;

import io.lumbar.domain.EpisodeId;
import io.lumbar.domain.Gender;
import io.lumbar.domain.Personal;
import io.lumbar.domain.TherapistId;
import io.lumbar.domain.therapist.TherapistStanding;
import org.jspecify.annotations.Nullable;

/** Who is responsible for an episode. */
public final class Assignment {

    private Assignment() {}

    /**
     * Make a therapist responsible. The therapist practises, works at the episode's clinic, is qualified for the
     * preferred style on that day, is of the preferred gender, and has room in the caseload.
     *
     * @param gender the therapist's, null when unknown
     * @param at when the responsibility begins, not in the future, not before the opening
     * @param overrideReason why a manager sets preference, qualification for the preferred style and caseload aside,
     *     1 to 4,000 characters; null when nobody does. A missing clearance is never set aside.
     */
    public record AssignTherapist(EpisodeId episode, TherapistStanding therapist, @Nullable Gender gender, Instant at,
            @Nullable String overrideReason, Instant now) implements EpisodeCommand {}

    /** A therapist became responsible. {@code overrideReason} is null unless a manager set rules aside. */
    public record TherapistAssigned(EpisodeId episode, TherapistId therapist, Instant at,
            @Nullable Personal<String> overrideReason) implements EpisodeEvent {}
}
