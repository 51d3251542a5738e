package io.lumbar.application.account;

import java.util.Optional;

import io.lumbar.application.Unavailable;
import io.lumbar.domain.AccountId;
import io.lumbar.domain.SecretId;
import io.lumbar.domain.account.Rights;

/**
 * What is asked of accounts at the door: current at every moment, whatever the lists have read. An account counts until it
 * is disabled. With the therapist who has it leaving, it is a therapist's no more, and one that was nothing else counts no
 * more.
 */
public interface AccountAccess {

    /**
     * What the person is to the clinics; empty when the account is unknown or does not count.
     *
     * @throws Unavailable when it cannot be told now
     */
    Optional<Rights> rights(AccountId account);

    /**
     * The hash of the secret that counts; empty when the account is unknown or does not count.
     *
     * @throws Unavailable when it cannot be told now
     */
    Optional<String> hash(AccountId account);

    /**
     * The account that is logged in with by a name, in whatever letters; empty when there is none that counts.
     *
     * @throws Unavailable when it cannot be told now
     */
    Optional<AccountId> named(String logInName);

    /**
     * Whether the person chose the secret that counts; not so when it was given to them.
     *
     * @throws Unavailable when it cannot be told now
     */
    boolean hasChosenSecret(AccountId account);

    /**
     * Keeps the hash of a secret that an account will be given. It counts for nothing until an event says so, and is
     * forgotten after a day when none did.
     *
     * @param chosen whether the person chose it
     */
    void keep(SecretId secret, String hash, boolean chosen);

    /** Forgets a hash that no account was given. */
    void forget(SecretId secret);
}
