package io.lumbar.domain.clinic;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;

import io.lumbar.domain.RandomCommands;
import io.lumbar.domain.WeeklyHours;
import io.lumbar.domain.clinic.ClinicCommand.OpenClinic;

import static io.lumbar.domain.People.CLINIC;
import static io.lumbar.domain.People.OPENED_AT;
import static io.lumbar.domain.People.ZONE;

/** How careless owners open one clinic. */
public final class RandomOpenings extends RandomCommands<ClinicCommand> {

    public RandomOpenings(Random random) {
        super(random);
    }

    @Override
    public ClinicCommand next() {
        List<WeeklyHours> hours = some(0, DayOfWeek.MONDAY, DayOfWeek.FRIDAY).stream()
                .map(day -> new WeeklyHours(day, LocalTime.of(9, 0), mostly(LocalTime.of(17, 0), LocalTime.MIDNIGHT)))
                .toList();
        return new OpenClinic(CLINIC, text(100), mostly(ZONE, ZoneId.of("America/New_York"), ZoneOffset.UTC), hours,
                within(0, 3_650), OPENED_AT);
    }
}
