package io.lumbar.application.privacy;

import java.util.Collection;

import io.lumbar.domain.Subject;
import org.jspecify.annotations.Nullable;

/**
 * Seals what is personal, each person's data under keys of that person's own, so that destroying the keys erases the data
 * wherever it is stored. What was sealed for one place opens at no other.
 */
public interface Vault {

    /**
     * Seals. A person without keys is given some, and they are kept for good before this returns.
     *
     * @param place where the sealed bytes will stand; the same has to be said to open them
     * @throws KeysDestroyed the person was erased
     * @throws io.lumbar.application.Unavailable the keys cannot be reached now
     */
    byte[] seal(Subject subject, byte[] clear, byte[] place);

    /**
     * What was sealed; null when the person's keys were destroyed.
     *
     * @throws KeysMissing the person never had keys here, so they are lost and not destroyed
     * @throws IllegalArgumentException the bytes were changed, or sealed for another person or place
     * @throws io.lumbar.application.Unavailable the keys cannot be reached now
     */
    byte @Nullable [] open(Subject subject, byte[] sealed, byte[] place);

    /** Has the keys of these at hand as far as they have any, so that they are fetched together; nothing else changes. */
    void fetch(Collection<Subject> subjects);

    /** Makes keys for those who have none, together; of an erased person they stay destroyed. */
    void provide(Collection<Subject> subjects);

    /** Destroys the person's keys for ever; nothing happens where they are destroyed or never were. */
    void destroy(Subject subject);

    /** Nothing personal about somebody erased is stored again. */
    final class KeysDestroyed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        /** The keys of {@code subject}. */
        public KeysDestroyed(Subject subject) {
            super("the keys of " + subject.kind() + " " + subject.id() + " were destroyed");
        }
    }

    /** Something was sealed with keys that are not in the vault: it was restored from another time than the events. */
    final class KeysMissing extends RuntimeException {
        private static final long serialVersionUID = 1L;

        /** The keys of {@code subject}. */
        public KeysMissing(Subject subject) {
            super("the keys of " + subject.kind() + " " + subject.id() + " are missing");
        }
    }
}
