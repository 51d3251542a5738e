package io.lumbar.domain.episode;

import java.time.Instant;
import java.util.List;

import io.lumbar.domain.ClinicId;
import io.lumbar.domain.EpisodeId;
import io.lumbar.domain.FollowUpId;
import io.lumbar.domain.Personal;
import io.lumbar.domain.RuleOverride;
import io.lumbar.domain.TherapistId;
import io.lumbar.domain.therapist.TherapistStanding;
import org.jspecify.annotations.Nullable;

/** How an episode ends, and begins again. */
public final class Discharge {

    private Discharge() {}

    /** Why an episode ended. */
    public enum Reason {
        GOALS_MET, PLATEAU, CLIENT_CHOICE, LOST_TO_FOLLOW_UP, REFERRED_ON, MEDICAL, MOVED, TRANSFERRED, DECEASED, OTHER
    }

    /**
     * End the episode: later planned sessions are cancelled and follow-ups planned (none when deceased).
     *
     * @param at when it ended, not in the future and not before the last session that was held
     * @param toClinic where the client goes on; given with TRANSFERRED and only then
     * @param followUps ids for the follow-ups, one for each {@link FollowUp.Kind}, in that order
     */
    public record DischargeEpisode(EpisodeId episode, Reason reason, Instant at, @Nullable ClinicId toClinic,
            List<FollowUpId> followUps, Instant now) implements EpisodeCommand {
        public DischargeEpisode {
            followUps = List.copyOf(followUps);
        }
    }

    /**
     * Take an episode up again, within twelve months of its discharge: pending follow-ups are withdrawn, the count of
     * sessions goes on, and whoever was responsible is so again, unless the therapist has left.
     *
     * @param clinic where the episode is treated
     * @param therapist who was responsible at the end; null when nobody was
     * @param reason 1 to 4,000 characters
     * @param override sets aside that a client has one open episode at a time, and a full caseload; null when nobody does
     */
    public record ReopenEpisode(EpisodeId episode, ClinicId clinic, @Nullable TherapistStanding therapist,
            String reason,
            @Nullable RuleOverride override, Instant now) implements EpisodeCommand {}

    /** The episode ended. Cancellations and planned follow-ups follow in the same append. */
    public record EpisodeDischarged(EpisodeId episode, Reason reason, Instant at,
            @Nullable ClinicId toClinic) implements EpisodeEvent {}

    /**
     * The episode was taken up again. Follow-ups that are withdrawn follow in the same append.
     *
     * @param therapist who is responsible again; null for nobody
     * @param overrideReason null unless a manager set rules aside
     */
    public record EpisodeReopened(EpisodeId episode, @Nullable TherapistId therapist, Instant at,
            Personal<String> reason, @Nullable Personal<String> overrideReason) implements EpisodeEvent {}
}
