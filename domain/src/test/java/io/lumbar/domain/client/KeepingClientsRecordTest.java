package io.lumbar.domain.client;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

import io.lumbar.domain.DirectoryError.ConsentNotGiven;
import io.lumbar.domain.DomainError.NotFound;
import io.lumbar.domain.PersonName;
import io.lumbar.domain.Personal;
import io.lumbar.domain.Scenario;
import io.lumbar.domain.Sex;
import io.lumbar.domain.Subject;
import io.lumbar.domain.client.ClientCommand.CorrectClientDetails;
import io.lumbar.domain.client.ClientCommand.GiveConsent;
import io.lumbar.domain.client.ClientCommand.WithdrawConsent;
import io.lumbar.domain.client.ClientEvent.ClientDetailsCorrected;
import io.lumbar.domain.client.ClientEvent.ClientRegistered;
import io.lumbar.domain.client.ClientEvent.ConsentGiven;
import io.lumbar.domain.client.ClientEvent.ConsentWithdrawn;
import io.lumbar.domain.client.Consent.Purpose;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static io.lumbar.domain.People.CLINIC;
import static io.lumbar.domain.People.MILA;
import static io.lumbar.domain.People.MILA_BORN_ON;
import static io.lumbar.domain.People.OPENED_AT;
import static io.lumbar.domain.client.Consent.Purpose.RESEARCH;
import static io.lumbar.domain.client.Consent.Purpose.TREATMENT;
import static org.assertj.core.api.Assertions.assertThat;

/** What is put right in a client's record, and how consents come and go. */
class KeepingClientsRecordTest {

    private static final PersonName MILA_JANSEN = new PersonName("Mila", "Jansen");
    private static final PersonName MILA_DE_BOER = new PersonName("Mila", "de Boer");
    private static final Instant NOW = OPENED_AT.plus(Duration.ofDays(30));
    private static final ClientRegistered REGISTERED = new ClientRegistered(MILA, CLINIC, of(MILA_JANSEN),
            of(MILA_BORN_ON), Sex.UNKNOWN, of(new Contact(null, "0612345678", null)), OPENED_AT, null);
    private static final ConsentGiven CONSENTED = new ConsentGiven(MILA,
            new Consent(TREATMENT, "2026-01", day(1)));
    private static final ConsentWithdrawn WITHDRAWN = new ConsentWithdrawn(MILA, TREATMENT, day(10));

    @Test
    void details_are_put_right_all_together() {
        given(REGISTERED).when(correct(MILA_DE_BOER, MILA_BORN_ON, Sex.FEMALE, null)).then(new ClientDetailsCorrected(
                MILA, of(MILA_DE_BOER), of(MILA_BORN_ON), Sex.FEMALE, null, null));
        given(REGISTERED).when(correct(MILA_JANSEN, MILA_BORN_ON, Sex.UNKNOWN, new Contact(null, "0612345678", null)))
                .thenNothing();
    }

    @Test
    void a_correction_leaves_clinic_and_consents() {
        var mila = (Client.Registered) given(REGISTERED, CONSENTED)
                .when(correct(MILA_DE_BOER, LocalDate.of(1987, 5, 10), Sex.FEMALE, null)).state();
        assertThat(mila.clinic()).isEqualTo(CLINIC);
        assertThat(mila.standing().dateOfBirth()).isEqualTo(of(LocalDate.of(1987, 5, 10)));
        assertThat(mila.standing().consentedToTreatmentAt(NOW)).isTrue();
    }

    @Test
    void a_correction_keeps_the_rules_of_the_registration() {
        given(REGISTERED).when(correct(new PersonName(" ", "Jansen"), MILA_BORN_ON, Sex.FEMALE, null))
                .rejectsValueOf("name.given");
        given(REGISTERED).when(correct(MILA_JANSEN, LocalDate.of(1899, 12, 31), Sex.FEMALE, null))
                .rejectsValueOf("dateOfBirth");
        given(REGISTERED).when(correct(MILA_JANSEN, MILA_BORN_ON, Sex.FEMALE, new Contact("", null, null)))
                .rejectsValueOf("contact.email");
        given(REGISTERED).when(new CorrectClientDetails(MILA, MILA_DE_BOER, MILA_BORN_ON, Sex.FEMALE, null, "", NOW))
                .rejectsValueOf("override.reason");
    }

    @Test
    void a_consent_is_given_and_the_same_text_again_says_nothing_new() {
        given(REGISTERED).when(give("2026-01", day(1))).then(CONSENTED);
        given(REGISTERED, CONSENTED).when(give("2026-01", day(5))).thenNothing();
        assertThat(given(REGISTERED, CONSENTED).when(give("2026-02", day(5))).accepted()).hasSize(1);
        assertThat(given(REGISTERED, CONSENTED).when(give("2026-01", day(0))).accepted()).hasSize(1);
    }

    @Test
    void a_withdrawn_consent_counted_until_then() {
        given(REGISTERED, CONSENTED).when(withdraw(TREATMENT, day(10))).then(WITHDRAWN);
        var mila = given(REGISTERED, CONSENTED, WITHDRAWN);
        assertThat(consented(mila, day(1).minusMillis(1))).isFalse();
        assertThat(consented(mila, day(1))).isTrue();
        assertThat(consented(mila, day(10).minusMillis(1))).isTrue();
        assertThat(consented(mila, day(10))).isFalse();
        assertThat(consented(mila, NOW)).isFalse();
    }

    @Test
    void a_consent_may_be_given_anew_and_counts_again() {
        var again = new ConsentGiven(MILA, new Consent(TREATMENT, "2026-01", day(20)));
        given(REGISTERED, CONSENTED, WITHDRAWN).when(give("2026-01", day(20))).then(again);
        var mila = given(REGISTERED, CONSENTED, WITHDRAWN, again);
        assertThat(consented(mila, day(19))).isFalse();
        assertThat(consented(mila, day(20))).isTrue();
    }

    @Test
    void the_order_of_recording_does_not_matter() {
        // found on paper later: given on day 5, before the withdrawal that was recorded first
        var late = new ConsentGiven(MILA, new Consent(TREATMENT, "2026-02", day(5)));
        var mila = given(REGISTERED, CONSENTED, WITHDRAWN, late);
        assertThat(consented(mila, day(9))).isTrue();
        assertThat(consented(mila, day(10))).isFalse();
    }

    @Test
    void of_an_agreement_and_a_withdrawal_of_one_moment_it_is_the_withdrawal() {
        var same = new ConsentGiven(MILA, new Consent(TREATMENT, "2026-02", day(10)));
        assertThat(consented(given(REGISTERED, CONSENTED, WITHDRAWN, same), day(10))).isFalse();
    }

    @Test
    void a_withdrawal_concerns_its_purpose_only() {
        var research = new ConsentGiven(MILA, new Consent(RESEARCH, "2026-01", day(1)));
        var mila = given(REGISTERED, CONSENTED, research, new ConsentWithdrawn(MILA, RESEARCH, day(2)));
        assertThat(consented(mila, NOW)).isTrue();
    }

    @Test
    void what_is_withdrawn_stays_so_and_what_was_not_given_cannot_be() {
        given(REGISTERED, CONSENTED, WITHDRAWN).when(withdraw(TREATMENT, day(10))).thenNothing();
        given(REGISTERED, CONSENTED, WITHDRAWN).when(withdraw(TREATMENT, day(12))).thenNothing();
        assertThat(given(REGISTERED, CONSENTED, WITHDRAWN).when(withdraw(TREATMENT, day(9))).accepted()).hasSize(1);
        given(REGISTERED, CONSENTED).when(withdraw(RESEARCH, day(10)))
                .rejects(new ConsentNotGiven(MILA, "RESEARCH"));
        given(REGISTERED, CONSENTED).when(withdraw(TREATMENT, day(0)))
                .rejects(new ConsentNotGiven(MILA, "TREATMENT"));
    }

    @Test
    void each_consent_tells_when_it_ended() {
        var again = new Consent(TREATMENT, "2026-02", day(20));
        var consents = ((Client.Registered) given(REGISTERED, CONSENTED, WITHDRAWN, new ConsentGiven(MILA, again))
                .state()).consents();
        assertThat(consents.endOf(CONSENTED.consent())).isEqualTo(day(10));
        assertThat(consents.endOf(again)).isNull();
    }

    @Test
    void neither_lies_in_the_future() {
        given(REGISTERED).when(give("2026-01", NOW.plusSeconds(121))).rejectsFuture("givenAt");
        given(REGISTERED).when(give(" ", NOW)).rejectsValueOf("textVersion");
        given(REGISTERED, CONSENTED).when(withdraw(TREATMENT, NOW.plusSeconds(121))).rejectsFuture("withdrawnAt");
    }

    @Test
    void nothing_is_known_of_who_is_not_registered() {
        var nobody = new NotFound("client", MILA);
        given().when(correct(MILA_JANSEN, MILA_BORN_ON, Sex.FEMALE, null)).rejects(nobody);
        given().when(give("2026-01", day(1))).rejects(nobody);
        given().when(withdraw(TREATMENT, day(1))).rejects(nobody);
    }

    private static boolean consented(Scenario<ClientCommand, Client, ClientEvent> scenario, Instant moment) {
        return ((Client.Registered) scenario.state()).standing().consentedToTreatmentAt(moment);
    }

    private static Scenario<ClientCommand, Client, ClientEvent> given(ClientEvent... history) {
        return Scenario.given(new ClientDecider(), List.of(history));
    }

    private static CorrectClientDetails correct(PersonName name, LocalDate bornOn, Sex sex,
            @Nullable Contact contact) {
        return new CorrectClientDetails(MILA, name, bornOn, sex, contact, null, NOW);
    }

    private static GiveConsent give(String textVersion, Instant at) {
        return new GiveConsent(MILA, new Consent(TREATMENT, textVersion, at), NOW);
    }

    private static WithdrawConsent withdraw(Purpose purpose, Instant at) {
        return new WithdrawConsent(MILA, purpose, at, NOW);
    }

    private static Instant day(int n) {
        return OPENED_AT.plus(Duration.ofDays(n));
    }

    private static <T> Personal<T> of(T value) {
        return Personal.of(Subject.of(MILA), value);
    }
}
