package io.lumbar.domain.therapist;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import io.lumbar.domain.Decider;
import io.lumbar.domain.DirectoryError.QualificationAlreadyGranted;
import io.lumbar.domain.DirectoryError.QualificationNotHeld;
import io.lumbar.domain.DirectoryError.TherapistInactive;
import io.lumbar.domain.DirectoryError.TherapistStillNeeded;
import io.lumbar.domain.DomainError.AlreadyExists;
import io.lumbar.domain.DomainError.NotFound;
import io.lumbar.domain.Personal;
import io.lumbar.domain.Rejected;
import io.lumbar.domain.Require;
import io.lumbar.domain.Subject;
import io.lumbar.domain.WeeklyHours;
import io.lumbar.domain.therapist.Certificates.Revocation;
import io.lumbar.domain.therapist.TherapistCommand.AddAbsence;
import io.lumbar.domain.therapist.TherapistCommand.ChangeCaseloadLimit;
import io.lumbar.domain.therapist.TherapistCommand.DeactivateTherapist;
import io.lumbar.domain.therapist.TherapistCommand.GrantQualification;
import io.lumbar.domain.therapist.TherapistCommand.RegisterTherapist;
import io.lumbar.domain.therapist.TherapistCommand.RevokeQualification;
import io.lumbar.domain.therapist.TherapistCommand.SetWorkingHours;
import io.lumbar.domain.therapist.TherapistEvent.AbsenceAdded;
import io.lumbar.domain.therapist.TherapistEvent.CaseloadLimitChanged;
import io.lumbar.domain.therapist.TherapistEvent.QualificationGranted;
import io.lumbar.domain.therapist.TherapistEvent.QualificationRevoked;
import io.lumbar.domain.therapist.TherapistEvent.TherapistDeactivated;
import io.lumbar.domain.therapist.TherapistEvent.TherapistRegistered;
import io.lumbar.domain.therapist.TherapistEvent.WorkingHoursSet;

import static io.lumbar.domain.Require.invalid;

/** Decides about therapists' records. */
public final class TherapistDecider implements Decider<TherapistCommand, Therapist, TherapistEvent> {

    private static final LocalDate EARLIEST = LocalDate.of(1940, 1, 1);
    private static final LocalDate LATEST = LocalDate.of(2200, 1, 1);
    private static final Duration LONGEST_ABSENCE = Duration.ofDays(366);
    private static final Duration FURTHEST_ABSENCE = Duration.ofDays(2 * 366);

    @Override
    public Therapist initial() {
        return new Therapist.Unregistered();
    }

    @Override
    public List<TherapistEvent> decide(TherapistCommand command, Therapist state) {
        return switch (command) {
            case RegisterTherapist c -> register(c, state);
            case GrantQualification c -> grant(c, active(c, state));
            case RevokeQualification c -> revoke(c, active(c, state));
            case SetWorkingHours c -> setWorkingHours(c, active(c, state));
            case AddAbsence c -> addAbsence(c, active(c, state));
            case ChangeCaseloadLimit c -> changeCaseloadLimit(c, active(c, state));
            case DeactivateTherapist c -> deactivate(c, state);
        };
    }

    @Override
    public Therapist evolve(Therapist state, TherapistEvent event) {
        return switch (event) {
            case TherapistRegistered e -> new Therapist.Active(new Engagement(e.therapist(), e.name(),
                    e.licenceNumber(), e.practisingSince(), e.clinics(), Certificates.NONE, e.gender(),
                    e.caseloadLimit(), List.of(), List.of()));
            case QualificationGranted e ->
                change(state, known -> known.with(known.certificates().with(e.qualification())));
            case QualificationRevoked e -> change(state,
                    known -> known.with(known.certificates().with(new Revocation(e.style(), e.revokedOn()))));
            case WorkingHoursSet e -> change(state, known -> known.working(e.workingHours()));
            case AbsenceAdded e -> change(state, known -> known.with(e.absence()));
            case CaseloadLimitChanged e -> change(state, known -> known.carrying(e.caseloadLimit()));
            case TherapistDeactivated e -> new Therapist.Deactivated(registered(state).engagement(), e.at());
        };
    }

    private static Therapist change(Therapist state, UnaryOperator<Engagement> change) {
        return switch (registered(state)) {
            case Therapist.Active(Engagement known) -> new Therapist.Active(change.apply(known));
            case Therapist.Deactivated(Engagement known, Instant at) ->
                new Therapist.Deactivated(change.apply(known), at);
        };
    }

    private static Therapist.Registered registered(Therapist state) {
        return switch (state) {
            case Therapist.Unregistered() -> throw new IllegalStateException("a change before the registration");
            case Therapist.Registered registered -> registered;
        };
    }

    private static Engagement active(TherapistCommand command, Therapist state) {
        return switch (state) {
            case Therapist.Unregistered() -> throw new Rejected(new NotFound("therapist", command.therapist()));
            case Therapist.Deactivated _ -> throw new Rejected(new TherapistInactive(command.therapist()));
            case Therapist.Active(Engagement known) -> known;
        };
    }

    private List<TherapistEvent> register(RegisterTherapist command, Therapist state) {
        requireValid(command);
        List<TherapistEvent> events = events(command);
        return switch (state) {
            case Therapist.Unregistered() -> events;
            case Therapist.Registered standing when standing.equals(replay(events)) -> List.of();
            case Therapist.Registered standing ->
                throw new Rejected(new AlreadyExists("therapist", standing.engagement().id()));
        };
    }

    private static List<TherapistEvent> events(RegisterTherapist command) {
        Subject subject = Subject.of(command.therapist());
        var events = new ArrayList<TherapistEvent>();
        events.add(new TherapistRegistered(command.therapist(), Personal.of(subject, command.name()),
                Personal.of(subject, command.licenceNumber()), command.practisingSince(), command.clinics(),
                command.gender(), command.caseloadLimit(), command.now()));
        command.qualifications().forEach(held -> events.add(new QualificationGranted(command.therapist(), held)));
        if (!command.workingHours().isEmpty()) {
            events.add(new WorkingHoursSet(command.therapist(), command.workingHours()));
        }
        return List.copyOf(events);
    }

    private static void requireValid(RegisterTherapist command) {
        Require.text("name.given", command.name().given(), 100);
        Require.text("name.family", command.name().family(), 100);
        Require.text("licenceNumber", command.licenceNumber(), 40);
        requireDay("practisingSince", command.practisingSince());
        Require.notEmpty("clinics", command.clinics());
        Require.eachOnce("clinics", command.clinics(), clinic -> clinic);
        requireLimit(command.caseloadLimit());
        Require.eachOnce("qualifications", command.qualifications(), Qualification::style);
        for (int i = 0; i < command.qualifications().size(); i++) {
            requireValid("qualifications[" + i + "].", command.qualifications().get(i));
        }
        // Working at two clinics at once is impossible too, so the hours of all clinics are checked together.
        Require.weekly("workingHours", command.workingHours().stream().map(WorkingHours::hours).toList());
        for (int i = 0; i < command.workingHours().size(); i++) {
            if (!command.clinics().contains(command.workingHours().get(i).clinic())) {
                throw invalid("workingHours[" + i + "].clinicId", "must be one of clinics");
            }
        }
    }

    private static List<TherapistEvent> grant(GrantQualification command, Engagement known) {
        Qualification certificate = command.qualification();
        requireValid("", certificate);
        if (known.certificates().counting().contains(certificate)) {
            return List.of();
        }
        if (known.certificates().granted().stream().anyMatch(each -> each.isOfSameDay(certificate)
                && !each.equals(certificate))) {
            throw new Rejected(new QualificationAlreadyGranted(known.id(), certificate.style(),
                    certificate.certifiedOn()));
        }
        return List.of(new QualificationGranted(known.id(), certificate));
    }

    private static List<TherapistEvent> revoke(RevokeQualification command, Engagement known) {
        requireDay("revokedOn", command.revokedOn());
        var revocation = new Revocation(command.style(), command.revokedOn());
        Certificates held = known.certificates();
        if (!Certificates.after(held.counting(), revocation).equals(held.counting())) {
            return List.of(new QualificationRevoked(known.id(), command.style(), command.revokedOn()));
        }
        if (held.revocations().contains(revocation)) {
            return List.of();
        }
        throw new Rejected(new QualificationNotHeld(known.id(), command.style(), command.revokedOn()));
    }

    private static List<TherapistEvent> setWorkingHours(SetWorkingHours command, Engagement known) {
        Require.weekly("weekly", command.weekly());
        if (!known.clinics().contains(command.clinic())) {
            throw invalid("clinicId", "must be one of the therapist's clinics");
        }
        List<WorkingHours> elsewhere = known.workingHours().stream()
                .filter(hours -> !hours.clinic().equals(command.clinic())).toList();
        for (int i = 0; i < command.weekly().size(); i++) {
            WeeklyHours here = command.weekly().get(i);
            if (elsewhere.stream().anyMatch(hours -> hours.hours().overlaps(here))) {
                throw invalid("weekly[" + i + "]", "must not overlap hours at another clinic");
            }
        }
        List<WorkingHours> all = Stream.concat(elsewhere.stream(),
                command.weekly().stream().map(hours -> new WorkingHours(command.clinic(), hours))).toList();
        return all.equals(known.workingHours()) ? List.of() : List.of(new WorkingHoursSet(known.id(), all));
    }

    private static List<TherapistEvent> addAbsence(AddAbsence command, Engagement known) {
        Absence absence = command.absence();
        Require.notEarly("from", absence.from());
        if (absence.from().isAfter(command.now().plus(FURTHEST_ABSENCE))) {
            throw invalid("from", "must lie at most two years ahead");
        }
        if (!absence.from().isBefore(absence.to())
                || absence.to().isAfter(absence.from().plus(LONGEST_ABSENCE))) {
            throw invalid("to", "must be later than from, by 366 days at most");
        }
        return known.absences().contains(absence) ? List.of() : List.of(new AbsenceAdded(known.id(), absence));
    }

    private static List<TherapistEvent> changeCaseloadLimit(ChangeCaseloadLimit command, Engagement known) {
        requireLimit(command.caseloadLimit());
        return command.caseloadLimit() == known.caseloadLimit()
                ? List.of()
                : List.of(new CaseloadLimitChanged(known.id(), command.caseloadLimit()));
    }

    private static List<TherapistEvent> deactivate(DeactivateTherapist command, Therapist state) {
        Require.notFuture("at", command.at(), command.now());
        if (state instanceof Therapist.Deactivated(var _, Instant leftAt) && leftAt.equals(command.at())) {
            return List.of();
        }
        Engagement known = active(command, state);
        Instant lastStart = command.lastStart();
        if (lastStart != null && !command.at().isAfter(lastStart)) {
            throw new Rejected(new TherapistStillNeeded(known.id()));
        }
        return List.of(new TherapistDeactivated(known.id(), command.at()));
    }

    private static void requireLimit(int caseloadLimit) {
        Require.range("caseloadLimit", caseloadLimit, 1, 500);
    }

    private static void requireValid(String path, Qualification certificate) {
        requireDay(path + "certifiedOn", certificate.certifiedOn());
        LocalDate expiresOn = certificate.expiresOn();
        if (expiresOn != null) {
            requireDay(path + "expiresOn", expiresOn);
            if (expiresOn.isBefore(certificate.certifiedOn())) {
                throw invalid(path + "expiresOn", "must not lie before certifiedOn");
            }
        }
    }

    private static void requireDay(String field, LocalDate day) {
        if (day.isBefore(EARLIEST) || day.isAfter(LATEST)) {
            throw invalid(field, "must lie between " + EARLIEST + " and " + LATEST);
        }
    }
}
