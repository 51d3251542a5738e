package io.lumbar.api.problem;

import java.net.URI;
import java.util.List;
import java.util.Map;

import io.lumbar.api.problem.RequestRefused.Violation;
import io.lumbar.domain.DirectoryError;
import io.lumbar.domain.DirectoryError.AccountNotEnabled;
import io.lumbar.domain.DirectoryError.ClientAlreadyRegistered;
import io.lumbar.domain.DirectoryError.ClinicNotOpen;
import io.lumbar.domain.DirectoryError.ClinicStillNeeded;
import io.lumbar.domain.DirectoryError.ConsentNotGiven;
import io.lumbar.domain.DirectoryError.HistoryDiffers;
import io.lumbar.domain.DirectoryError.LastAdministrator;
import io.lumbar.domain.DirectoryError.LogInNameTaken;
import io.lumbar.domain.DirectoryError.QualificationAlreadyGranted;
import io.lumbar.domain.DirectoryError.QualificationNotHeld;
import io.lumbar.domain.DirectoryError.TherapistInactive;
import io.lumbar.domain.DirectoryError.TherapistStillNeeded;
import io.lumbar.domain.DomainError;
import io.lumbar.domain.DomainError.*;
import io.lumbar.domain.DomainError.AlreadyExists;
import io.lumbar.domain.DomainError.CaseloadFull;
import io.lumbar.domain.DomainError.ClientDoubleBooked;
import io.lumbar.domain.DomainError.ClientHasOpenEpisode;
import io.lumbar.domain.DomainError.ConcurrentChange;
import io.lumbar.domain.DomainError.IdempotencyKeyReused;
import io.lumbar.domain.DomainError.InFuture;
import io.lumbar.domain.DomainError.InvalidValue;
import io.lumbar.domain.DomainError.LicenceNumberTaken;
import io.lumbar.domain.DomainError.NotFound;
import io.lumbar.domain.DomainError.StaleVersion;
import io.lumbar.domain.DomainError.TherapistDoubleBooked;
import io.lumbar.domain.DomainError.UnknownReference;
import io.lumbar.domain.EpisodeError;
import io.lumbar.domain.EpisodeError.*;
import io.lumbar.domain.EpisodeError.AreaExcluded;
import io.lumbar.domain.EpisodeError.ClearanceMissing;
import io.lumbar.domain.EpisodeError.ClearanceRefused;
import io.lumbar.domain.EpisodeError.ClientErased;
import io.lumbar.domain.EpisodeError.ConsentMissing;
import io.lumbar.domain.EpisodeError.DischargeBeforeLastSession;
import io.lumbar.domain.EpisodeError.EpisodeStateForbids;
import io.lumbar.domain.EpisodeError.FollowUpAlreadyRecorded;
import io.lumbar.domain.EpisodeError.FollowUpNotOverdue;
import io.lumbar.domain.EpisodeError.FollowUpNotRecorded;
import io.lumbar.domain.EpisodeError.FollowUpTooEarly;
import io.lumbar.domain.EpisodeError.FollowUpWasWithdrawn;
import io.lumbar.domain.EpisodeError.MeasurementWasVoided;
import io.lumbar.domain.EpisodeError.PreferredGenderDiffers;
import io.lumbar.domain.EpisodeError.ReopeningTooLate;
import io.lumbar.domain.EpisodeError.SessionStateForbids;
import io.lumbar.domain.EpisodeError.StyleRestricted;
import io.lumbar.domain.EpisodeError.TherapistAbsent;
import io.lumbar.domain.EpisodeError.TherapistAlreadyAssigned;
import io.lumbar.domain.EpisodeError.TherapistNotAtClinic;
import io.lumbar.domain.EpisodeError.TherapistNotPractising;
import io.lumbar.domain.EpisodeError.TherapistNotQualified;
import io.lumbar.domain.EpisodeError.TherapistOffHours;
import io.lumbar.domain.WorkListError;
import io.lumbar.domain.WorkListError.EntryClaimed;
import io.lumbar.domain.WorkListError.EntryEnded;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;

/**
 * The HTTP answer to every refusal. {@code type} is {@code /problems/<code>}, a reference to this very server, where
 * the code is explained without any other network; {@code errors} lists the fields, {@code field} repeats the only one.
 */
public final class Problems {

    /** Prefix of every problem's type. */
    public static final String TYPE = "/problems/";

    private Problems() {}

    /** What one refusal of the domain looks like: its status, the title of its type, and its facts by name. */
    private record Answer(HttpStatus status, String title, Map<String, Object> facts) {

        static Answer notFound(String title) {
            return new Answer(HttpStatus.NOT_FOUND, title, Map.of());
        }

        static Answer conflict(String title) {
            return new Answer(HttpStatus.CONFLICT, title, Map.of());
        }

        static Answer rule(String title) {
            return new Answer(HttpStatus.UNPROCESSABLE_CONTENT, title, Map.of());
        }

        Answer with(Map<String, Object> stated) {
            return new Answer(status, title, stated);
        }
    }

    /** The answer to a refusal of the domain. */
    public static ProblemDetail of(DomainError error) {
        Answer answer = answer(error);
        String field = error.field();
        List<Violation> violations = field == null
                ? List.of()
                : List.of(new Violation(field, error instanceof InvalidValue e ? e.rule() : error.message()));
        ProblemDetail problem = problem(answer.status, error.code(), answer.title, error.message(), violations);
        answer.facts.forEach(problem::setProperty);
        return problem;
    }

    /** The answer to a refusal of the edge. */
    public static ProblemDetail of(RequestRefused refused) {
        return problem(refused.problem().status(), refused.problem().code(), refused.problem().title(),
                refused.detail(), refused.violations());
    }

    /** The answer to a problem that no field is to blame for. */
    public static ProblemDetail of(EdgeProblem problem, String detail) {
        return problem(problem.status(), problem.code(), problem.title(), detail, List.of());
    }

    private static ProblemDetail problem(HttpStatus status, String code, String title, String detail,
            List<Violation> violations) {
        var problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setType(URI.create(TYPE + code));
        problem.setTitle(title);
        if (!violations.isEmpty()) {
            problem.setProperty("errors", violations);
        }
        if (violations.size() == 1) {
            problem.setProperty("field", violations.getFirst().field());
        }
        return problem;
    }

    /**
     * 403 what only a manager may, 404 what is not there, 409 what another state or other data would allow, 412 stale,
     * 422 what no retry helps.
     */
    private static Answer answer(DomainError error) {
        return switch (error) {
            case NotFound _ -> Answer.notFound("Unknown id");
            case UnknownReference _ -> Answer.rule("A reference leads nowhere");
            case InvalidValue _ -> Answer.rule("A value breaks its rule");
            case InFuture e -> Answer.rule("It lies in the future").with(Map.of("now", e.now()));
            case AlreadyExists _ -> Answer.conflict("The id is taken");
            case EpisodeError e -> answer(e);
            case DirectoryError e -> answer(e);
            case WorkListError e -> answer(e);
            case TherapistDoubleBooked _ -> Answer.conflict("The therapist is booked at that time");
            case ClientDoubleBooked _ -> Answer.conflict("The client is booked at that time");
            case ClientHasOpenEpisode _ -> Answer.conflict("The client has another open episode");
            case CaseloadFull _ -> Answer.conflict("The therapist's caseload is full");
            case LicenceNumberTaken _ -> Answer.conflict("The licence number is taken");
            case StaleVersion e -> new Answer(HttpStatus.PRECONDITION_FAILED, "The version is stale",
                    Map.of("expected", e.expected(), "actual", e.actual()));
            case ConcurrentChange _ -> Answer.conflict("Others changed it at the same moment");
            case IdempotencyKeyReused _ -> Answer.rule("The idempotency key was used for another request");
        };
    }

    private static Answer answer(EpisodeError error) {
        return switch (error) {
            case ClientErased _ -> Answer.conflict("The client was erased");
            case PreferredGenderDiffers _ -> Answer.rule("The client prefers a therapist of another gender");
            case EpisodeStateForbids e ->
                Answer.conflict("The episode's state forbids it").with(Map.of("state", e.state()));
            case SessionStateForbids e ->
                Answer.conflict("The session's state forbids it").with(Map.of("state", e.state()));
            case ClearanceMissing e ->
                Answer.conflict("A medical clearance is missing").with(Map.of("codes", e.codes()));
            case ClearanceRefused _ -> Answer.conflict("A physician refused the clearance");
            case ReopeningTooLate e ->
                Answer.rule("It is too late to reopen the episode").with(Map.of("latest", e.latest()));
            case FollowUpWasWithdrawn _ -> Answer.conflict("The follow-up was withdrawn");
            case ManagerNeeded _ -> new Answer(HttpStatus.FORBIDDEN, "Only a manager may do this", Map.of());
            case PlannedSessionsDoNotFit e -> Answer.conflict("Planned sessions do not fit the therapist")
                    .with(Map.of("sessions", e.sessions().stream().map(unfit -> Map.of("sessionId",
                            unfit.session().value(), "start", unfit.start(), "problem", unfit.problem())).toList()));
            case TherapistAlreadyAssigned e -> Answer.conflict("Another therapist is assigned")
                    .with(Map.of("therapistId", e.therapist().value()));
            case MeasurementWasVoided _ -> Answer.conflict("The measurement was voided");
            case FollowUpAlreadyRecorded _ -> Answer.conflict("The follow-up was recorded already");
            case FollowUpNotOverdue e ->
                Answer.conflict("The follow-up is still awaited").with(Map.of("lastDay", e.lastDay()));
            case FollowUpNotRecorded _ -> Answer.conflict("The follow-up was not recorded yet");
            case FollowUpTooEarly e ->
                Answer.rule("It is too early for the follow-up").with(Map.of("earliest", e.earliest()));
            case DischargeBeforeLastSession e -> Answer.rule("A discharge cannot lie before the last session")
                    .with(Map.of("lastSession", e.lastSession()));
            case ConsentMissing _ -> Answer.rule("Consent to treatment is missing");
            case TherapistNotQualified e -> Answer.rule("The therapist is not qualified")
                    .with(Map.of("style", e.style(), "on", e.on()));
            case TherapistNotAtClinic _ -> Answer.rule("The therapist does not work at this clinic");
            case TherapistNotPractising e ->
                Answer.rule("The therapist was not practising").with(Map.of("on", e.on()));
            case TherapistOffHours _ -> Answer.conflict("The therapist does not work at that time");
            case TherapistAbsent _ -> Answer.conflict("The therapist is absent at that time");
            case StyleRestricted e ->
                Answer.rule("The screening rules the style out").with(Map.of("codes", e.codes()));
            case AreaExcluded e -> Answer.rule("The screening excludes the area").with(Map.of("area", e.area()));
        };
    }

    private static Answer answer(WorkListError error) {
        return switch (error) {
            case EntryClaimed _ -> Answer.conflict("Somebody else has claimed it");
            case EntryEnded _ -> Answer.conflict("It is done or gone");
        };
    }

    private static Answer answer(DirectoryError error) {
        return switch (error) {
            case QualificationAlreadyGranted e -> Answer.conflict("The certificate is on record with another end")
                    .with(Map.of("style", e.style(), "certifiedOn", e.certifiedOn()));
            case QualificationNotHeld e ->
                Answer.conflict("No such certificate counts").with(Map.of("style", e.style()));
            case TherapistInactive _ -> Answer.conflict("The therapist has left");
            case TherapistStillNeeded _ -> Answer.conflict("The therapist is still needed");
            case ClientAlreadyRegistered e -> Answer.conflict("The client is registered")
                    .with(e.existing() == null ? Map.of() : Map.of("clientId", e.existing().value()));
            case ConsentNotGiven _ -> Answer.conflict("No such consent was given");
            case LogInNameTaken _ -> Answer.conflict("The name to log in with is taken");
            case LastAdministrator _ -> Answer.conflict("It is the last administrator of every clinic");
            case AccountNotEnabled _ -> Answer.conflict("The account was disabled");
            case ClinicNotOpen _ -> Answer.conflict("The clinic was closed");
            case ClinicStillNeeded _ -> Answer.conflict("The clinic is still needed");
            case HistoryDiffers _ -> Answer.conflict("Another history has this name");
        };
    }
}
