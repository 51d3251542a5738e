package io.lumbar.domain.episode;

import java.util.List;

import io.lumbar.domain.Personal;
import io.lumbar.domain.Require;
import io.lumbar.domain.Subject;
import io.lumbar.domain.episode.CareEpisode.AwaitingClearance;
import io.lumbar.domain.episode.CareEpisode.AwaitingTherapist;
import io.lumbar.domain.episode.CareEpisode.Declined;
import io.lumbar.domain.episode.CareEpisode.Discharged;
import io.lumbar.domain.episode.CareEpisode.InTreatment;
import io.lumbar.domain.episode.CareEpisode.OnHold;
import io.lumbar.domain.episode.CareEpisode.Opened;
import io.lumbar.domain.episode.CareEpisode.Voided;
import io.lumbar.domain.episode.Screening.ClearanceOutcome;
import io.lumbar.domain.episode.Screening.ClearanceRecorded;
import io.lumbar.domain.episode.Screening.RecordClearance;

import static io.lumbar.domain.Require.invalid;

/** What a physician may say about an episode. */
final class ClearanceRules {

    private ClearanceRules() {}

    static List<EpisodeEvent> record(RecordClearance command, Opened state) {
        requireValid(command);
        Course course = state.course();
        if (course.clearances().stream().anyMatch(standing -> repeats(command, standing))) {
            return List.of();
        }
        boolean allowed = switch (state) {
            case AwaitingClearance _,OnHold _ -> true;
            // Nothing waits for it, but it may name styles that a sign restricts, or take back what was cleared.
            case AwaitingTherapist _,InTreatment _ ->
                command.outcome() == ClearanceOutcome.CLEARED || Permission.everAskedFor(course);
            case Discharged _,Declined _,Voided _ -> false;
        };
        if (!allowed) {
            throw Refusals.stateForbids(state, "record this clearance");
        }
        if (command.clearedAt().isBefore(course.screenings().getFirst().at())) {
            throw invalid("clearedAt", "must not lie before the screening, whose signs nobody knew then");
        }
        return List.of(new ClearanceRecorded(command.episode(),
                Personal.of(Subject.of(course.client()), command.clinician()), command.clearedAt(), command.outcome(),
                command.permittedStyles()));
    }

    private static void requireValid(RecordClearance command) {
        Require.text("clinician", command.clinician(), 200);
        Require.notFuture("clearedAt", command.clearedAt(), command.now());
        Require.eachOnce("permittedStyles", command.permittedStyles(), style -> style);
        if (command.outcome() == ClearanceOutcome.NOT_CLEARED && !command.permittedStyles().isEmpty()) {
            throw invalid("permittedStyles", "must be empty where massage is not cleared");
        }
    }

    private static boolean repeats(RecordClearance command, ClearanceRecorded standing) {
        return standing.clearedAt().equals(command.clearedAt()) && standing.outcome() == command.outcome()
                && standing.permittedStyles().equals(command.permittedStyles())
                && Repeats.same(standing.clinician(), command.clinician());
    }
}
