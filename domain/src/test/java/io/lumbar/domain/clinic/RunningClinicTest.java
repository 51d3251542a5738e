package io.lumbar.domain.clinic;

import java.time.Instant;
import java.util.List;

import io.lumbar.domain.DirectoryError.ClinicNotOpen;
import io.lumbar.domain.DomainError.AlreadyExists;
import io.lumbar.domain.DomainError.NotFound;
import io.lumbar.domain.Scenario;
import io.lumbar.domain.WeeklyHours;
import io.lumbar.domain.clinic.ClinicCommand.ChangeOpeningHours;
import io.lumbar.domain.clinic.ClinicCommand.CloseClinic;
import io.lumbar.domain.clinic.ClinicCommand.OpenClinic;
import io.lumbar.domain.clinic.ClinicEvent.ClinicClosed;
import io.lumbar.domain.clinic.ClinicEvent.ClinicOpened;
import io.lumbar.domain.clinic.ClinicEvent.OpeningHoursChanged;
import org.junit.jupiter.api.Test;

import static io.lumbar.domain.People.CLINIC;
import static io.lumbar.domain.People.OPENED_AT;
import static io.lumbar.domain.People.ZONE;
import static java.time.DayOfWeek.MONDAY;
import static java.time.LocalTime.NOON;
import static org.assertj.core.api.Assertions.assertThat;

/** What becomes of a clinic after its opening. */
class RunningClinicTest {

    private static final ClinicOpened OPENED = new ClinicOpened(CLINIC, "Grachten", ZONE, List.of(), 90, OPENED_AT);
    private static final WeeklyHours MORNING = new WeeklyHours(MONDAY, NOON.minusHours(4), NOON);

    @Test
    void opening_hours_are_replaced() {
        given(OPENED).when(change(MORNING)).then(new OpeningHoursChanged(CLINIC, List.of(MORNING)));
        given(OPENED, new OpeningHoursChanged(CLINIC, List.of(MORNING))).when(change(MORNING)).thenNothing();
        given(OPENED).when(change()).thenNothing();
    }

    @Test
    void opening_hours_of_a_day_do_not_overlap() {
        given(OPENED).when(change(MORNING, MORNING)).rejectsValueOf("openingHours[1]");
        given(OPENED).when(change(new WeeklyHours(MONDAY, NOON, NOON))).rejectsValueOf("openingHours[0].to");
    }

    @Test
    void a_clinic_closes_once() {
        var closed = new ClinicClosed(CLINIC, OPENED_AT);
        given(OPENED).when(close(OPENED_AT)).then(closed);
        given(OPENED, closed).when(close(OPENED_AT)).thenNothing();
        given(OPENED, closed).when(close(OPENED_AT.minusSeconds(1))).rejects(new ClinicNotOpen(null, CLINIC));
        given(OPENED).when(close(OPENED_AT.plusSeconds(121))).rejectsFuture("at");
    }

    @Test
    void a_clinic_does_not_close_before_it_opened() {
        given(OPENED).when(close(OPENED_AT.minusMillis(1))).rejectsValueOf("at");
    }

    @Test
    void a_closed_clinic_is_known_as_it_was() {
        var closed = (Clinic.Opened) given(OPENED).when(close(OPENED_AT)).state();
        assertThat(closed.closedAt()).isEqualTo(OPENED_AT);
        assertThat(closed.id()).isEqualTo(CLINIC);
        assertThat(closed.name()).isEqualTo("Grachten");
        assertThat(closed.timeZone()).isEqualTo(ZONE);
        assertThat(closed.openingHours()).isEmpty();
        assertThat(closed.lapseAfterDays()).isEqualTo(90);
        assertThat(closed.openedAt()).isEqualTo(OPENED_AT);
    }

    @Test
    void nothing_changes_of_a_clinic_that_is_closed_or_unknown() {
        var closed = given(OPENED, new ClinicClosed(CLINIC, OPENED_AT));
        closed.when(change(MORNING)).rejects(new ClinicNotOpen(null, CLINIC));
        closed.when(new OpenClinic(CLINIC, "Grachten", ZONE, List.of(), 90, OPENED_AT))
                .rejects(new AlreadyExists("clinic", CLINIC));
        given().when(change(MORNING)).rejects(new NotFound("clinic", CLINIC));
        given().when(close(OPENED_AT)).rejects(new NotFound("clinic", CLINIC));
    }

    private static Scenario<ClinicCommand, Clinic, ClinicEvent> given(ClinicEvent... history) {
        return Scenario.given(new ClinicDecider(), List.of(history));
    }

    private static ChangeOpeningHours change(WeeklyHours... hours) {
        return new ChangeOpeningHours(CLINIC, List.of(hours));
    }

    private static CloseClinic close(Instant at) {
        return new CloseClinic(CLINIC, at, OPENED_AT);
    }
}
