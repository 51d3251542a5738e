package io.lumbar.application.episode;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;

import io.lumbar.application.Decisions;
import io.lumbar.application.Lookup;
import io.lumbar.application.Receipt;
import io.lumbar.application.Request;
import io.lumbar.application.calendar.BookedTimes;
import io.lumbar.domain.EpisodeId;
import io.lumbar.domain.Rejected;
import io.lumbar.domain.SessionId;
import io.lumbar.domain.TherapistId;
import io.lumbar.domain.episode.Assignment.AssignTherapist;
import io.lumbar.domain.episode.Assignment.PlannedSessions;
import io.lumbar.domain.episode.CareEpisode;
import io.lumbar.domain.episode.Session.Planned;
import org.jspecify.annotations.Nullable;

/** Who is responsible for an episode. */
public final class Assignments {

    private final Decisions decisions;
    private final Lookup lookup;
    private final BookedTimes booked;
    private final Clock clock;

    /** Assignments that are recorded through {@code decisions}. */
    public Assignments(Decisions decisions, Lookup lookup, BookedTimes booked, Clock clock) {
        this.decisions = decisions;
        this.lookup = lookup;
        this.booked = booked;
        this.clock = clock;
    }

    /**
     * Makes a therapist responsible, the first one or the next.
     *
     * @param at null for now
     * @param reason why another therapist takes over; null when nobody was responsible before
     * @param overrideReason see {@link AssignTherapist#override}; null when no rule is set aside
     * @param plannedSessions null for {@link PlannedSessions#MOVE}
     * @throws Rejected when episode or therapist are unknown, a clearance is missing, somebody else is responsible and
     *     no reason is given, or the therapist does not fit, has no room, or cannot give the sessions that are planned
     */
    public Receipt assign(Request request, EpisodeId episode, TherapistId therapist, @Nullable Instant at,
            @Nullable String reason, @Nullable String overrideReason, @Nullable PlannedSessions plannedSessions) {
        var planned = planned(lookup.episode(request.scope(), episode).state());
        var active = lookup.therapist(request.scope(), "therapistId", therapist);
        Set<SessionId> clashing = planned.isEmpty() ? Set.of() : booked.clashing(therapist, planned);
        Instant now = clock.instant();
        return decisions.decide(
                new AssignTherapist(episode, active.standing(), active.gender(), at == null ? now : at, reason,
                        request.overriding(overrideReason),
                        plannedSessions == null ? PlannedSessions.MOVE : plannedSessions, clashing, now),
                request, episode.value());
    }

    private static List<Planned> planned(CareEpisode.Opened episode) {
        return episode.course().sessionsInOrder().stream().filter(Planned.class::isInstance).map(Planned.class::cast)
                .toList();
    }
}
