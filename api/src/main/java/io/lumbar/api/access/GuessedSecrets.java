package io.lumbar.api.access;

import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import io.lumbar.application.account.AccountAccess;
import io.lumbar.application.limit.Guesses;
import io.lumbar.application.limit.Guesses.Guess;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.stereotype.Component;

/**
 * Stands before every check of a secret, at the log-in and where tokens are given out: whoever was wrong too often waits, the
 * longer the oftener, by account and by address. Of names that nobody has the same is counted, so that it does not tell which there
 * are.
 */
@Component
final class GuessedSecrets {
    private static final Logger LOG = LoggerFactory.getLogger(GuessedSecrets.class);

    private final Guesses guesses;
    private final AccountAccess access;

    GuessedSecrets(Guesses guesses, AccountAccess access) {
        this.guesses = guesses;
        this.access = access;
    }

    /** A secret is not looked at now. It is an error of OAuth2 as well, so that both doors can tell it. */
    static final class TriedTooOften extends OAuth2AuthenticationException {
        private static final long serialVersionUID = 1L;

        private final transient Duration pause;

        TriedTooOften(Duration pause) {
            super(new OAuth2Error(OAuth2ErrorCodes.INVALID_CLIENT));
            this.pause = pause;
        }

        /** How long until one is. */
        Duration pause() {
            return pause;
        }
    }

    /**
     * Lets {@code check} look at a secret, unless it has to wait.
     *
     * @param client whose it is said to be; null when there is none of the name
     * @param name that was given
     * @param address that it is tried from
     * @param check the right one's answer; empty when the secret is wrong
     * @throws TriedTooOften it was not looked at, or others were wrong too often meanwhile
     * @throws io.lumbar.application.Unavailable it cannot be told
     */
    <T> Optional<T> checked(@Nullable RegisteredClient client, String name, String address,
            Supplier<Optional<T>> check) {
        var guess = new Guess(client == null ? "nobody " + name : client.getClientId() + " " + client.getClientSecret(),
                address);
        requireNoPause(guesses.pause(guess));
        Optional<T> answer = check.get();
        if (answer.isPresent()) {
            requireNoPause(guesses.right(guess));
        } else if (guesses.wrong(guess, isMemorized(client)) && client != null) {
            LOG.warn("The password of {} was wrong {} times in a row and counts no more; give another by POST"
                    + " /api/v1/accounts/{}/secret", TokenClients.caller(client), Guesses.MOST, client.getClientId());
        }
        return answer;
    }

    /**
     * The same for a code that is short enough to be guessed.
     *
     * @param whose names what it is of
     */
    boolean checked(String whose, String address, BooleanSupplier check) {
        var guess = new Guess(whose, address);
        requireNoPause(guesses.pause(guess));
        if (check.getAsBoolean()) {
            requireNoPause(guesses.right(guess));
            return true;
        }
        if (guesses.wrong(guess, true)) {
            LOG.warn("Codes of the {} were wrong {} times in a row, and it counts no more", whose, Guesses.MOST);
        }
        return false;
    }

    private static void requireNoPause(Duration pause) {
        if (!pause.isZero()) {
            throw new TriedTooOften(pause);
        }
    }

    /** What was given out is 256 bits drawn by chance, and the operator's is for the operator alone to replace. */
    private boolean isMemorized(@Nullable RegisteredClient client) {
        return client != null && Callers.accountOf(client.getClientId()).map(access::hasChosenSecret).orElse(false);
    }

    /** Where whoever tries to log in, or a client, asks from. */
    static String address(Authentication from) {
        return from.getDetails() instanceof WebAuthenticationDetails details
                ? String.valueOf(details.getRemoteAddress())
                : "";
    }
}
