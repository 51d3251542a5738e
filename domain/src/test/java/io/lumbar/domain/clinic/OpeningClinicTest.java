package io.lumbar.domain.clinic;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;

import io.lumbar.domain.DomainError.AlreadyExists;
import io.lumbar.domain.Scenario;
import io.lumbar.domain.WeeklyHours;
import io.lumbar.domain.clinic.ClinicCommand.OpenClinic;
import io.lumbar.domain.clinic.ClinicEvent.ClinicOpened;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.lumbar.domain.People.CLINIC;
import static io.lumbar.domain.People.OPENED_AT;
import static io.lumbar.domain.People.ZONE;
import static java.time.DayOfWeek.MONDAY;
import static java.time.DayOfWeek.TUESDAY;

class OpeningClinicTest {

    @Test
    void a_clinic_takes_clients_from_now_on() {
        given().when(open("Grachten", ZONE, 90, hours(MONDAY, 8, 12), hours(MONDAY, 12, 18)))
                .then(new ClinicOpened(CLINIC, "Grachten", ZONE,
                        List.of(hours(MONDAY, 8, 12), hours(MONDAY, 12, 18)), 90, OPENED_AT));
    }

    @Test
    void refuses_another_clinic_under_the_same_id() {
        given(new ClinicOpened(CLINIC, "Grachten", ZONE, List.of(), 90, OPENED_AT)).when(open("Dam", ZONE, 90))
                .rejects(new AlreadyExists("clinic", CLINIC));
    }

    @Test
    void refuses_a_name_of_blanks_or_of_more_than_100_characters() {
        given().when(open(" ", ZONE, 90)).rejectsValueOf("name");
        given().when(open("x".repeat(101), ZONE, 90)).rejectsValueOf("name");
        given().when(open("x".repeat(100), ZONE, 90)).accepted();
    }

    @Test
    void refuses_a_time_zone_that_is_not_a_region() {
        given().when(open("Grachten", ZoneOffset.ofHours(1), 90)).rejectsValueOf("timeZone");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 3651})
    void refuses_a_lapse_outside_0_to_3650_days(int days) {
        given().when(open("Grachten", ZONE, days)).rejectsValueOf("lapseAfterDays");
    }

    @Test
    void refuses_hours_that_end_before_they_begin_or_overlap_on_one_day() {
        given().when(open("Grachten", ZONE, 90, hours(MONDAY, 12, 12))).rejectsValueOf("openingHours[0].to");
        given().when(open("Grachten", ZONE, 90, hours(MONDAY, 8, 12), hours(MONDAY, 11, 13)))
                .rejectsValueOf("openingHours[1]");
        given().when(open("Grachten", ZONE, 90, hours(MONDAY, 8, 12), hours(TUESDAY, 11, 13))).accepted();
    }

    private static Scenario<ClinicCommand, Clinic, ClinicEvent> given(ClinicEvent... history) {
        return Scenario.given(new ClinicDecider(), List.of(history));
    }

    private static OpenClinic open(String name, ZoneId zone, int lapseAfterDays, WeeklyHours... hours) {
        return new OpenClinic(CLINIC, name, zone, List.of(hours), lapseAfterDays, OPENED_AT);
    }

    private static WeeklyHours hours(DayOfWeek day, int from, int to) {
        return new WeeklyHours(day, LocalTime.of(from, 0), LocalTime.of(to, 0));
    }
}
