package io.lumbar.application.limit;

import java.time.Duration;

import io.lumbar.application.Unavailable;

/**
 * Wrong secrets, counted whichever instance they are tried at. The more of them there were in a row, the longer the next one has
 * to wait; what is tried meanwhile is not looked at, so that not even the right one gets through.
 */
public interface Guesses {

    /**
     * A secret that is tried.
     *
     * @param whose the account or other name that it is said to be of, with what is new when the secret is; kept nowhere in
     *     clear
     * @param address where it is tried from; kept nowhere in clear
     */
    record Guess(String whose, String address) {}

    /**
     * How long until this may be tried; zero when it may be now, for ever ({@link #FOR_EVER}) when it was wrong too often.
     *
     * @throws Unavailable when it cannot be told now
     */
    Duration pause(Guess guess);

    /**
     * Counts one that was wrong.
     *
     * @param memorized whether a person keeps the secret in mind, so that it could be guessed in the end: then it counts for nothing
     *     any more after {@value #MOST} in a row (NIST SP 800-63B, 3.2.2)
     * @return whether this was the last
     * @throws Unavailable when it cannot be counted now
     */
    boolean wrong(Guess guess, boolean memorized);

    /**
     * Begins counting anew after one that was right, unless others that were tried at the same time were wrong too often meanwhile.
     *
     * @return as {@link #pause}; when it is not zero, this one is not to be let through
     * @throws Unavailable when it cannot be told now
     */
    Duration right(Guess guess);

    /** How often a memorized secret may be wrong in a row. */
    int MOST = 100;

    /** Longer than anybody waits. */
    Duration FOR_EVER = Duration.ofDays(36_500);
}
