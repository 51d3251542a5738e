package io.lumbar.domain.episode;

import io.lumbar.domain.EpisodeError.EpisodeStateForbids;
import io.lumbar.domain.EpisodeError.SessionStateForbids;
import io.lumbar.domain.Rejected;
import io.lumbar.domain.episode.CareEpisode.AwaitingClearance;
import io.lumbar.domain.episode.CareEpisode.AwaitingTherapist;
import io.lumbar.domain.episode.CareEpisode.Declined;
import io.lumbar.domain.episode.CareEpisode.Discharged;
import io.lumbar.domain.episode.CareEpisode.InTreatment;
import io.lumbar.domain.episode.CareEpisode.OnHold;
import io.lumbar.domain.episode.CareEpisode.Opened;
import io.lumbar.domain.episode.CareEpisode.Voided;

/** Refusals that name the state a person would see. */
public final class Refusals {

    private Refusals() {}

    /** The episode's state does not allow {@code action}, such as {@code plan a session}. */
    public static Rejected stateForbids(Opened state, String action) {
        String name = switch (state) {
            case AwaitingClearance _ -> "awaiting clearance";
            case AwaitingTherapist _ -> "awaiting a therapist";
            case InTreatment _ -> "in treatment";
            case OnHold _ -> "on hold";
            case Discharged _ -> "discharged";
            case Declined _ -> "declined";
            case Voided _ -> "voided";
        };
        return new Rejected(new EpisodeStateForbids(state.course().episode(), name, action));
    }

    /** The session's state does not allow {@code action}, such as {@code cancel it}. */
    static Rejected stateForbids(Session session, String action) {
        String name = switch (session) {
            case Session.Planned _ -> "planned";
            case Session.Held _ -> "held";
            case Session.Missed _ -> "missed";
            case Session.Cancelled _ -> "cancelled";
            case Session.Voided _ -> "voided";
        };
        return new Rejected(new SessionStateForbids(session.id(), name, action));
    }
}
