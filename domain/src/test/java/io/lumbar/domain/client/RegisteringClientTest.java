package io.lumbar.domain.client;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

import io.lumbar.domain.DomainError.AlreadyExists;
import io.lumbar.domain.PersonName;
import io.lumbar.domain.Personal;
import io.lumbar.domain.Scenario;
import io.lumbar.domain.Sex;
import io.lumbar.domain.Subject;
import io.lumbar.domain.client.Client.Registered;
import io.lumbar.domain.client.ClientCommand.RegisterClient;
import io.lumbar.domain.client.ClientEvent.ClientRegistered;
import io.lumbar.domain.client.ClientEvent.ConsentGiven;
import io.lumbar.domain.client.Consent.Purpose;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static io.lumbar.domain.People.CLINIC;
import static io.lumbar.domain.People.CONSENTED_AT;
import static io.lumbar.domain.People.MILA;
import static io.lumbar.domain.People.MILA_BORN_ON;
import static io.lumbar.domain.People.OPENED_AT;
import static org.assertj.core.api.Assertions.assertThat;

class RegisteringClientTest {

    private static final PersonName NAME = new PersonName("Mila", "Jansen");
    private static final Subject SUBJECT = Subject.of(MILA);
    private static final Contact CONTACT = new Contact("mila@example.org", null, null);

    @Test
    void a_person_is_taken_into_care_with_her_consents_and_all_that_is_personal_is_marked_so() {
        given().when(register(NAME, MILA_BORN_ON, CONTACT, treatment(CONSENTED_AT))).then(
                new ClientRegistered(MILA, CLINIC, Personal.of(SUBJECT, NAME), Personal.of(SUBJECT, MILA_BORN_ON),
                        Sex.FEMALE, Personal.of(SUBJECT, CONTACT), OPENED_AT, null),
                new ConsentGiven(MILA, treatment(CONSENTED_AT)));
    }

    @Test
    void a_treatment_consent_counts_from_the_moment_it_was_given() {
        var client = (Registered) given().when(register(NAME, MILA_BORN_ON, null, treatment(CONSENTED_AT))).state();
        assertThat(client.standing().consentedToTreatmentAt(CONSENTED_AT)).isTrue();
        assertThat(client.standing().consentedToTreatmentAt(CONSENTED_AT.minusMillis(1))).isFalse();
    }

    @Test
    void another_consent_is_not_one_for_treatment() {
        var research = new Consent(Purpose.RESEARCH, "2026-01", CONSENTED_AT);
        var client = (Registered) given().when(register(NAME, MILA_BORN_ON, null, research)).state();
        assertThat(client.standing().consentedToTreatmentAt(OPENED_AT)).isFalse();
    }

    @Test
    void refuses_another_person_under_the_same_id() {
        var standing = given().when(register(NAME, MILA_BORN_ON, null)).accepted();
        Scenario.given(new ClientDecider(), standing)
                .when(register(new PersonName("Mila", "de Boer"), MILA_BORN_ON, null))
                .rejects(new AlreadyExists("client", MILA));
    }

    @Test
    void refuses_names_of_blanks_or_of_more_than_100_characters() {
        given().when(register(new PersonName("", "Jansen"), MILA_BORN_ON, null)).rejectsValueOf("name.given");
        given().when(register(new PersonName("Mila", "x".repeat(101)), MILA_BORN_ON, null))
                .rejectsValueOf("name.family");
    }

    @Test
    void refuses_a_birth_before_1900_or_after_today_in_any_zone() {
        given().when(register(NAME, LocalDate.of(1899, 12, 31), null)).rejectsValueOf("dateOfBirth");
        given().when(register(NAME, LocalDate.of(2026, 3, 3), null)).rejectsValueOf("dateOfBirth");
        given().when(register(NAME, LocalDate.of(2026, 3, 2), null)).accepted();
    }

    @Test
    void refuses_a_contact_of_blanks() {
        given().when(register(NAME, MILA_BORN_ON, new Contact(null, " ", null))).rejectsValueOf("contact.phone");
    }

    @Test
    void refuses_two_consents_for_one_purpose_and_one_from_the_future() {
        given().when(register(NAME, MILA_BORN_ON, null, treatment(CONSENTED_AT), treatment(OPENED_AT)))
                .rejectsValueOf("consents[1]");
        given().when(register(NAME, MILA_BORN_ON, null, treatment(OPENED_AT.plusSeconds(121))))
                .rejectsFuture("consents[0].givenAt");
        given().when(register(NAME, MILA_BORN_ON, null, treatment(OPENED_AT.plusSeconds(120)))).accepted();
    }

    @Test
    void why_it_is_another_person_of_the_same_name_and_birth_date_is_kept() {
        var twin = new RegisterClient(MILA, CLINIC, NAME, MILA_BORN_ON, Sex.FEMALE, null, List.of(), "her cousin",
                OPENED_AT);
        assertThat(given().when(twin).accepted()).singleElement()
                .isInstanceOfSatisfying(ClientRegistered.class, registered -> assertThat(registered.overrideReason())
                        .isEqualTo(Personal.of(SUBJECT, "her cousin")));
        given().when(new RegisterClient(MILA, CLINIC, NAME, MILA_BORN_ON, Sex.FEMALE, null, List.of(), " ", OPENED_AT))
                .rejectsValueOf("override.reason");
    }

    @Test
    void never_shows_what_is_personal_in_text() {
        var events = given().when(register(NAME, MILA_BORN_ON, CONTACT)).accepted();
        assertThat(events.toString()).doesNotContain("Mila", "Jansen", "1986", "example.org");
    }

    private static Scenario<ClientCommand, Client, ClientEvent> given() {
        return Scenario.given(new ClientDecider(), List.of());
    }

    private static RegisterClient register(PersonName name, LocalDate born, @Nullable Contact contact,
            Consent... consents) {
        return new RegisterClient(MILA, CLINIC, name, born, Sex.FEMALE, contact, List.of(consents), null, OPENED_AT);
    }

    private static Consent treatment(Instant givenAt) {
        return new Consent(Purpose.TREATMENT, "2026-01", givenAt);
    }
}
