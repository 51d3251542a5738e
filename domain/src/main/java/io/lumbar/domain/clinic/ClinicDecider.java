package io.lumbar.domain.clinic;

import java.time.Instant;
import java.util.List;

import io.lumbar.domain.Decider;
import io.lumbar.domain.DirectoryError.ClinicNotOpen;
import io.lumbar.domain.DomainError.AlreadyExists;
import io.lumbar.domain.DomainError.NotFound;
import io.lumbar.domain.Rejected;
import io.lumbar.domain.Require;
import io.lumbar.domain.clinic.ClinicCommand.ChangeOpeningHours;
import io.lumbar.domain.clinic.ClinicCommand.CloseClinic;
import io.lumbar.domain.clinic.ClinicCommand.OpenClinic;
import io.lumbar.domain.clinic.ClinicEvent.ClinicClosed;
import io.lumbar.domain.clinic.ClinicEvent.ClinicOpened;
import io.lumbar.domain.clinic.ClinicEvent.OpeningHoursChanged;

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
            case OpenClinic c -> open(c, state);
            case ChangeOpeningHours c -> changeOpeningHours(c, state);
            case CloseClinic c -> close(c, state);
        };
    }

    @Override
    public Clinic evolve(Clinic state, ClinicEvent event) {
        return switch (event) {
            case ClinicOpened e ->
                new Clinic.Open(e.clinic(), e.name(), e.timeZone(), e.openingHours(), e.lapseAfterDays(), e.at());
            case OpeningHoursChanged e -> known(state).during(e.openingHours());
            case ClinicClosed e -> new Clinic.Closed(known(state), e.at());
        };
    }

    private static Clinic.Open known(Clinic state) {
        return switch (state) {
            case Clinic.Open open -> open;
            case Clinic.Unopened() -> throw new IllegalStateException("a change before the opening");
            case Clinic.Closed _ -> throw new IllegalStateException("a change after the closing");
        };
    }

    private static Clinic.Open standing(ClinicCommand command, Clinic state) {
        return switch (state) {
            case Clinic.Open open -> open;
            case Clinic.Unopened() -> throw new Rejected(new NotFound("clinic", command.clinic()));
            case Clinic.Closed _ -> throw new Rejected(new ClinicNotOpen(null, command.clinic()));
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
            case Clinic.Opened standing when standing.equals(opened(command, standing.openedAt())) -> List.of();
            case Clinic.Opened standing -> throw new Rejected(new AlreadyExists("clinic", standing.id()));
        };
    }

    private static Clinic.Open opened(OpenClinic command, Instant at) {
        return new Clinic.Open(command.clinic(), command.name(), command.timeZone(), command.openingHours(),
                command.lapseAfterDays(), at);
    }

    private static List<ClinicEvent> changeOpeningHours(ChangeOpeningHours command, Clinic state) {
        Require.weekly("openingHours", command.openingHours());
        return standing(command, state).openingHours().equals(command.openingHours())
                ? List.of()
                : List.of(new OpeningHoursChanged(command.clinic(), command.openingHours()));
    }

    private static List<ClinicEvent> close(CloseClinic command, Clinic state) {
        Require.notFuture("at", command.at(), command.now());
        if (state instanceof Clinic.Closed closed && closed.closedAt().equals(command.at())) {
            return List.of();
        }
        Clinic.Open standing = standing(command, state);
        if (command.at().isBefore(standing.openedAt())) {
            throw invalid("at", "must not lie before the clinic was opened");
        }
        return List.of(new ClinicClosed(standing.id(), command.at()));
    }
}
