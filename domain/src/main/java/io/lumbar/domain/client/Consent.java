package io.lumbar.domain.client;

import java.time.Instant;

/**
 * A client's agreement to one use of treatment or data.
 *
 * @param purpose what is agreed to
 * @param textVersion version of the text that was shown, 1 to 40 characters
 * @param givenAt when it was given; it counts from then on
 */
public record Consent(Purpose purpose, String textVersion, Instant givenAt) {

    /** What is agreed to. */
    public enum Purpose {
        /** To be treated; no session without it. */
        TREATMENT,
        /** That pseudonymised data serve research. */
        RESEARCH,
        /** To be reminded of sessions and follow-ups. */
        REMINDERS
    }
}
