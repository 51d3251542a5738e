package io.lumbar.domain.therapist;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;

import io.lumbar.domain.ClinicId;
import io.lumbar.domain.DomainError.AlreadyExists;
import io.lumbar.domain.Gender;
import io.lumbar.domain.PersonName;
import io.lumbar.domain.Personal;
import io.lumbar.domain.Scenario;
import io.lumbar.domain.Style;
import io.lumbar.domain.Subject;
import io.lumbar.domain.WeeklyHours;
import io.lumbar.domain.therapist.TherapistCommand.RegisterTherapist;
import io.lumbar.domain.therapist.TherapistEvent.QualificationGranted;
import io.lumbar.domain.therapist.TherapistEvent.TherapistRegistered;
import io.lumbar.domain.therapist.TherapistEvent.WorkingHoursSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.lumbar.domain.People.ANNA;
import static io.lumbar.domain.People.CLINIC;
import static io.lumbar.domain.People.OPENED_AT;
import static io.lumbar.domain.People.OTHER_CLINIC;
import static io.lumbar.domain.therapist.ATherapist.standing;
import static org.assertj.core.api.Assertions.assertThat;

class RegisteringTherapistTest {

    private static final LocalDate SINCE = LocalDate.of(2015, 9, 1);
    private static final Subject SUBJECT = Subject.of(ANNA);

    @Test
    void a_therapist_is_taken_on_with_certificates_and_hours() {
        var swedish = swedish(SINCE, null);
        var monday = at(CLINIC, 8, 12);
        given().when(register("L-1", 25, List.of(CLINIC), List.of(swedish), List.of(monday))).then(
                new TherapistRegistered(ANNA, Personal.of(SUBJECT, new PersonName("Anna", "Visser")),
                        Personal.of(SUBJECT, "L-1"), SINCE, List.of(CLINIC), Gender.FEMALE, 25, OPENED_AT),
                new QualificationGranted(ANNA, swedish), new WorkingHoursSet(ANNA, List.of(monday)));
    }

    @Test
    void a_certificate_counts_from_its_first_to_its_last_day() {
        var expires = LocalDate.of(2020, 2, 29);
        var anna = standing(given()
                .when(register("L-1", 25, List.of(CLINIC), List.of(swedish(SINCE, expires)), List.of())).state());
        assertThat(anna.qualifiedFor(Style.SWEDISH, SINCE)).isTrue();
        assertThat(anna.qualifiedFor(Style.SWEDISH, expires)).isTrue();
        assertThat(anna.qualifiedFor(Style.SWEDISH, SINCE.minusDays(1))).isFalse();
        assertThat(anna.qualifiedFor(Style.SWEDISH, expires.plusDays(1))).isFalse();
        assertThat(anna.qualifiedFor(Style.SHIATSU, SINCE)).isFalse();
    }

    @Test
    void practises_from_the_first_day_on() {
        var anna = standing(
                given().when(register("L-1", 25, List.of(CLINIC), List.of(), List.of())).state());
        assertThat(anna.practisingOn(SINCE)).isTrue();
        assertThat(anna.practisingOn(SINCE.minusDays(1))).isFalse();
    }

    @Test
    void refuses_another_therapist_under_the_same_id() {
        var standing = given().when(register("L-1", 25, List.of(CLINIC), List.of(), List.of())).accepted();
        Scenario.given(new TherapistDecider(), standing)
                .when(register("L-2", 25, List.of(CLINIC), List.of(), List.of()))
                .rejects(new AlreadyExists("therapist", ANNA));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 501})
    void refuses_a_caseload_limit_outside_1_to_500(int limit) {
        given().when(register("L-1", limit, List.of(CLINIC), List.of(), List.of())).rejectsValueOf("caseloadLimit");
    }

    @Test
    void refuses_a_licence_number_of_blanks_or_of_more_than_40_characters() {
        given().when(register(" ", 25, List.of(CLINIC), List.of(), List.of())).rejectsValueOf("licenceNumber");
        given().when(register("1".repeat(41), 25, List.of(CLINIC), List.of(), List.of()))
                .rejectsValueOf("licenceNumber");
    }

    @Test
    void works_at_one_clinic_at_least_and_at_each_once() {
        given().when(register("L-1", 25, List.of(), List.of(), List.of())).rejectsValueOf("clinics");
        given().when(register("L-1", 25, List.of(CLINIC, CLINIC), List.of(), List.of())).rejectsValueOf("clinics[1]");
    }

    @Test
    void refuses_two_certificates_for_one_style_and_one_that_expires_before_it_counts() {
        given().when(register("L-1", 25, List.of(CLINIC), List.of(swedish(SINCE, null), swedish(SINCE, null)),
                List.of())).rejectsValueOf("qualifications[1]");
        given().when(register("L-1", 25, List.of(CLINIC), List.of(swedish(SINCE, SINCE.minusDays(1))), List.of()))
                .rejectsValueOf("qualifications[0].expiresOn");
    }

    @Test
    void refuses_hours_at_a_clinic_that_is_not_hers_and_hours_at_two_clinics_at_once() {
        given().when(register("L-1", 25, List.of(CLINIC), List.of(), List.of(at(OTHER_CLINIC, 8, 12))))
                .rejectsValueOf("workingHours[0].clinicId");
        given().when(register("L-1", 25, List.of(CLINIC, OTHER_CLINIC), List.of(),
                List.of(at(CLINIC, 8, 12), at(OTHER_CLINIC, 11, 15)))).rejectsValueOf("workingHours[1]");
    }

    private static Scenario<TherapistCommand, Therapist, TherapistEvent> given() {
        return Scenario.given(new TherapistDecider(), List.of());
    }

    private static RegisterTherapist register(String licenceNumber, int limit, List<ClinicId> clinics,
            List<Qualification> qualifications, List<WorkingHours> hours) {
        return new RegisterTherapist(ANNA, new PersonName("Anna", "Visser"), licenceNumber, SINCE, clinics,
                qualifications, Gender.FEMALE, limit, hours, OPENED_AT);
    }

    private static Qualification swedish(LocalDate from, @Nullable LocalDate to) {
        return new Qualification(Style.SWEDISH, from, to);
    }

    private static WorkingHours at(ClinicId clinic, int from, int to) {
        return new WorkingHours(clinic, new WeeklyHours(DayOfWeek.MONDAY, LocalTime.of(from, 0), LocalTime.of(to, 0)));
    }
}
