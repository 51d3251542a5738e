package io.lumbar.domain;

import java.util.Locale;
import java.util.UUID;

/**
 * The person whom a piece of personal data is about. Encryption keys and erasure go by subject.
 *
 * @param kind what the person is to the clinic
 * @param id the person's id, the same as in {@link ClientId}, {@link TherapistId}, {@link AccountId} or {@link ImportId}
 */
public record Subject(Kind kind, UUID id) {

    /** What a person is to the clinic. */
    public enum Kind {
        /** In care. */
        CLIENT,
        /** Treats. */
        THERAPIST,
        /** Works with the system. */
        USER,
        /** Everybody whom the lines of one import are about, until each of them is somebody in care. */
        IMPORT
    }

    /** The person in care. */
    public static Subject of(ClientId client) {
        return new Subject(Kind.CLIENT, client.value());
    }

    /** The person who treats. */
    public static Subject of(TherapistId therapist) {
        return new Subject(Kind.THERAPIST, therapist.value());
    }

    /** The person who works with the system. */
    public static Subject of(AccountId account) {
        return new Subject(Kind.USER, account.value());
    }

    /** The people in the lines of an import. */
    public static Subject of(ImportId imported) {
        return new Subject(Kind.IMPORT, imported.value());
    }

    /** Such as {@code client:0199...}. */
    public String label() {
        return kind.name().toLowerCase(Locale.ROOT) + ":" + id;
    }
}
