package io.lumbar.domain.clinic;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;

import io.lumbar.domain.RandomCommands;
import io.lumbar.domain.WeeklyHours;
import io.lumbar.domain.clinic.ClinicCommand.ChangeOpeningHours;
import io.lumbar.domain.clinic.ClinicCommand.CloseClinic;
import io.lumbar.domain.clinic.ClinicCommand.OpenClinic;

import static io.lumbar.domain.People.CLINIC;
import static io.lumbar.domain.People.OPENED_AT;
import static io.lumbar.domain.People.ZONE;

/** What careless owners ask of one clinic. */
public final class RandomOpenings extends RandomCommands<ClinicCommand> {

    public RandomOpenings(Random random) {
        super(random);
    }

    @Override
    public ClinicCommand next() {
        return switch (random.nextInt(6)) {
            case 0, 1, 2 -> new OpenClinic(CLINIC, text(100),
                    mostly(ZONE, ZoneId.of("America/New_York"), ZoneOffset.UTC), hours(), within(0, 3_650), OPENED_AT);
            case 3, 4 -> new ChangeOpeningHours(CLINIC, hours());
            default -> new CloseClinic(CLINIC, mostly(OPENED_AT.minusSeconds(random.nextInt(2)),
                    OPENED_AT.plusSeconds(121), Instant.MIN), OPENED_AT);
        };
    }

    @Override
    public boolean lasts(ClinicCommand command) {
        return !(command instanceof ChangeOpeningHours);
    }

    private List<WeeklyHours> hours() {
        return some(0, DayOfWeek.MONDAY, DayOfWeek.FRIDAY).stream()
                .map(day -> new WeeklyHours(day, LocalTime.of(9, 0), mostly(LocalTime.of(17, 0), LocalTime.MIDNIGHT)))
                .toList();
    }
}
