package io.lumbar.domain.clinic;

import java.util.List;

import io.lumbar.domain.Decider;
import io.lumbar.domain.DomainError.AlreadyExists;
import io.lumbar.domain.Rejected;
import io.lumbar.domain.Require;
import io.lumbar.domain.clinic.ClinicCommand.OpenClinic;
import io.lumbar.domain.clinic.ClinicEvent.ClinicOpened;

import static io.lumbar.domain.Require.invalid;

/** Decides about clinics. */
public final class ClinicDecider implements Decider<ClinicCommand, Clinic, ClinicEvent> {

    @Override
    public Clinic initial() {
        return new Clinic.Unopened();
    }

    @Override
    public List<ClinicEvent> decide(ClinicCommand command, Clinic state) {
        return switch (command) {
            case OpenClinic open -> open(open, state);
        };
    }

    @Override
    public Clinic evolve(Clinic state, ClinicEvent event) {
        return switch (event) {
            case ClinicOpened e ->
                new Clinic.Open(e.clinic(), e.name(), e.timeZone(), e.openingHours(), e.lapseAfterDays());
        };
    }

    private static List<ClinicEvent> open(OpenClinic command, Clinic state) {
        Require.text("name", command.name(), 100);
        if (!command.timeZone().getId().contains("/")) {
            throw invalid("timeZone", "must be a region such as Europe/Amsterdam");
        }
        Require.weekly("openingHours", command.openingHours());
        Require.range("lapseAfterDays", command.lapseAfterDays(), 0, 3650);
        return switch (state) {
            case Clinic.Unopened() -> List.of(new ClinicOpened(command.clinic(), command.name(), command.timeZone(),
                    command.openingHours(), command.lapseAfterDays(), command.now()));
            case Clinic.Open standing when standing.equals(opened(command)) -> List.of();
            case Clinic.Open standing -> throw new Rejected(new AlreadyExists("clinic", standing.id()));
        };
    }

    private static Clinic.Open opened(OpenClinic command) {
        return new Clinic.Open(command.clinic(), command.name(), command.timeZone(), command.openingHours(),
                command.lapseAfterDays());
    }
}
