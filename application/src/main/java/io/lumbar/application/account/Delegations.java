package io.lumbar.application.account;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

import io.lumbar.application.Unavailable;
import io.lumbar.domain.AppId;

/**
 * What people let programs have: codes, which count once, and refresh tokens, each of which takes the place of the one before. Only hashes
 * are kept. Whoever shows one that was used has stolen it, or had it stolen, so that everything that came of it ends. Each method throws
 * {@link Unavailable} when it cannot be told now.
 */
public interface Delegations {

    /**
     * One that stands.
     *
     * @param id names it in access tokens
     * @param caller in whose name, as callers are named
     * @param secret of the log-in, as it was handed in
     */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    record Delegation(UUID id, AppId app, String caller, byte[] secret, String redirectUri, String codeChallenge) {}

    /** Begins one, with a code. */
    void begin(Delegation delegation, String code, Duration counts);

    /** The one that a code is of; empty when it does not count any more. One that was used ends everything that came of it. */
    Optional<Delegation> byCode(String code);

    /** The one that a refresh token is of; likewise. */
    Optional<Delegation> byRefresh(String token);

    /**
     * Uses up a code, and gives the first refresh token.
     *
     * @return false when somebody else was first: then it has ended
     */
    boolean exchange(String code, String refresh, Duration counts);

    /**
     * Gives a refresh token in place of another.
     *
     * @return false when somebody else was first: then it has ended
     */
    boolean rotate(String before, String refresh, Duration counts);

    /** Whether it stands. */
    boolean stands(UUID id);

    /** Ends one. */
    void end(UUID id);
}
