package io.lumbar.domain.therapist;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.lumbar.domain.ClinicId;
import io.lumbar.domain.DirectoryError.TherapistInactive;
import io.lumbar.domain.DirectoryError.TherapistStillNeeded;
import io.lumbar.domain.DomainError.NotFound;
import io.lumbar.domain.WeeklyHours;
import io.lumbar.domain.therapist.TherapistCommand.AddAbsence;
import io.lumbar.domain.therapist.TherapistCommand.ChangeCaseloadLimit;
import io.lumbar.domain.therapist.TherapistCommand.DeactivateTherapist;
import io.lumbar.domain.therapist.TherapistCommand.SetWorkingHours;
import io.lumbar.domain.therapist.TherapistEvent.AbsenceAdded;
import io.lumbar.domain.therapist.TherapistEvent.CaseloadLimitChanged;
import io.lumbar.domain.therapist.TherapistEvent.TherapistDeactivated;
import io.lumbar.domain.therapist.TherapistEvent.WorkingHoursSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.lumbar.domain.People.ANNA;
import static io.lumbar.domain.People.CLINIC;
import static io.lumbar.domain.People.OPENED_AT;
import static io.lumbar.domain.People.OTHER_CLINIC;
import static io.lumbar.domain.People.id;
import static io.lumbar.domain.therapist.ATherapist.at;
import static io.lumbar.domain.therapist.ATherapist.given;
import static io.lumbar.domain.therapist.ATherapist.hours;
import static io.lumbar.domain.therapist.ATherapist.nobody;
import static io.lumbar.domain.therapist.ATherapist.standing;
import static java.time.DayOfWeek.MONDAY;
import static java.time.DayOfWeek.TUESDAY;
import static org.assertj.core.api.Assertions.assertThat;

/** When a therapist is there, how much is carried, and when it ends. */
class WorkingTherapistTest {

    private static final Instant FROM = Instant.parse("2026-07-01T06:00:00Z");

    @Test
    void hours_at_one_clinic_leave_those_at_another() {
        given(set(CLINIC, hours(MONDAY, 8, 12))).when(set(OTHER_CLINIC, hours(MONDAY, 12, 18))).then(
                new WorkingHoursSet(ANNA, List.of(at(CLINIC, hours(MONDAY, 8, 12)),
                        at(OTHER_CLINIC, hours(MONDAY, 12, 18)))));
    }

    @Test
    void new_hours_replace_the_earlier_ones_of_that_clinic() {
        given(set(CLINIC, hours(MONDAY, 8, 12))).when(set(CLINIC, hours(TUESDAY, 9, 10)))
                .then(new WorkingHoursSet(ANNA, List.of(at(CLINIC, hours(TUESDAY, 9, 10)))));
        given(set(CLINIC, hours(MONDAY, 8, 12))).when(set(CLINIC)).then(new WorkingHoursSet(ANNA, List.of()));
        given().when(set(CLINIC)).thenNothing();
    }

    @Test
    void nobody_works_at_two_clinics_at_once_at_a_strange_one_or_backwards() {
        var monday = given(set(CLINIC, hours(MONDAY, 8, 12)));
        monday.when(set(OTHER_CLINIC, hours(TUESDAY, 8, 12), hours(MONDAY, 11, 13))).rejectsValueOf("weekly[1]");
        monday.when(set(CLINIC, hours(MONDAY, 8, 12), hours(MONDAY, 11, 13))).rejectsValueOf("weekly[1]");
        monday.when(set(CLINIC, hours(MONDAY, 12, 12))).rejectsValueOf("weekly[0].to");
        monday.when(set(new ClinicId(id("c99")), hours(MONDAY, 14, 15))).rejectsValueOf("clinicId");
    }

    @Test
    void an_absence_is_added_and_may_overlap_another() {
        var week = new Absence(FROM, FROM.plus(Duration.ofDays(7)));
        var day = new Absence(FROM.plus(Duration.ofDays(6)), FROM.plus(Duration.ofDays(8)));
        given().when(add(week)).then(new AbsenceAdded(ANNA, week));
        given(add(week)).when(add(week)).thenNothing();
        var anna = standing(given(add(week)).when(add(day)).state());
        assertThat(anna.absences()).containsExactly(week, day);
        assertThat(anna.absentWithin(FROM.minusSeconds(60), FROM)).isFalse();
        assertThat(anna.absentWithin(FROM.minusSeconds(60), FROM.plusMillis(1))).isTrue();
        assertThat(anna.absentWithin(day.to(), day.to().plusSeconds(60))).isFalse();
    }

    @Test
    void an_absence_that_must_be_a_slip_is_refused() {
        given().when(add(new Absence(FROM, FROM))).rejectsValueOf("to");
        given().when(add(new Absence(FROM, FROM.minusMillis(1)))).rejectsValueOf("to");
        given().when(add(new Absence(FROM, FROM.plus(Duration.ofDays(366)).plusMillis(1)))).rejectsValueOf("to");
        given().when(add(new Absence(Instant.parse("1899-12-31T00:00:00Z"), FROM))).rejectsValueOf("from");
        given().when(add(new Absence(Instant.MAX, Instant.MAX))).rejectsValueOf("from");
        assertThat(given().when(add(new Absence(FROM, FROM.plus(Duration.ofDays(366))))).accepted()).hasSize(1);
    }

    @Test
    void the_caseload_limit_changes_also_to_less() {
        given().when(new ChangeCaseloadLimit(ANNA, 1)).then(new CaseloadLimitChanged(ANNA, 1));
        given().when(new ChangeCaseloadLimit(ANNA, 25)).thenNothing();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 501})
    void refuses_a_caseload_limit_outside_1_to_500(int limit) {
        given().when(new ChangeCaseloadLimit(ANNA, limit)).rejectsValueOf("caseloadLimit");
    }

    @Test
    void a_therapist_who_left_was_there_until_that_moment() {
        given().when(leave(OPENED_AT)).then(new TherapistDeactivated(ANNA, OPENED_AT));
        var anna = standing(given().when(leave(OPENED_AT)).state());
        assertThat(anna.leftBy(OPENED_AT.minusMillis(1))).isFalse();
        assertThat(anna.leftBy(OPENED_AT)).isTrue();
        assertThat(standing(given().state()).leftBy(Instant.MAX)).isFalse();
    }

    @Test
    void leaves_once() {
        given(leave(OPENED_AT)).when(leave(OPENED_AT)).thenNothing();
        given(leave(OPENED_AT)).when(leave(OPENED_AT.minusSeconds(60))).rejects(new TherapistInactive(ANNA));
        given().when(new DeactivateTherapist(ANNA, OPENED_AT.plusSeconds(121), null, OPENED_AT)).rejectsFuture("at");
    }

    @Test
    void leaves_after_the_last_session() {
        Instant last = OPENED_AT.minusSeconds(3_600);
        given().when(new DeactivateTherapist(ANNA, last, last, OPENED_AT)).rejects(new TherapistStillNeeded(ANNA));
        assertThat(given().when(new DeactivateTherapist(ANNA, last.plusMillis(1), last, OPENED_AT)).accepted())
                .hasSize(1);
    }

    @Test
    void nothing_changes_for_who_is_not_here() {
        var asked = List.of(set(CLINIC), add(new Absence(FROM, FROM.plusSeconds(60))),
                new ChangeCaseloadLimit(ANNA, 3));
        asked.forEach(command -> nobody().when(command).rejects(new NotFound("therapist", ANNA)));
        asked.forEach(command -> given(leave(OPENED_AT)).when(command).rejects(new TherapistInactive(ANNA)));
        nobody().when(leave(OPENED_AT)).rejects(new NotFound("therapist", ANNA));
    }

    private static SetWorkingHours set(ClinicId clinic, WeeklyHours... weekly) {
        return new SetWorkingHours(ANNA, clinic, List.of(weekly));
    }

    private static AddAbsence add(Absence absence) {
        return new AddAbsence(ANNA, absence, OPENED_AT);
    }

    private static DeactivateTherapist leave(Instant at) {
        return new DeactivateTherapist(ANNA, at, null, OPENED_AT);
    }
}
