package io.lumbar.domain.therapist;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

import io.lumbar.domain.Decider;
import io.lumbar.domain.DomainError.AlreadyExists;
import io.lumbar.domain.Personal;
import io.lumbar.domain.Rejected;
import io.lumbar.domain.Require;
import io.lumbar.domain.Subject;
import io.lumbar.domain.therapist.TherapistCommand.RegisterTherapist;
import io.lumbar.domain.therapist.TherapistEvent.QualificationGranted;
import io.lumbar.domain.therapist.TherapistEvent.TherapistRegistered;
import io.lumbar.domain.therapist.TherapistEvent.WorkingHoursSet;

import static io.lumbar.domain.Require.invalid;

/** Decides about therapists' records. */
public final class TherapistDecider implements Decider<TherapistCommand, Therapist, TherapistEvent> {

    private static final LocalDate EARLIEST = LocalDate.of(1940, 1, 1);
    private static final LocalDate LATEST = LocalDate.of(2200, 1, 1);

    @Override
    public Therapist initial() {
        return new Therapist.Unregistered();
    }

    @Override
    public List<TherapistEvent> decide(TherapistCommand command, Therapist state) {
        return switch (command) {
            case RegisterTherapist register -> register(register, state);
        };
    }

    @Override
    public Therapist evolve(Therapist state, TherapistEvent event) {
        return switch (event) {
            case TherapistRegistered e -> new Therapist.Active(e.therapist(), e.name(), e.licenceNumber(),
                    e.practisingSince(), e.clinics(), List.of(), e.gender(), e.caseloadLimit(), List.of());
            case QualificationGranted e -> change(state, therapist -> therapist.with(e.qualification()));
            case WorkingHoursSet e -> change(state, therapist -> therapist.working(e.workingHours()));
        };
    }

    private static Therapist change(Therapist state, UnaryOperator<Therapist.Active> change) {
        return switch (state) {
            case Therapist.Unregistered() -> throw new IllegalStateException("a change before the registration");
            case Therapist.Active therapist -> change.apply(therapist);
        };
    }

    private List<TherapistEvent> register(RegisterTherapist command, Therapist state) {
        requireValid(command);
        List<TherapistEvent> events = events(command);
        return switch (state) {
            case Therapist.Unregistered() -> events;
            case Therapist.Active standing when standing.equals(replay(events)) -> List.of();
            case Therapist.Active standing -> throw new Rejected(new AlreadyExists("therapist", standing.id()));
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
        Require.range("caseloadLimit", command.caseloadLimit(), 1, 500);
        Require.eachOnce("qualifications", command.qualifications(), Qualification::style);
        for (int i = 0; i < command.qualifications().size(); i++) {
            Qualification held = command.qualifications().get(i);
            requireDay("qualifications[" + i + "].certifiedOn", held.certifiedOn());
            LocalDate expiresOn = held.expiresOn();
            if (expiresOn != null) {
                requireDay("qualifications[" + i + "].expiresOn", expiresOn);
                if (expiresOn.isBefore(held.certifiedOn())) {
                    throw invalid("qualifications[" + i + "].expiresOn", "must not lie before certifiedOn");
                }
            }
        }
        // Working at two clinics at once is impossible too, so the hours of all clinics are checked together.
        Require.weekly("workingHours", command.workingHours().stream().map(WorkingHours::hours).toList());
        for (int i = 0; i < command.workingHours().size(); i++) {
            if (!command.clinics().contains(command.workingHours().get(i).clinic())) {
                throw invalid("workingHours[" + i + "].clinicId", "must be one of clinics");
            }
        }
    }

    private static void requireDay(String field, LocalDate day) {
        if (day.isBefore(EARLIEST) || day.isAfter(LATEST)) {
            throw invalid(field, "must lie between " + EARLIEST + " and " + LATEST);
        }
    }
}
