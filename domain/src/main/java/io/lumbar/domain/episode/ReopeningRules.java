package io.lumbar.domain.episode;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.lumbar.domain.DomainError.ConcurrentChange;
import io.lumbar.domain.EpisodeError.ReopeningTooLate;
import io.lumbar.domain.Personal;
import io.lumbar.domain.Rejected;
import io.lumbar.domain.Require;
import io.lumbar.domain.RuleOverride;
import io.lumbar.domain.Subject;
import io.lumbar.domain.TherapistId;
import io.lumbar.domain.episode.CareEpisode.AwaitingClearance;
import io.lumbar.domain.episode.CareEpisode.AwaitingTherapist;
import io.lumbar.domain.episode.CareEpisode.Declined;
import io.lumbar.domain.episode.CareEpisode.Discharged;
import io.lumbar.domain.episode.CareEpisode.Opened;
import io.lumbar.domain.episode.CareEpisode.Treated;
import io.lumbar.domain.episode.CareEpisode.Voided;
import io.lumbar.domain.episode.Discharge.EpisodeReopened;
import io.lumbar.domain.episode.Discharge.ReopenEpisode;
import io.lumbar.domain.episode.FollowUp.FollowUpWithdrawn;
import io.lumbar.domain.episode.FollowUp.Pending;
import io.lumbar.domain.therapist.TherapistStanding;
import org.jspecify.annotations.Nullable;

/** How a discharged episode begins again. */
final class ReopeningRules {

    private static final int YEARS = 1;

    private ReopeningRules() {}

    static List<EpisodeEvent> reopen(ReopenEpisode command, Opened state) {
        Require.text("reason", command.reason(), 4_000);
        RuleOverride override = command.override();
        if (override != null) {
            override.requireValid("override");
        }
        if (wasReopened(command, state.course())) {
            return List.of();
        }
        return switch (state) {
            case Discharged ended -> reopened(command, ended);
            case AwaitingClearance _,AwaitingTherapist _,Treated _,Declined _,Voided _ ->
                throw Refusals.stateForbids(state, "reopen it");
        };
    }

    private static List<EpisodeEvent> reopened(ReopenEpisode command, Discharged ended) {
        Course course = ended.course();
        Instant latest = course.time().yearsAfter(ended.at(), YEARS);
        if (command.now().isAfter(latest)) {
            throw new Rejected(new ReopeningTooLate(command.episode(), latest));
        }
        Subject client = Subject.of(course.client());
        RuleOverride override = command.override();
        var events = new ArrayList<EpisodeEvent>();
        events.add(new EpisodeReopened(command.episode(), responsible(command, ended), command.now(),
                Personal.of(client, command.reason()),
                override == null ? null : Personal.of(client, override.reason())));
        for (FollowUp followUp : course.followUps().values()) {
            if (followUp instanceof Pending pending) {
                events.add(new FollowUpWithdrawn(command.episode(), pending.id(), command.now()));
            }
        }
        return List.copyOf(events);
    }

    private static @Nullable TherapistId responsible(ReopenEpisode command, Discharged ended) {
        TherapistId before = ended.therapist();
        if (before == null) {
            return null;
        }
        TherapistStanding standing = command.therapist();
        if (standing == null || !standing.therapist().equals(before)) {
            throw new Rejected(new ConcurrentChange(command.stream()));
        }
        return Fitness.practises(standing, ended.course(), command.now()) ? before : null;
    }

    /** Whether this very command was carried out before; since then the episode may have ended again. */
    private static boolean wasReopened(ReopenEpisode command, Course course) {
        return course.revisions().stream().anyMatch(revision -> revision instanceof EpisodeReopened reopened
                && reopened.at().equals(command.now()) && Repeats.same(reopened.reason(), command.reason()));
    }
}
