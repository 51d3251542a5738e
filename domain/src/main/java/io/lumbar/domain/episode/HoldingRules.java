package io.lumbar.domain.episode;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.lumbar.domain.DomainError.AlreadyExists;
import io.lumbar.domain.DomainError.NotFound;
import io.lumbar.domain.Personal;
import io.lumbar.domain.Rejected;
import io.lumbar.domain.Require;
import io.lumbar.domain.Subject;
import io.lumbar.domain.episode.CareEpisode.AwaitingClearance;
import io.lumbar.domain.episode.CareEpisode.AwaitingTherapist;
import io.lumbar.domain.episode.CareEpisode.Declined;
import io.lumbar.domain.episode.CareEpisode.Discharged;
import io.lumbar.domain.episode.CareEpisode.Opened;
import io.lumbar.domain.episode.CareEpisode.Treated;
import io.lumbar.domain.episode.Measurement.Occasion.AtSession;
import io.lumbar.domain.episode.Session.Cancelled;
import io.lumbar.domain.episode.Session.Held;
import io.lumbar.domain.episode.Session.HoldSession;
import io.lumbar.domain.episode.Session.Missed;
import io.lumbar.domain.episode.Session.Planned;
import io.lumbar.domain.episode.Session.SessionHeld;
import io.lumbar.domain.episode.Session.Treatment;
import io.lumbar.domain.episode.Session.Voided;
import org.jspecify.annotations.Nullable;

import static io.lumbar.domain.Require.invalid;

/** When a session may be recorded as held: by any therapist who is fit for it, for colleagues cover for each other. */
final class HoldingRules {

    private HoldingRules() {}

    static List<EpisodeEvent> hold(HoldSession command, Opened state) {
        requireValid(command);
        Course course = state.course();
        if (repeats(command, course)) {
            return List.of();
        }
        requireTreated(state, command.startedAt(), "hold a session at " + command.startedAt());
        if (command.startedAt().isBefore(course.openedAt())) {
            throw invalid("startedAt", "must not lie before the episode was opened");
        }
        var breaches = Breaches.of(
                Fitness.broken(course, command.client(), command.therapist(), command.startedAt(), command.style(),
                        command.areas()),
                List.of(), command.despite(), course, command.session(), command.now());
        MeasurementRules.requireOnDay("measurements", command.measurements(), command.startedAt(), course.time());
        var events = new ArrayList<EpisodeEvent>();
        events.add(new SessionHeld(command.episode(), command.session(), treatment(command, course)));
        events.addAll(breaches);
        events.addAll(MeasurementRules.taken("measurements", command.measurements(),
                new AtSession(command.session()), course));
        return List.copyOf(events);
    }

    /** There is treatment, or at {@code start} still was. */
    static void requireTreated(Opened state, Instant start, String action) {
        boolean treated = switch (state) {
            case Treated _ -> true;
            case Discharged discharged -> discharged.therapist() != null && start.isBefore(discharged.at());
            case AwaitingClearance _,AwaitingTherapist _,Declined _,CareEpisode.Voided _ -> false;
        };
        if (!treated) {
            throw Refusals.stateForbids(state, action);
        }
    }

    static void requireMinutes(int minutes) {
        Require.range("minutes", minutes, 5, 240);
    }

    private static void requireValid(HoldSession command) {
        Require.notFuture("startedAt", command.startedAt(), command.now());
        requireMinutes(command.minutes());
        Require.eachOnce("areas", command.areas(), area -> area);
        requireFindings(command.pressure(), command.painBefore(), command.painAfter());
        requireWords(command.note(), command.reactions());
        MeasurementRules.requireValid("measurements", command.measurements(), command.now());
        Breaches.requireValid(command.despite());
    }

    static void requireFindings(@Nullable Integer pressure, @Nullable Integer painBefore,
            @Nullable Integer painAfter) {
        requireRange("pressure", pressure, 1, 5);
        requireRange("painBefore", painBefore, 0, 10);
        requireRange("painAfter", painAfter, 0, 10);
    }

    static void requireWords(@Nullable String note, List<String> reactions) {
        if (note != null) {
            Require.text("note", note, 4_000);
        }
        for (int i = 0; i < reactions.size(); i++) {
            Require.text("reactions[" + i + "]", reactions.get(i), 200);
        }
    }

    private static void requireRange(String field, @Nullable Integer value, int least, int most) {
        if (value != null) {
            Require.range(field, value, least, most);
        }
    }

    /** Whether the command says again how the session was held; refuses when the session cannot be held at all. */
    private static boolean repeats(HoldSession command, Course course) {
        Session standing = course.sessions().get(command.session());
        if (standing == null) {
            if (command.planned()) {
                throw new Rejected(new NotFound("session", command.session()));
            }
            return false;
        }
        return switch (standing) {
            case Held held when repeats(command, held, course) -> true;
            case Session _ when !command.planned() ->
                throw new Rejected(new AlreadyExists("session", command.session()));
            case Planned _ -> false;
            case Held _,Missed _,Cancelled _,Voided _ -> throw Refusals.stateForbids(standing, "hold it");
        };
    }

    private static boolean repeats(HoldSession command, Held held, Course course) {
        Treatment standing = held.treatment();
        var said = new Treatment(command.therapist().therapist(), command.startedAt(), command.minutes(),
                command.style(), command.kind(), command.areas(), command.pressure(), command.painBefore(),
                command.painAfter(), standing.note(), standing.reactions());
        return standing.equals(said)
                && Breaches.same(held.breaches(), command.despite())
                && Repeats.same(standing.note(), command.note())
                && Repeats.same(standing.reactions(), command.reactions().isEmpty() ? null : command.reactions())
                && Repeats.same(course.takenOn(new AtSession(held.id())), command.measurements(), course);
    }

    private static Treatment treatment(HoldSession command, Course course) {
        Subject client = Subject.of(course.client());
        String note = command.note();
        return new Treatment(command.therapist().therapist(), command.startedAt(), command.minutes(), command.style(),
                command.kind(), command.areas(), command.pressure(), command.painBefore(), command.painAfter(),
                note == null ? null : Personal.of(client, note),
                command.reactions().isEmpty() ? null : Personal.of(client, command.reactions()));
    }
}
