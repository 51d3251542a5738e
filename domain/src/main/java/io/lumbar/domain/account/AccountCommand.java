package io.lumbar.domain.account;

import java.time.Instant;

import io.lumbar.domain.AccountId;
import io.lumbar.domain.Command;
import io.lumbar.domain.PersonName;
import io.lumbar.domain.SecretId;
import io.lumbar.domain.StreamId;
import org.jspecify.annotations.Nullable;

/** What can be asked of an account. */
public sealed interface AccountCommand extends Command {

    /** Which account. */
    AccountId account();

    @Override
    default StreamId stream() {
        return StreamId.of(account());
    }

    /**
     * Open an account for somebody.
     *
     * @param rights see {@link ChangeRights}
     * @param logInName see {@link GiveLogInName}; null when the person gets none yet
     * @param secret names the secret that the person was given; the secret itself does not come here
     * @param now the present moment
     */
    record OpenAccount(AccountId account, PersonName name, Rights rights, @Nullable String logInName,
            SecretId secret, Instant now) implements AccountCommand {}

    /**
     * Say anew what the person is to the clinics.
     *
     * @param rights one role at least; either every clinic or one at least; a therapist where the role is among them and
     *     only there
     */
    record ChangeRights(AccountId account, Rights rights) implements AccountCommand {}

    /**
     * Give the person a name to log in with, instead of any before.
     *
     * @param name 3 to 64 letters without accents, digits, and any of {@code . _ - @ +}; large and small letters are the
     *     same
     */
    record GiveLogInName(AccountId account, String name) implements AccountCommand {}

    /** Give the person another secret; the one before does not count any more. */
    record RenewSecret(AccountId account, SecretId secret) implements AccountCommand {}

    /**
     * Let the person log in with a second factor, instead of any before.
     *
     * @param factor names what is secret about it; that itself does not come here
     */
    record EnrolSecondFactor(AccountId account, SecretId factor) implements AccountCommand {}

    /** Let the person log in without a second factor, until there is another. */
    record RemoveSecondFactor(AccountId account) implements AccountCommand {}

    /**
     * Let the account be used no more.
     *
     * @param now the present moment
     */
    record DisableAccount(AccountId account, Instant now) implements AccountCommand {}
}
