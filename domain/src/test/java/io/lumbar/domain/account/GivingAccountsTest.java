package io.lumbar.domain.account;

import java.util.List;
import java.util.UUID;

import io.lumbar.domain.AccountId;
import io.lumbar.domain.ClinicId;
import io.lumbar.domain.DirectoryError.AccountNotEnabled;
import io.lumbar.domain.DomainError.AlreadyExists;
import io.lumbar.domain.DomainError.NotFound;
import io.lumbar.domain.PersonName;
import io.lumbar.domain.Personal;
import io.lumbar.domain.Scenario;
import io.lumbar.domain.SecretId;
import io.lumbar.domain.Subject;
import io.lumbar.domain.account.AccountCommand.ChangeRights;
import io.lumbar.domain.account.AccountCommand.DisableAccount;
import io.lumbar.domain.account.AccountCommand.EnrolSecondFactor;
import io.lumbar.domain.account.AccountCommand.GiveLogInName;
import io.lumbar.domain.account.AccountCommand.OpenAccount;
import io.lumbar.domain.account.AccountCommand.RemoveSecondFactor;
import io.lumbar.domain.account.AccountCommand.RenewSecret;
import io.lumbar.domain.account.AccountEvent.AccountDisabled;
import io.lumbar.domain.account.AccountEvent.AccountOpened;
import io.lumbar.domain.account.AccountEvent.LogInNameGiven;
import io.lumbar.domain.account.AccountEvent.RightsChanged;
import io.lumbar.domain.account.AccountEvent.SecondFactorEnrolled;
import io.lumbar.domain.account.AccountEvent.SecondFactorRemoved;
import io.lumbar.domain.account.AccountEvent.SecretRenewed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.lumbar.domain.People.ANNA;
import static io.lumbar.domain.People.CLINIC;
import static io.lumbar.domain.People.OPENED_AT;
import static io.lumbar.domain.People.OTHER_CLINIC;
import static org.assertj.core.api.Assertions.assertThat;

/** Who works with the system, from the first day to the last. */
class GivingAccountsTest {

    private static final AccountId ACCOUNT = new AccountId(new UUID(9, 1));
    private static final SecretId FIRST = new SecretId(new UUID(9, 2));
    private static final SecretId SECOND = new SecretId(new UUID(9, 3));
    private static final PersonName INA = new PersonName("Ina", "Bos");
    private static final Rights DESK = new Rights(List.of(Role.FRONT_DESK), false, List.of(CLINIC), null);
    private static final AccountOpened OPENED = new AccountOpened(ACCOUNT,
            Personal.of(Subject.of(ACCOUNT), INA), DESK, FIRST, OPENED_AT);
    private static final AccountDisabled DISABLED = new AccountDisabled(ACCOUNT, OPENED_AT);

    @Test
    void an_account_is_opened_once() {
        given().when(open(DESK)).then(OPENED);
        given(OPENED).when(open(DESK)).thenNothing();
        given(OPENED).when(open(new Rights(List.of(Role.ADMIN), true, List.of(), null)))
                .rejects(new AlreadyExists("account", ACCOUNT));
        given().when(new OpenAccount(ACCOUNT, new PersonName("", "Bos"), DESK, null, FIRST, OPENED_AT))
                .rejectsValueOf("name.given");
    }

    @Test
    void rights_are_said_anew_in_whatever_order() {
        var both = new Rights(List.of(Role.FRONT_DESK, Role.MANAGER), false, List.of(CLINIC, OTHER_CLINIC), null);
        var turned = new Rights(List.of(Role.MANAGER, Role.FRONT_DESK), false, List.of(OTHER_CLINIC, CLINIC), null);
        given(OPENED).when(new ChangeRights(ACCOUNT, turned)).then(new RightsChanged(ACCOUNT, both));
        given(OPENED, new RightsChanged(ACCOUNT, both)).when(new ChangeRights(ACCOUNT, turned)).thenNothing();
    }

    @Test
    void rights_have_a_role_a_place_and_a_therapist_where_one_is_meant() {
        refused(List.of(), false, List.of(CLINIC), false, "roles");
        refused(List.of(Role.ADMIN, Role.ADMIN), false, List.of(CLINIC), false, "roles[1]");
        refused(List.of(Role.ADMIN), false, List.of(), false, "clinics");
        refused(List.of(Role.ADMIN), true, List.of(CLINIC), false, "clinics");
        refused(List.of(Role.ADMIN), false, List.of(CLINIC, CLINIC), false, "clinics[1]");
        refused(List.of(Role.THERAPIST), false, List.of(CLINIC), false, "therapistId");
        refused(List.of(Role.ADMIN), false, List.of(CLINIC), true, "therapistId");
    }

    private static void refused(List<Role> roles, boolean everyClinic, List<ClinicId> clinics, boolean therapist,
            String field) {
        var rights = new Rights(roles, everyClinic, clinics, therapist ? ANNA : null);
        given(OPENED).when(new ChangeRights(ACCOUNT, rights)).rejectsValueOf(field);
        given().when(open(rights)).rejectsValueOf(field);
    }

    @Test
    void another_secret_replaces_the_first() {
        var renewed = given(OPENED).when(new RenewSecret(ACCOUNT, SECOND));
        renewed.then(new SecretRenewed(ACCOUNT, SECOND));
        assertThat(((Account.Enabled) renewed.state()).secret()).isEqualTo(SECOND);
        given(OPENED).when(new RenewSecret(ACCOUNT, FIRST)).thenNothing();
    }

    @Test
    void others_know_a_person_by_their_names() {
        var named = new LogInNameGiven(ACCOUNT, Personal.of(Subject.of(ACCOUNT), "i.bos"));
        var state = (Account.Opened) given(OPENED, named).when(new EnrolSecondFactor(ACCOUNT, SECOND)).state();
        assertThat(state.knownBy()).containsExactly(INA.given(), INA.family(), "i.bos");
        var erased = new AccountOpened(ACCOUNT, new Personal.Erased<>(Subject.of(ACCOUNT)), DESK, FIRST, OPENED_AT);
        assertThat(((Account.Opened) given(erased).when(new EnrolSecondFactor(ACCOUNT, SECOND)).state()).knownBy())
                .isEmpty();
    }

    @Test
    void a_second_factor_is_enrolled_replaced_and_removed() {
        var enrolled = new SecondFactorEnrolled(ACCOUNT, SECOND);
        var scenario = given(OPENED).when(new EnrolSecondFactor(ACCOUNT, SECOND));
        scenario.then(enrolled);
        assertThat(((Account.Opened) scenario.state()).secondFactor()).isEqualTo(SECOND);
        given(OPENED, enrolled).when(new EnrolSecondFactor(ACCOUNT, SECOND)).thenNothing();
        given(OPENED, enrolled).when(new EnrolSecondFactor(ACCOUNT, FIRST))
                .then(new SecondFactorEnrolled(ACCOUNT, FIRST));
        given(OPENED, enrolled).when(new RemoveSecondFactor(ACCOUNT)).then(new SecondFactorRemoved(ACCOUNT));
        given(OPENED, enrolled, new SecondFactorRemoved(ACCOUNT)).when(new RemoveSecondFactor(ACCOUNT)).thenNothing();
        given(OPENED, DISABLED).when(new EnrolSecondFactor(ACCOUNT, SECOND)).rejects(new AccountNotEnabled(ACCOUNT));
        given().when(new RemoveSecondFactor(ACCOUNT)).rejects(new NotFound("account", ACCOUNT));
    }

    @Test
    void a_person_gets_a_name_to_log_in_with_at_once_or_later() {
        var named = new LogInNameGiven(ACCOUNT, Personal.of(Subject.of(ACCOUNT), "ina.bos"));
        given().when(new OpenAccount(ACCOUNT, INA, DESK, "Ina.Bos", FIRST, OPENED_AT)).then(OPENED, named);
        given(OPENED, named).when(new OpenAccount(ACCOUNT, INA, DESK, "ina.bos", FIRST, OPENED_AT)).thenNothing();
        given(OPENED, named).when(open(DESK)).rejects(new AlreadyExists("account", ACCOUNT));
        given(OPENED).when(new GiveLogInName(ACCOUNT, "INA.BOS")).then(named);
        given(OPENED, named).when(new GiveLogInName(ACCOUNT, "Ina.bos")).thenNothing();
        given(OPENED, named).when(new GiveLogInName(ACCOUNT, "i.bos@clinic.example"))
                .then(new LogInNameGiven(ACCOUNT, Personal.of(Subject.of(ACCOUNT), "i.bos@clinic.example")));
        given(OPENED, DISABLED).when(new GiveLogInName(ACCOUNT, "ina.bos")).rejects(new AccountNotEnabled(ACCOUNT));
        given().when(new GiveLogInName(ACCOUNT, "ina.bos")).rejects(new NotFound("account", ACCOUNT));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ib", "ina bos", "inä", "admin", "Admin", "ina\n", "ina/bos",
            "a2345678901234567890123456789012345678901234567890123456789012345"})
    void a_name_to_log_in_with_is_short_plain_and_not_the_operator_s(String name) {
        given(OPENED).when(new GiveLogInName(ACCOUNT, name)).rejectsValueOf("logInName");
        given().when(new OpenAccount(ACCOUNT, INA, DESK, name, FIRST, OPENED_AT)).rejectsValueOf("logInName");
    }

    @Test
    void a_disabled_account_stays_disabled_as_it_was() {
        var disabled = given(OPENED).when(disable());
        disabled.then(DISABLED);
        assertThat((Account.Opened) disabled.state()).satisfies(account -> {
            assertThat(account.id()).isEqualTo(ACCOUNT);
            assertThat(account.name()).isEqualTo(OPENED.name());
            assertThat(account.rights()).isEqualTo(DESK);
            assertThat(account.disabledAt()).isEqualTo(OPENED_AT);
        });
        given(OPENED, DISABLED).when(disable()).thenNothing();
        given(OPENED, DISABLED).when(new ChangeRights(ACCOUNT, DESK)).rejects(new AccountNotEnabled(ACCOUNT));
        given(OPENED, DISABLED).when(new RenewSecret(ACCOUNT, SECOND)).rejects(new AccountNotEnabled(ACCOUNT));
        given(OPENED, DISABLED).when(open(DESK)).rejects(new AlreadyExists("account", ACCOUNT));
    }

    @Test
    void nothing_changes_of_an_account_that_is_unknown() {
        given().when(new ChangeRights(ACCOUNT, DESK)).rejects(new NotFound("account", ACCOUNT));
        given().when(new RenewSecret(ACCOUNT, SECOND)).rejects(new NotFound("account", ACCOUNT));
        given().when(disable()).rejects(new NotFound("account", ACCOUNT));
    }

    private static Scenario<AccountCommand, Account, AccountEvent> given(AccountEvent... history) {
        return Scenario.given(new AccountDecider(), List.of(history));
    }

    private static OpenAccount open(Rights rights) {
        return new OpenAccount(ACCOUNT, INA, rights, null, FIRST, OPENED_AT);
    }

    private static DisableAccount disable() {
        return new DisableAccount(ACCOUNT, OPENED_AT);
    }
}
