package io.lumbar.domain.account;

import java.util.List;
import java.util.Random;
import java.util.UUID;

import io.lumbar.domain.AccountId;
import io.lumbar.domain.PersonName;
import io.lumbar.domain.RandomCommands;
import io.lumbar.domain.SecretId;
import io.lumbar.domain.account.AccountCommand.ChangeRights;
import io.lumbar.domain.account.AccountCommand.DisableAccount;
import io.lumbar.domain.account.AccountCommand.EnrolSecondFactor;
import io.lumbar.domain.account.AccountCommand.GiveLogInName;
import io.lumbar.domain.account.AccountCommand.OpenAccount;
import io.lumbar.domain.account.AccountCommand.RemoveSecondFactor;
import io.lumbar.domain.account.AccountCommand.RenewSecret;

import static io.lumbar.domain.People.ANNA;
import static io.lumbar.domain.People.CLINIC;
import static io.lumbar.domain.People.OPENED_AT;
import static io.lumbar.domain.People.OTHER_CLINIC;

/** What careless administrators ask of one account. */
public final class RandomAccounts extends RandomCommands<AccountCommand> {

    private static final AccountId ACCOUNT = new AccountId(new UUID(9, 1));

    public RandomAccounts(Random random) {
        super(random);
    }

    @Override
    public AccountCommand next() {
        return switch (random.nextInt(13)) {
            case 0, 1, 2 -> new OpenAccount(ACCOUNT, new PersonName(text(100), text(100)), rights(),
                    random.nextBoolean() ? null : name(), secret(), OPENED_AT);
            case 3, 4, 5 -> new ChangeRights(ACCOUNT, rights());
            case 6 -> new RenewSecret(ACCOUNT, secret());
            case 10, 11 -> new EnrolSecondFactor(ACCOUNT, secret());
            case 12 -> new RemoveSecondFactor(ACCOUNT);
            case 7, 8 -> new GiveLogInName(ACCOUNT, name());
            default -> new DisableAccount(ACCOUNT, OPENED_AT.plusSeconds(random.nextInt(2)));
        };
    }

    @Override
    public boolean lasts(AccountCommand command) {
        return !(command instanceof ChangeRights || command instanceof RenewSecret
                || command instanceof GiveLogInName || command instanceof EnrolSecondFactor
                || command instanceof RemoveSecondFactor);
    }

    private String name() {
        return List.of("ina.bos", "Ina.Bos", "i", "admin", "ina@clinic.example").get(random.nextInt(5));
    }

    private SecretId secret() {
        return new SecretId(new UUID(9, random.nextInt(3)));
    }

    private Rights rights() {
        boolean every = random.nextInt(3) == 0;
        List<Role> roles = some(random.nextInt(2), Role.values());
        return new Rights(roles, every, some(every ? 0 : 1, CLINIC, OTHER_CLINIC),
                roles.contains(Role.THERAPIST) == (random.nextInt(10) > 0) ? ANNA : null);
    }
}
