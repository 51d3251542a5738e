package io.lumbar.api.access;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Optional;

import com.nulabinc.zxcvbn.Zxcvbn;
import io.lumbar.api.access.Passwords.Outcome;

/**
 * What a password that a person chooses must be, by NIST SP 800-63B-4, 3.1.1.2: long, and none that is tried first. No kind of
 * character is asked for or refused, none expires. What is tried first is told by zxcvbn (Wheeler, USENIX Security 2016), which
 * bundles 30,000 passwords that were used most (from lists that leaked, MIT licence), names and English words, and also knows what
 * is made of them by repeating, joining, capitals, keys next to one another and digits at the end.
 */
final class PasswordRules {
    /** The fewest characters; every character of Unicode is one. */
    static final int SHORTEST = 15;
    /** BCrypt reads no further. */
    static final int LONGEST_BYTES = 72;
    /** A tenth of a billion guesses: what zxcvbn calls fit for a hash that is slow to try, and far from the 100 that may be tried here. */
    private static final double LEAST_GUESSES = 1e8;

    private PasswordRules() {}

    /**
     * Which rule {@code chosen} breaks; empty when it may be a password.
     *
     * @param about words that others know about the person or the system
     */
    static Optional<Outcome> breach(String chosen, Collection<String> about) {
        String normal = NormalForm.of(chosen);
        if (normal.codePointCount(0, normal.length()) < SHORTEST) {
            return Optional.of(Outcome.TOO_SHORT);
        }
        if (normal.getBytes(StandardCharsets.UTF_8).length > LONGEST_BYTES) {
            return Optional.of(Outcome.TOO_LONG);
        }
        boolean common = OfferedFirst.ORDER.measure(normal, about.stream().toList()).getGuesses() < LEAST_GUESSES;
        return common ? Optional.of(Outcome.COMMON) : Optional.empty();
    }

    /** Its lists are read when somebody chooses first: that takes a second, which no start should. */
    private static final class OfferedFirst {
        static final Zxcvbn ORDER = new Zxcvbn();
    }
}
