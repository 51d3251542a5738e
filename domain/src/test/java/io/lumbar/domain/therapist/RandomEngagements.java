package io.lumbar.domain.therapist;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Random;

import io.lumbar.domain.ClinicId;
import io.lumbar.domain.Gender;
import io.lumbar.domain.PersonName;
import io.lumbar.domain.RandomCommands;
import io.lumbar.domain.Style;
import io.lumbar.domain.WeeklyHours;
import io.lumbar.domain.therapist.TherapistCommand.AddAbsence;
import io.lumbar.domain.therapist.TherapistCommand.ChangeCaseloadLimit;
import io.lumbar.domain.therapist.TherapistCommand.DeactivateTherapist;
import io.lumbar.domain.therapist.TherapistCommand.GrantQualification;
import io.lumbar.domain.therapist.TherapistCommand.RegisterTherapist;
import io.lumbar.domain.therapist.TherapistCommand.RevokeQualification;
import io.lumbar.domain.therapist.TherapistCommand.SetWorkingHours;

import static io.lumbar.domain.People.ANNA;
import static io.lumbar.domain.People.CLINIC;
import static io.lumbar.domain.People.OPENED_AT;
import static io.lumbar.domain.People.OTHER_CLINIC;

/** What a careless clinic asks of one therapist's record. */
public final class RandomEngagements extends RandomCommands<TherapistCommand> {

    private boolean begun;

    public RandomEngagements(Random random) {
        super(random);
    }

    @Override
    public TherapistCommand next() {
        if (!begun) {
            begun = mostly(true, false);
            return mostly(register(), changeLimit());
        }
        return switch (random.nextInt(12)) {
            case 0 -> mostly(register(), leave());
            case 1, 2, 3 -> new GrantQualification(ANNA, qualification(style()));
            case 4, 5 -> new RevokeQualification(ANNA, style(), day());
            case 6, 7 -> new SetWorkingHours(ANNA, clinic(), weekly());
            case 8, 9 -> new AddAbsence(ANNA, absence(), OPENED_AT);
            case 10 -> changeLimit();
            default -> random.nextInt(4) == 0 ? leave() : changeLimit();
        };
    }

    @Override
    public boolean lasts(TherapistCommand command) {
        return !(command instanceof SetWorkingHours) && !(command instanceof ChangeCaseloadLimit)
                && !(command instanceof GrantQualification) && !(command instanceof RevokeQualification);
    }

    private RegisterTherapist register() {
        List<Qualification> qualifications = some(0, Style.SWEDISH, Style.SHIATSU).stream().map(this::qualification)
                .toList();
        List<WorkingHours> hours = weekly().stream().map(each -> new WorkingHours(clinic(), each)).toList();
        return new RegisterTherapist(ANNA, new PersonName(text(100), any("Bakker", text(100))), text(40), day(),
                mostly(List.of(CLINIC, OTHER_CLINIC), List.of(), List.of(CLINIC), List.of(CLINIC, CLINIC)),
                qualifications, any(null, Gender.FEMALE), within(1, 500), hours, OPENED_AT);
    }

    private ChangeCaseloadLimit changeLimit() {
        return new ChangeCaseloadLimit(ANNA, within(1, 500));
    }

    private DeactivateTherapist leave() {
        return new DeactivateTherapist(ANNA,
                mostly(OPENED_AT.minusSeconds(random.nextInt(3)), OPENED_AT.plusSeconds(121), Instant.MIN),
                any(null, OPENED_AT.minusSeconds(1)), OPENED_AT);
    }

    private Absence absence() {
        Instant from = mostly(OPENED_AT.plus(Duration.ofDays(random.nextInt(9))), Instant.MIN, Instant.MAX);
        return new Absence(from, mostly(OPENED_AT.plus(Duration.ofDays(10)), from, Instant.MAX));
    }

    private Qualification qualification(Style style) {
        return new Qualification(style, day(), any(null, day()));
    }

    private List<WeeklyHours> weekly() {
        return some(0, DayOfWeek.MONDAY, DayOfWeek.FRIDAY).stream().map(day -> new WeeklyHours(day,
                LocalTime.of(any(9, 11), 0), mostly(any(LocalTime.of(10, 0), LocalTime.of(17, 0)), LocalTime.MIN)))
                .toList();
    }

    private ClinicId clinic() {
        return any(CLINIC, OTHER_CLINIC);
    }

    private Style style() {
        return any(Style.SWEDISH, Style.SHIATSU, Style.SPORTS);
    }

    private LocalDate day() {
        return mostly(LocalDate.of(2015, 1, 1).plusDays(random.nextInt(4)), LocalDate.of(2014, 1, 1), LocalDate.MIN,
                LocalDate.MAX);
    }
}
