package io.lumbar.domain.therapist;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;

import io.lumbar.domain.ClinicId;
import io.lumbar.domain.Gender;
import io.lumbar.domain.PersonName;
import io.lumbar.domain.Scenario;
import io.lumbar.domain.Style;
import io.lumbar.domain.WeeklyHours;
import io.lumbar.domain.therapist.TherapistCommand.RegisterTherapist;
import org.jspecify.annotations.Nullable;

import static io.lumbar.domain.People.ANNA;
import static io.lumbar.domain.People.CLINIC;
import static io.lumbar.domain.People.OPENED_AT;
import static io.lumbar.domain.People.OTHER_CLINIC;

/** Anna's record: Swedish massage since September 2015 without end, two clinics, 25 episodes at once. */
public final class ATherapist {
    public static final LocalDate SINCE = LocalDate.of(2015, 9, 1);
    public static final Qualification SWEDISH = new Qualification(Style.SWEDISH, SINCE, null);
    private static final TherapistDecider DECIDER = new TherapistDecider();

    private ATherapist() {}

    /** Anna was taken on, and then all of this was asked. */
    static Scenario<TherapistCommand, Therapist, TherapistEvent> given(TherapistCommand... asked) {
        return Scenario.given(DECIDER, events(asked));
    }

    /** Nobody was taken on. */
    static Scenario<TherapistCommand, Therapist, TherapistEvent> nobody() {
        return Scenario.given(DECIDER, List.of());
    }

    /** What happened when Anna was taken on and all of this was asked. */
    public static List<TherapistEvent> events(TherapistCommand... asked) {
        var events = new ArrayList<TherapistEvent>(DECIDER.decide(register(), DECIDER.initial()));
        for (TherapistCommand command : asked) {
            events.addAll(DECIDER.decide(command, DECIDER.replay(events)));
        }
        return events;
    }

    static RegisterTherapist register() {
        return new RegisterTherapist(ANNA, new PersonName("Anna", "Visser"), "L-1", SINCE,
                List.of(CLINIC, OTHER_CLINIC), List.of(SWEDISH), Gender.FEMALE, 25, List.of(), OPENED_AT);
    }

    static Qualification certificate(Style style, String from, @Nullable String to) {
        return new Qualification(style, LocalDate.parse(from), to == null ? null : LocalDate.parse(to));
    }

    static WeeklyHours hours(DayOfWeek day, int from, int to) {
        return new WeeklyHours(day, LocalTime.of(from, 0), LocalTime.of(to, 0));
    }

    static WorkingHours at(ClinicId clinic, WeeklyHours hours) {
        return new WorkingHours(clinic, hours);
    }

    /** What other packages see of what stands. */
    static TherapistStanding standing(Therapist therapist) {
        return ((Therapist.Registered) therapist).standing();
    }
}
