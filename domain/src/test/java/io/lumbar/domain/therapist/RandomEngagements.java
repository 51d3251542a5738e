package io.lumbar.domain.therapist;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Random;

import io.lumbar.domain.Gender;
import io.lumbar.domain.PersonName;
import io.lumbar.domain.RandomCommands;
import io.lumbar.domain.Style;
import io.lumbar.domain.WeeklyHours;
import io.lumbar.domain.therapist.TherapistCommand.RegisterTherapist;

import static io.lumbar.domain.People.ANNA;
import static io.lumbar.domain.People.CLINIC;
import static io.lumbar.domain.People.OPENED_AT;
import static io.lumbar.domain.People.OTHER_CLINIC;

/** How a careless clinic takes one therapist on. */
public final class RandomEngagements extends RandomCommands<TherapistCommand> {

    public RandomEngagements(Random random) {
        super(random);
    }

    @Override
    public TherapistCommand next() {
        List<Qualification> qualifications = some(0, Style.SWEDISH, Style.SHIATSU).stream()
                .map(style -> new Qualification(style, day(), any(null, day()))).toList();
        List<WorkingHours> hours = some(0, DayOfWeek.MONDAY, DayOfWeek.FRIDAY).stream()
                .map(day -> new WorkingHours(any(CLINIC, mostly(CLINIC, OTHER_CLINIC)),
                        new WeeklyHours(day, LocalTime.of(9, 0), mostly(LocalTime.of(17, 0), LocalTime.of(9, 0)))))
                .toList();
        return new RegisterTherapist(ANNA, new PersonName(text(100), any("Bakker", text(100))), text(40), day(),
                mostly(List.of(CLINIC), List.of(), List.of(CLINIC, OTHER_CLINIC), List.of(CLINIC, CLINIC)),
                qualifications, any(null, Gender.FEMALE), within(1, 500), hours, OPENED_AT);
    }

    private LocalDate day() {
        return mostly(LocalDate.of(2015, 1, 1), LocalDate.of(2014, 1, 1), LocalDate.MIN, LocalDate.MAX);
    }
}
