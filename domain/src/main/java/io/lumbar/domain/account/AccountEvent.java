package io.lumbar.domain.account;

import java.time.Instant;

import io.lumbar.domain.AccountId;
import io.lumbar.domain.Event;
import io.lumbar.domain.PersonName;
import io.lumbar.domain.Personal;
import io.lumbar.domain.SecretId;
import io.lumbar.domain.StreamId;

/** What happened to an account. No event holds a secret, nor anything that follows from one. */
public sealed interface AccountEvent extends Event {

    /** Which account. */
    AccountId account();

    @Override
    default StreamId stream() {
        return StreamId.of(account());
    }

    /** Somebody works with the system from now on. */
    record AccountOpened(AccountId account, Personal<PersonName> name, Rights rights, SecretId secret,
            Instant at) implements AccountEvent {}

    /** The person is this to the clinics from now on. */
    record RightsChanged(AccountId account, Rights rights) implements AccountEvent {}

    /**
     * The person logs in with pages by this name from now on.
     *
     * @param name in small letters
     */
    record LogInNameGiven(AccountId account, Personal<String> name) implements AccountEvent {}

    /** Another secret counts from now on. */
    record SecretRenewed(AccountId account, SecretId secret) implements AccountEvent {}

    /** The person has this second factor from now on, and no other. */
    record SecondFactorEnrolled(AccountId account, SecretId factor) implements AccountEvent {}

    /** The person has no second factor any more. */
    record SecondFactorRemoved(AccountId account) implements AccountEvent {}

    /** The account is not used any more. */
    record AccountDisabled(AccountId account, Instant at) implements AccountEvent {}
}
