package io.lumbar.infrastructure.axon;

import java.util.Optional;

import io.lumbar.domain.Command;
import io.lumbar.domain.DirectoryError.ClientAlreadyRegistered;
import io.lumbar.domain.DirectoryError.ClinicNotOpen;
import io.lumbar.domain.DirectoryError.ClinicStillNeeded;
import io.lumbar.domain.DirectoryError.LastAdministrator;
import io.lumbar.domain.DirectoryError.LogInNameTaken;
import io.lumbar.domain.DirectoryError.TherapistInactive;
import io.lumbar.domain.DirectoryError.TherapistStillNeeded;
import io.lumbar.domain.DomainError;
import io.lumbar.domain.DomainError.CaseloadFull;
import io.lumbar.domain.DomainError.ClientDoubleBooked;
import io.lumbar.domain.DomainError.ClientHasOpenEpisode;
import io.lumbar.domain.DomainError.ConcurrentChange;
import io.lumbar.domain.DomainError.LicenceNumberTaken;
import io.lumbar.domain.DomainError.TherapistDoubleBooked;
import io.lumbar.domain.EpisodeError.ConsentMissing;
import io.lumbar.domain.account.AccountCommand;
import io.lumbar.domain.clinic.ClinicCommand.CloseClinic;
import io.lumbar.domain.episode.Assignment.AssignTherapist;
import io.lumbar.domain.episode.Discharge.ReopenEpisode;
import io.lumbar.domain.episode.Intake.OpenEpisode;
import io.lumbar.domain.episode.Session.PlanSession;
import io.lumbar.domain.episode.Session.RescheduleSession;
import io.lumbar.domain.episode.Session.TakesTime;
import io.lumbar.domain.therapist.TherapistCommand.DeactivateTherapist;
import io.lumbar.domain.therapist.TherapistStanding;
import org.jspecify.annotations.Nullable;

/** Which refusal a breach of each constraint is, told from the command whose rows broke it. */
final class Breaches {
    private Breaches() {}

    private static @Nullable DomainError of(String constraint, Command command) {
        return switch (constraint) {
            case "therapist_double_booked" -> switch (command) {
                case TakesTime asked -> new TherapistDoubleBooked(asked.therapist().therapist());
                case AssignTherapist assign -> new TherapistDoubleBooked(assign.therapist().therapist());
                default -> null;
            };
            case "client_double_booked" ->
                command instanceof TakesTime asked ? new ClientDoubleBooked(asked.client().client()) : null;
            case "caseload_full" -> switch (command) {
                case AssignTherapist assign -> new CaseloadFull(assign.therapist().therapist());
                case ReopenEpisode(_, _, TherapistStanding therapist, _, _, _) ->
                    new CaseloadFull(therapist.therapist());
                default -> null;
            };
            case "client_has_open_episode" -> new ClientHasOpenEpisode();
            case "licence_number_taken" -> new LicenceNumberTaken();
            case "log_in_name_taken" -> new LogInNameTaken();
            case "last_administrator" ->
                command instanceof AccountCommand asked ? new LastAdministrator(asked.account()) : null;
            case "therapist_left", "therapist_active" -> departed(command);
            case "consent_to_treatment" -> switch (command) {
                case PlanSession plan -> new ConsentMissing(plan.client().client(), plan.start());
                case RescheduleSession move -> new ConsentMissing(move.client().client(), move.start());
                // Sessions it hands over lost their consent since they were read, and are about to be cancelled.
                case AssignTherapist assign -> new ConcurrentChange(assign.stream());
                default -> null;
            };
            case "client_already_registered" -> new ClientAlreadyRegistered(null);
            case "clinic_open" -> switch (command) {
                case CloseClinic close -> new ClinicStillNeeded(close.clinic());
                case OpenEpisode open -> new ClinicNotOpen("clinicId", open.clinic());
                case ReopenEpisode reopen -> new ClinicNotOpen(null, reopen.clinic());
                default -> null;
            };
            default -> null;
        };
    }

    /** A therapist leaves who is needed, or is needed after leaving. */
    private static @Nullable DomainError departed(Command command) {
        return switch (command) {
            case DeactivateTherapist leave -> new TherapistStillNeeded(leave.therapist());
            case AssignTherapist assign -> new TherapistInactive(assign.therapist().therapist());
            case ReopenEpisode(_, _, TherapistStanding therapist, _, _, _) ->
                new TherapistInactive(therapist.therapist());
            case PlanSession plan -> new TherapistInactive(plan.therapist().therapist());
            case RescheduleSession move -> new TherapistInactive(move.therapist().therapist());
            default -> null;
        };
    }

    /** The refusal; empty when the failure is not the breach of a rule that such a command can break. */
    static Optional<DomainError> in(Throwable failure, Command command) {
        return SqlFailure.constraint(failure).map(constraint -> of(constraint, command));
    }
}
