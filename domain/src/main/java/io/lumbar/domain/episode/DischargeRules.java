package io.lumbar.domain.episode;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import io.lumbar.domain.ClinicId;
import io.lumbar.domain.DomainError.AlreadyExists;
import io.lumbar.domain.EpisodeError.ClearanceRefused;
import io.lumbar.domain.EpisodeError.DischargeBeforeLastSession;
import io.lumbar.domain.FollowUpId;
import io.lumbar.domain.Rejected;
import io.lumbar.domain.Require;
import io.lumbar.domain.episode.CareEpisode.AwaitingClearance;
import io.lumbar.domain.episode.CareEpisode.AwaitingTherapist;
import io.lumbar.domain.episode.CareEpisode.Declined;
import io.lumbar.domain.episode.CareEpisode.Discharged;
import io.lumbar.domain.episode.CareEpisode.OnHold;
import io.lumbar.domain.episode.CareEpisode.Opened;
import io.lumbar.domain.episode.CareEpisode.Treated;
import io.lumbar.domain.episode.CareEpisode.Voided;
import io.lumbar.domain.episode.Discharge.DischargeEpisode;
import io.lumbar.domain.episode.Discharge.EpisodeDischarged;
import io.lumbar.domain.episode.Discharge.Reason;
import io.lumbar.domain.episode.FollowUp.FollowUpPlanned;
import io.lumbar.domain.episode.Session.Held;
import io.lumbar.domain.episode.Session.Planned;
import io.lumbar.domain.episode.Session.SessionCancelled;

import static io.lumbar.domain.Require.invalid;

/** How an episode ends, and what its end brings about. */
final class DischargeRules {

    private DischargeRules() {}

    static List<EpisodeEvent> discharge(DischargeEpisode command, Opened state) {
        requireValid(command, state.course());
        return switch (state) {
            case Discharged standing when repeats(command, standing) -> List.of();
            case Discharged _,Declined _,Voided _ -> throw Refusals.stateForbids(state, "discharge it");
            case Treated treated when command.at().isBefore(treated.since()) ->
                throw invalid("at", "must not lie before the therapist was assigned");
            case AwaitingClearance _,OnHold _ when !endsDespiteRefusal(command.reason())
                    && Permission.wasRefused(state.course()) ->
                throw new Rejected(new ClearanceRefused(command.episode()));
            case AwaitingClearance _,AwaitingTherapist _,Treated _ ->
                discharged(command, state.course());
        };
    }

    /** Where a physician said no, the end has that reason; a death is a fact whatever was said. */
    private static boolean endsDespiteRefusal(Reason reason) {
        return reason == Reason.MEDICAL || reason == Reason.DECEASED;
    }

    private static void requireValid(DischargeEpisode command, Course course) {
        Require.notFuture("at", command.at(), command.now());
        if (command.at().isBefore(course.begunAt())) {
            throw invalid("at", "must not lie before the episode was opened or reopened");
        }
        ClinicId toClinic = command.toClinic();
        if ((command.reason() == Reason.TRANSFERRED) != (toClinic != null)) {
            throw invalid("toClinicId", "must be given with TRANSFERRED and only then");
        }
        if (course.clinic().equals(toClinic)) {
            throw invalid("toClinicId", "must be another clinic");
        }
        if (command.followUps().size() != FollowUp.Kind.values().length) {
            throw invalid("followUps", "must hold an id for each kind of follow-up");
        }
        Require.eachOnce("followUps", command.followUps(), id -> id);
    }

    /**
     * Ids of follow-ups are left out: they are made anew for each request. So is a time that is the command's own: who says
     * no time says nothing against that of the discharge that stands.
     */
    private static boolean repeats(DischargeEpisode command, Discharged standing) {
        boolean noOtherTime = command.at().equals(standing.at()) || command.at().equals(command.now());
        return noOtherTime && standing.reason() == command.reason()
                && Objects.equals(standing.toClinic(), command.toClinic());
    }

    private static List<EpisodeEvent> discharged(DischargeEpisode command, Course course) {
        for (FollowUpId id : command.followUps()) {
            if (course.followUps().containsKey(id)) {
                throw new Rejected(new AlreadyExists("follow-up", id));
            }
        }
        requireAfterSessions(command, course);
        var events = new ArrayList<EpisodeEvent>();
        events.add(new EpisodeDischarged(command.episode(), command.reason(), command.at(), command.toClinic()));
        for (Session session : course.sessions().values()) {
            if (session instanceof Planned planned && !planned.plan().start().isBefore(command.at())) {
                events.add(new SessionCancelled(command.episode(), planned.id(), Session.CancelledBy.DISCHARGE, null,
                        command.at()));
            }
        }
        if (command.reason() != Reason.DECEASED) {
            LocalDate dischargedOn = course.time().dateOf(command.at());
            var ids = command.followUps().iterator();
            for (FollowUp.Kind kind : FollowUp.Kind.values()) {
                events.add(new FollowUpPlanned(command.episode(), ids.next(), kind, kind.dueAfter(dischargedOn)));
            }
        }
        return List.copyOf(events);
    }

    private static void requireAfterSessions(DischargeEpisode command, Course course) {
        Instant last = command.at();
        for (Session session : course.sessions().values()) {
            if (session instanceof Held held && held.treatment().startedAt().isAfter(last)) {
                last = held.treatment().startedAt();
            }
        }
        if (last.isAfter(command.at())) {
            throw new Rejected(new DischargeBeforeLastSession(command.episode(), last));
        }
    }
}
