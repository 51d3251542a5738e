package io.lumbar.domain.account;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

import io.lumbar.domain.AccountId;
import io.lumbar.domain.ClinicId;
import io.lumbar.domain.Decider;
import io.lumbar.domain.DirectoryError.AccountNotEnabled;
import io.lumbar.domain.DomainError.AlreadyExists;
import io.lumbar.domain.DomainError.NotFound;
import io.lumbar.domain.Personal;
import io.lumbar.domain.Rejected;
import io.lumbar.domain.Require;
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

import static io.lumbar.domain.Require.invalid;

/** Decides about accounts. */
public final class AccountDecider implements Decider<AccountCommand, Account, AccountEvent> {

    private static final Pattern LOG_IN_NAME = Pattern.compile("[A-Za-z0-9._@+-]{3,64}");
    /** Whoever runs the installation. */
    private static final String RESERVED = "admin";

    @Override
    public Account initial() {
        return new Account.Unopened();
    }

    @Override
    public List<AccountEvent> decide(AccountCommand command, Account state) {
        return switch (command) {
            case OpenAccount c -> open(c, state);
            case ChangeRights c -> changeRights(c, state);
            case GiveLogInName c -> giveLogInName(c, standing(c, state));
            case RenewSecret c -> renewSecret(c, standing(c, state));
            case EnrolSecondFactor c -> enrol(c, standing(c, state));
            case RemoveSecondFactor c -> remove(standing(c, state));
            case DisableAccount c -> disable(c, state);
        };
    }

    @Override
    public Account evolve(Account state, AccountEvent event) {
        return switch (event) {
            case AccountOpened e -> new Account.Enabled(e.account(), e.name(), e.rights(), null, e.secret(), null);
            case RightsChanged e -> known(state).with(e.rights());
            case LogInNameGiven e -> known(state).with(e.name());
            case SecretRenewed e -> known(state).with(e.secret());
            case SecondFactorEnrolled e -> known(state).withSecondFactor(e.factor());
            case SecondFactorRemoved _ -> known(state).withSecondFactor(null);
            case AccountDisabled e -> new Account.Disabled(known(state), e.at());
        };
    }

    private static Account.Enabled known(Account state) {
        return switch (state) {
            case Account.Enabled enabled -> enabled;
            case Account.Unopened() -> throw new IllegalStateException("a change before the opening");
            case Account.Disabled _ -> throw new IllegalStateException("a change after the disabling");
        };
    }

    private static Account.Enabled standing(AccountCommand command, Account state) {
        return switch (state) {
            case Account.Enabled enabled -> enabled;
            case Account.Unopened() -> throw new Rejected(new NotFound("account", command.account()));
            case Account.Disabled _ -> throw new Rejected(new AccountNotEnabled(command.account()));
        };
    }

    private List<AccountEvent> open(OpenAccount command, Account state) {
        Require.text("name.given", command.name().given(), 100);
        Require.text("name.family", command.name().family(), 100);
        var opened = new AccountOpened(command.account(),
                Personal.of(Subject.of(command.account()), command.name()), valid(command.rights()), command.secret(),
                command.now());
        var events = new ArrayList<AccountEvent>(List.of(opened));
        if (command.logInName() != null) {
            events.add(new LogInNameGiven(command.account(), logInName(command.account(), command.logInName())));
        }
        return switch (state) {
            case Account.Unopened() -> events;
            case Account.Opened standing when standing
                    .equals(events.stream().reduce(initial(), this::evolve, (one, _) -> one)) ->
                List.of();
            case Account.Opened standing -> throw new Rejected(new AlreadyExists("account", standing.id()));
        };
    }

    private static List<AccountEvent> changeRights(ChangeRights command, Account state) {
        Rights rights = valid(command.rights());
        return standing(command, state).rights().equals(rights)
                ? List.of()
                : List.of(new RightsChanged(command.account(), rights));
    }

    private static List<AccountEvent> giveLogInName(GiveLogInName command, Account.Enabled standing) {
        Personal<String> name = logInName(command.account(), command.name());
        return name.equals(standing.logInName()) ? List.of() : List.of(new LogInNameGiven(command.account(), name));
    }

    private static Personal<String> logInName(AccountId account, String name) {
        if (!LOG_IN_NAME.matcher(name).matches()) {
            throw invalid("logInName", "must have 3 to 64 letters without accents, digits, or any of . _ - @ +");
        }
        String small = name.toLowerCase(Locale.ROOT);
        if (small.equals(RESERVED)) {
            throw invalid("logInName", "must not be " + RESERVED);
        }
        return Personal.of(Subject.of(account), small);
    }

    private static List<AccountEvent> renewSecret(RenewSecret command, Account.Enabled standing) {
        return standing.secret().equals(command.secret())
                ? List.of()
                : List.of(new SecretRenewed(command.account(), command.secret()));
    }

    private static List<AccountEvent> enrol(EnrolSecondFactor command, Account.Enabled standing) {
        return command.factor().equals(standing.secondFactor())
                ? List.of()
                : List.of(new SecondFactorEnrolled(command.account(), command.factor()));
    }

    private static List<AccountEvent> remove(Account.Enabled standing) {
        return standing.secondFactor() == null ? List.of() : List.of(new SecondFactorRemoved(standing.id()));
    }

    private static List<AccountEvent> disable(DisableAccount command, Account state) {
        return state instanceof Account.Disabled
                ? List.of()
                : List.of(new AccountDisabled(standing(command, state).id(), command.now()));
    }

    /** The same in order, so that what was said in another order is the same. */
    private static Rights valid(Rights rights) {
        Require.notEmpty("roles", rights.roles());
        Require.eachOnce("roles", rights.roles(), role -> role);
        Require.eachOnce("clinics", rights.clinics(), ClinicId::value);
        if (rights.everyClinic() != rights.clinics().isEmpty()) {
            throw invalid("clinics",
                    rights.everyClinic() ? "must be empty with everyClinic" : "must not be empty without everyClinic");
        }
        if (rights.roles().contains(Role.THERAPIST) != (rights.therapist() != null)) {
            throw invalid("therapistId", "must be given with the role THERAPIST and only then");
        }
        return rights.inOrder();
    }
}
