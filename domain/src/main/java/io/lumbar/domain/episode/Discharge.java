package io.lumbar.domain.episode;

import java.time.Instant;
import java.util.List;

import io.lumbar.domain.ClinicId;
import io.lumbar.domain.EpisodeId;
import io.lumbar.domain.FollowUpId;
import org.jspecify.annotations.Nullable;

/** How an episode ends. */
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

    /** The episode ended. Cancellations and planned follow-ups follow in the same append. */
    public record EpisodeDischarged(EpisodeId episode, Reason reason, Instant at,
            @Nullable ClinicId toClinic) implements EpisodeEvent {}
}
