package io.lumbar.application.account;

import java.util.Collection;
import java.util.Optional;

import io.lumbar.application.Unavailable;
import io.lumbar.domain.AccountId;
import io.lumbar.domain.SecretId;

/**
 * What is secret about second factors: a key that the person's telephone has as well, and codes for the day when that is lost. It
 * counts for nothing until an event of the account names it, and is forgotten with the account, with another factor, and
 * after a day when no event named it.
 */
public interface SecondFactors {

    /**
     * The second factor of an account; empty when it has none, is unknown or does not count.
     *
     * @throws Unavailable when it cannot be told now
     */
    Optional<SecretId> of(AccountId account);

    /**
     * Keeps a factor's key, sealed under the keys of the person.
     *
     * @throws Unavailable when it cannot be kept now
     */
    void keep(SecretId factor, AccountId account, byte[] key);

    /**
     * The key of a factor; empty when there is none any more.
     *
     * @throws Unavailable when it cannot be told now
     */
    Optional<byte[]> key(SecretId factor);

    /**
     * Uses up the moment that a code of the telephone is of.
     *
     * @param step number of the moment
     * @return false when this or a later moment was used before, also at another instance
     * @throws Unavailable when it cannot be told now
     */
    boolean use(SecretId factor, long step);

    /**
     * Keeps keyed hashes of codes that count once each, instead of any before.
     *
     * @throws Unavailable when they cannot be kept now
     */
    void keepRecoveryCodes(SecretId factor, Collection<String> codes);

    /**
     * Uses up a code.
     *
     * @return false when there is no such code, or it was used before
     * @throws Unavailable when it cannot be told now
     */
    boolean useRecoveryCode(SecretId factor, String code);

    /**
     * How many codes are left.
     *
     * @throws Unavailable when it cannot be told now
     */
    int recoveryCodesLeft(SecretId factor);
}
