package io.lumbar.domain.episode;

import java.util.List;

import io.lumbar.domain.EpisodeError.PreferredGenderDiffers;
import io.lumbar.domain.EpisodeError.TherapistAlreadyAssigned;
import io.lumbar.domain.Gender;
import io.lumbar.domain.Personal;
import io.lumbar.domain.Rejected;
import io.lumbar.domain.Require;
import io.lumbar.domain.Style;
import io.lumbar.domain.Subject;
import io.lumbar.domain.TherapistId;
import io.lumbar.domain.episode.Assignment.AssignTherapist;
import io.lumbar.domain.episode.Assignment.TherapistAssigned;
import io.lumbar.domain.episode.CareEpisode.AwaitingClearance;
import io.lumbar.domain.episode.CareEpisode.AwaitingTherapist;
import io.lumbar.domain.episode.CareEpisode.Declined;
import io.lumbar.domain.episode.CareEpisode.Discharged;
import io.lumbar.domain.episode.CareEpisode.InTreatment;
import io.lumbar.domain.episode.CareEpisode.OnHold;
import io.lumbar.domain.episode.CareEpisode.Opened;

import static io.lumbar.domain.Require.invalid;

/** Who may become responsible. */
final class AssignmentRules {

    private AssignmentRules() {}

    static List<EpisodeEvent> assign(AssignTherapist command, Opened state) {
        TherapistId therapist = command.therapist().therapist();
        return switch (state) {
            case InTreatment treated when treated.therapist().equals(therapist) -> List.of();
            case InTreatment treated ->
                throw new Rejected(new TherapistAlreadyAssigned(command.episode(), treated.therapist()));
            case OnHold held when held.therapist().equals(therapist) -> List.of();
            case OnHold held ->
                throw new Rejected(new TherapistAlreadyAssigned(command.episode(), held.therapist()));
            case AwaitingClearance _,AwaitingTherapist _ -> assigned(command, state.course());
            case Discharged _,Declined _ -> throw Refusals.stateForbids(state, "assign a therapist");
        };
    }

    private static List<EpisodeEvent> assigned(AssignTherapist command, Course course) {
        Require.notFuture("at", command.at(), command.now());
        String reason = command.overrideReason();
        if (reason != null) {
            Require.text("override.reason", reason, 4_000);
        }
        if (command.at().isBefore(course.openedAt())) {
            throw invalid("at", "must not lie before the episode was opened");
        }
        Permission.at(course, command.at()).requireClearance(command.episode());
        Fitness.requirePractising(command.therapist(), course, command.at());
        if (reason == null) {
            requirePreference(command, course);
        }
        return List.of(new TherapistAssigned(command.episode(), command.therapist().therapist(), command.at(),
                reason == null ? null : Personal.of(Subject.of(course.client()), reason)));
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
}
