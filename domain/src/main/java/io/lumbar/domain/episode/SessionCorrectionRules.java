package io.lumbar.domain.episode;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.lumbar.domain.EpisodeError;
import io.lumbar.domain.Personal;
import io.lumbar.domain.Require;
import io.lumbar.domain.Subject;
import io.lumbar.domain.episode.CareEpisode.Opened;
import io.lumbar.domain.episode.Measurement.MeasurementCorrected;
import io.lumbar.domain.episode.Measurement.MeasurementVoided;
import io.lumbar.domain.episode.Measurement.Occasion.AtSession;
import io.lumbar.domain.episode.Session.Breach;
import io.lumbar.domain.episode.Session.Changes;
import io.lumbar.domain.episode.Session.CorrectSession;
import io.lumbar.domain.episode.Session.Detail;
import io.lumbar.domain.episode.Session.Held;
import io.lumbar.domain.episode.Session.RuleBreached;
import io.lumbar.domain.episode.Session.SessionCorrected;
import io.lumbar.domain.episode.Session.SessionVoided;
import io.lumbar.domain.episode.Session.Treatment;
import io.lumbar.domain.episode.Session.VoidSession;
import io.lumbar.domain.episode.Session.Voided;
import org.jspecify.annotations.Nullable;

import static io.lumbar.domain.Require.invalid;

/** How sessions are put right, in every state of the episode. */
final class SessionCorrectionRules {

    private SessionCorrectionRules() {}

    static List<EpisodeEvent> correct(CorrectSession command, Opened state) {
        requireValid(command);
        Course course = state.course();
        Session standing = course.session(command.session());
        if (!(standing instanceof Held(var id, var _, Treatment was, var breaches))) {
            throw Refusals.stateForbids(standing, "correct it");
        }
        var client = Subject.of(course.client());
        Treatment now = corrected(was, command.changes(), client);
        List<SessionRule> known = breaches.stream().map(Breach::rule).toList();
        Session.Despite despite = command.despite();
        boolean said = now.equals(was) && (despite == null || known.containsAll(despite.rules()));
        if (said || wasCorrected(command, course, client)) {
            return List.of();
        }
        requirePossible(was, now, state);
        var broken = Map.<SessionRule, EpisodeError>of();
        List<SessionRule> still = known;
        if (isJudgedAnew(was, now)) {
            PlanningRules.requireStandingOf(now.therapist(), command.therapist(), command);
            broken = Fitness.broken(course, command.client(), command.therapist(), now.startedAt(), now.style(),
                    now.areas());
            still = known.stream().filter(broken::containsKey).toList();
        }
        List<RuleBreached> more = Breaches.of(broken, known, despite, course, id, command.now());
        var reason = Personal.of(client, command.reason());
        var events = new ArrayList<EpisodeEvent>();
        events.add(new SessionCorrected(command.episode(), id, now, reason, command.now(),
                still.equals(known) ? null : still));
        events.addAll(more);
        if (!now.startedAt().equals(was.startedAt())) {
            for (Measurement taken : course.takenOn(new AtSession(id))) {
                events.add(new MeasurementCorrected(command.episode(), taken.id(), taken.occasion(), taken.reading(),
                        now.startedAt(), reason, command.now()));
            }
        }
        return List.copyOf(events);
    }

    static List<EpisodeEvent> enteredInError(VoidSession command, Opened state) {
        Require.text("reason", command.reason(), 4_000);
        Course course = state.course();
        Session standing = course.session(command.session());
        if (standing instanceof Voided before) {
            if (Repeats.same(before.reason(), command.reason())) {
                return List.of();
            }
            throw Refusals.stateForbids(standing, "void it");
        }
        var reason = Personal.of(Subject.of(course.client()), command.reason());
        var events = new ArrayList<EpisodeEvent>();
        events.add(new SessionVoided(command.episode(), command.session(), reason, command.now()));
        for (Measurement taken : course.takenOn(new AtSession(command.session()))) {
            events.add(new MeasurementVoided(command.episode(), taken.id(), reason, command.now()));
        }
        return List.copyOf(events);
    }

    private static void requireValid(CorrectSession command) {
        Require.text("reason", command.reason(), 4_000);
        Breaches.requireValid(command.despite());
        Changes changes = command.changes();
        if (changes.startedAt() != null) {
            Require.notFuture("startedAt", changes.startedAt(), command.now());
        }
        if (changes.minutes() != null) {
            HoldingRules.requireMinutes(changes.minutes());
        }
        if (changes.areas() != null) {
            Require.eachOnce("areas", changes.areas(), area -> area);
        }
        HoldingRules.requireFindings(changes.pressure(), changes.painBefore(), changes.painAfter());
        HoldingRules.requireWords(changes.note(), changes.reactions() == null ? List.of() : changes.reactions());
        Require.eachOnce("removed", changes.removed(), detail -> detail);
        for (int i = 0; i < changes.removed().size(); i++) {
            if (given(changes, changes.removed().get(i)) != null) {
                throw invalid("removed[" + i + "]", "must not be given a value as well");
            }
        }
    }

    private static @Nullable Object given(Changes changes, Detail detail) {
        return switch (detail) {
            case PRESSURE -> changes.pressure();
            case PAIN_BEFORE -> changes.painBefore();
            case PAIN_AFTER -> changes.painAfter();
            case NOTE -> changes.note();
        };
    }

    private static Treatment corrected(Treatment was, Changes changes, Subject client) {
        return new Treatment(or(changes.therapist(), was.therapist()), or(changes.startedAt(), was.startedAt()),
                or(changes.minutes(), was.minutes()), or(changes.style(), was.style()), or(changes.kind(), was.kind()),
                or(changes.areas(), was.areas()), detail(changes, Detail.PRESSURE, changes.pressure(), was.pressure()),
                detail(changes, Detail.PAIN_BEFORE, changes.painBefore(), was.painBefore()),
                detail(changes, Detail.PAIN_AFTER, changes.painAfter(), was.painAfter()),
                detail(changes, Detail.NOTE, said(client, changes.note(), was.note()), was.note()),
                reactions(changes.reactions(), was.reactions(), client));
    }

    private static <T> T or(@Nullable T changed, T was) {
        return Objects.requireNonNullElse(changed, was);
    }

    private static <T> @Nullable T detail(Changes changes, Detail detail, @Nullable T changed, @Nullable T was) {
        if (changes.removed().contains(detail)) {
            return null;
        }
        return changed == null ? was : changed;
    }

    private static @Nullable Personal<List<String>> reactions(@Nullable List<String> changed,
            @Nullable Personal<List<String>> was, Subject client) {
        if (changed == null) {
            return was;
        }
        return changed.isEmpty() ? null : said(client, changed, was);
    }

    /** What stands where it is said again, for what was erased may have been the same. */
    private static <T> @Nullable Personal<T> said(Subject client, @Nullable T changed, @Nullable Personal<T> was) {
        return changed == null || Repeats.same(was, changed) ? was : Personal.of(client, changed);
    }

    /** Whether this very command was carried out before; since then the session may have been corrected again. */
    private static boolean wasCorrected(CorrectSession command, Course course, Subject client) {
        return course.revisions().stream().anyMatch(revision -> revision instanceof SessionCorrected before
                && before.session().equals(command.session()) && before.at().equals(command.now())
                && Repeats.same(before.reason(), command.reason())
                && corrected(before.treatment(), command.changes(), client).equals(before.treatment()));
    }

    private static void requirePossible(Treatment was, Treatment now, Opened state) {
        Course course = state.course();
        boolean moved = !now.startedAt().equals(was.startedAt());
        if (moved && now.startedAt().isBefore(course.openedAt())) {
            throw invalid("startedAt", "must not lie before the episode was opened");
        }
        if (moved) {
            HoldingRules.requireTreated(state, now.startedAt(), "hold a session at " + now.startedAt());
        }
    }

    /** Whether the correction touches what the rules for sessions ask for. */
    private static boolean isJudgedAnew(Treatment was, Treatment now) {
        return !now.startedAt().equals(was.startedAt()) || !now.therapist().equals(was.therapist())
                || now.style() != was.style() || !now.areas().equals(was.areas());
    }
}
