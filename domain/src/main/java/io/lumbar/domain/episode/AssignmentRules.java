package io.lumbar.domain.episode;

import java.util.ArrayList;
import java.util.List;

import io.lumbar.domain.DomainError;
import io.lumbar.domain.DomainError.TherapistDoubleBooked;
import io.lumbar.domain.EpisodeError.PlannedSessionsDoNotFit;
import io.lumbar.domain.EpisodeError.PreferredGenderDiffers;
import io.lumbar.domain.EpisodeError.TherapistAlreadyAssigned;
import io.lumbar.domain.Gender;
import io.lumbar.domain.Personal;
import io.lumbar.domain.Rejected;
import io.lumbar.domain.Require;
import io.lumbar.domain.RuleOverride;
import io.lumbar.domain.Style;
import io.lumbar.domain.Subject;
import io.lumbar.domain.TherapistId;
import io.lumbar.domain.episode.Assignment.AssignTherapist;
import io.lumbar.domain.episode.Assignment.PlannedSessions;
import io.lumbar.domain.episode.Assignment.TherapistAssigned;
import io.lumbar.domain.episode.Assignment.TherapistReassigned;
import io.lumbar.domain.episode.CareEpisode.AwaitingClearance;
import io.lumbar.domain.episode.CareEpisode.AwaitingTherapist;
import io.lumbar.domain.episode.CareEpisode.Declined;
import io.lumbar.domain.episode.CareEpisode.Discharged;
import io.lumbar.domain.episode.CareEpisode.Opened;
import io.lumbar.domain.episode.CareEpisode.Treated;
import io.lumbar.domain.episode.CareEpisode.Voided;
import io.lumbar.domain.episode.Session.Plan;
import io.lumbar.domain.episode.Session.Planned;
import io.lumbar.domain.episode.Session.SessionRescheduled;
import org.jspecify.annotations.Nullable;

import static io.lumbar.domain.Require.invalid;

/** Who may become responsible, and take over. */
final class AssignmentRules {

    private AssignmentRules() {}

    static List<EpisodeEvent> assign(AssignTherapist command, Opened state) {
        return switch (state) {
            case Treated treated when treated.therapist().equals(command.therapist().therapist()) -> List.of();
            case Treated treated -> reassigned(command, treated);
            case AwaitingClearance _,AwaitingTherapist _ when command.reason() != null ->
                throw invalid("reason", "must be given when another therapist takes over and only then");
            case AwaitingClearance _,AwaitingTherapist _ -> assigned(command, state.course());
            case Discharged _,Declined _,Voided _ -> throw Refusals.stateForbids(state, "assign a therapist");
        };
    }

    private static List<EpisodeEvent> assigned(AssignTherapist command, Course course) {
        requireFit(command, course);
        return List.of(new TherapistAssigned(command.episode(), command.therapist().therapist(), command.at(),
                overrideReason(command, course)));
    }

    private static List<EpisodeEvent> reassigned(AssignTherapist command, Treated state) {
        String reason = command.reason();
        if (reason == null) {
            throw new Rejected(new TherapistAlreadyAssigned(command.episode(), state.therapist()));
        }
        Require.text("reason", reason, 4_000);
        Course course = state.course();
        requireFit(command, course);
        if (!command.at().isAfter(state.since())) {
            throw invalid("at", "must lie after the present therapist became responsible");
        }
        TherapistId therapist = command.therapist().therapist();
        var events = new ArrayList<EpisodeEvent>();
        events.add(new TherapistReassigned(command.episode(), state.therapist(), therapist, command.at(),
                Personal.of(Subject.of(course.client()), reason), overrideReason(command, course)));
        if (command.plannedSessions() == PlannedSessions.MOVE) {
            List<Planned> moving = planned(command, state);
            requireFit(moving, command, course);
            moving.forEach(session -> events.add(new SessionRescheduled(command.episode(), session.id(),
                    session.plan().with(therapist), command.now())));
        }
        return List.copyOf(events);
    }

    private static void requireFit(AssignTherapist command, Course course) {
        Require.notFuture("at", command.at(), command.now());
        RuleOverride override = command.override();
        if (override != null) {
            override.requireValid("override");
        }
        if (command.at().isBefore(course.begunAt())) {
            throw invalid("at", "must not lie before the episode was opened or reopened");
        }
        Permission.at(course, command.at()).requireClearance(command.episode());
        Fitness.requirePractising(command.therapist(), course, command.at());
        if (override == null) {
            requirePreference(command, course);
        }
    }

    private static void requirePreference(AssignTherapist command, Course course) {
        Preference preference = course.intake().preference();
        Gender gender = preference.therapistGender();
        if (gender != null && gender != command.gender()) {
            throw new Rejected(new PreferredGenderDiffers(command.therapist().therapist()));
        }
        Style style = preference.style();
        if (style != null) {
            Fitness.requireQualified(command.therapist(), style, course, command.at());
        }
    }

    /** What is planned from the hand-over on with who hands over; what a colleague was to give in their place stays. */
    private static List<Planned> planned(AssignTherapist command, Treated state) {
        return state.course().sessionsInOrder().stream().filter(Planned.class::isInstance).map(Planned.class::cast)
                .filter(session -> session.plan().therapist().equals(state.therapist())
                        && !session.plan().start().isBefore(command.at()))
                .toList();
    }

    private static void requireFit(List<Planned> sessions, AssignTherapist command, Course course) {
        var unfit = new ArrayList<PlannedSessionsDoNotFit.Unfit>();
        for (Planned session : sessions) {
            DomainError why = misfit(session, command, course);
            if (why != null) {
                unfit.add(new PlannedSessionsDoNotFit.Unfit(session.id(), session.plan().start(), why.code()));
            }
        }
        if (!unfit.isEmpty()) {
            throw new Rejected(new PlannedSessionsDoNotFit(command.episode(), unfit));
        }
    }

    private static @Nullable DomainError misfit(Planned session, AssignTherapist command, Course course) {
        if (command.booked().contains(session.id())) {
            return new TherapistDoubleBooked(command.therapist().therapist());
        }
        Plan plan = session.plan();
        try {
            Fitness.requirePractising(command.therapist(), course, plan.start());
            Fitness.requireQualified(command.therapist(), plan.style(), course, plan.start());
            Fitness.requireAvailable(command.therapist(), course, plan.start(), plan.minutes());
            return null;
        } catch (Rejected refusal) {
            return refusal.error();
        }
    }

    private static @Nullable Personal<String> overrideReason(AssignTherapist command, Course course) {
        RuleOverride override = command.override();
        return override == null ? null : Personal.of(Subject.of(course.client()), override.reason());
    }
}
