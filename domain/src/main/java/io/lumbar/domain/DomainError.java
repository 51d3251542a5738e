package io.lumbar.domain;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Every way in which the clinic's rules can refuse a command. The HTTP answer for each is decided by one exhaustive
 * switch in the api, so an error that is added here does not compile until it has an answer.
 */
public sealed interface DomainError
        permits EpisodeError, DirectoryError, WorkListError, DomainError.NotFound, DomainError.UnknownReference,
        DomainError.InvalidValue, DomainError.InFuture, DomainError.AlreadyExists, DomainError.TherapistDoubleBooked,
        DomainError.ClientDoubleBooked, DomainError.CaseloadFull, DomainError.ClientHasOpenEpisode,
        DomainError.LicenceNumberTaken,
        DomainError.StaleVersion, DomainError.ConcurrentChange, DomainError.IdempotencyKeyReused {

    /** Stable kebab-case name, part of the API contract; documented in docs/problems.md. */
    String code();

    /** One sentence for a person, without personal data. */
    String message();

    /** The field of the request that the refusal is about, such as {@code baseline[0].score}; null when none is. */
    default @Nullable String field() {
        return null;
    }

    /** Nothing has this id. {@code kind} is a clinic word such as {@code session}. */
    record NotFound(String kind, Id id) implements DomainError {
        @Override
        public String code() {
            return "not-found";
        }

        @Override
        public String message() {
            return "There is no " + kind + " with id " + id.value() + ".";
        }
    }

    /** A value in the request refers to something that does not exist. */
    record UnknownReference(String field, String kind, String value) implements DomainError {
        @Override
        public String code() {
            return "unknown-reference";
        }

        @Override
        public String message() {
            return field + " refers to a " + kind + " that does not exist: " + value + ".";
        }
    }

    /** A value breaks the rule of its field: range, length, whole number, allowed characters, order. */
    record InvalidValue(String field, String rule) implements DomainError {
        @Override
        public String code() {
            return "invalid-value";
        }

        @Override
        public String message() {
            return field + " " + rule + ".";
        }
    }

    /** Something is said to have happened more than two minutes after now. */
    record InFuture(String field, Instant value, Instant now) implements DomainError {
        @Override
        public String code() {
            return "in-future";
        }

        @Override
        public String message() {
            return field + " " + value + " lies in the future (now " + now + ").";
        }
    }

    /** The same id was used before for something else. */
    record AlreadyExists(String kind, Id id) implements DomainError {
        @Override
        public String code() {
            return "already-exists";
        }

        @Override
        public String message() {
            return "A different " + kind + " with id " + id.value() + " exists.";
        }
    }

    /** The therapist has another session in that time. */
    record TherapistDoubleBooked(TherapistId therapist) implements DomainError {
        @Override
        public String code() {
            return "therapist-double-booked";
        }

        @Override
        public String message() {
            return "The therapist has another session in that time.";
        }
    }

    /** The client has another session in that time. */
    record ClientDoubleBooked(ClientId client) implements DomainError {
        @Override
        public String code() {
            return "client-double-booked";
        }

        @Override
        public String message() {
            return "The client has another session in that time.";
        }
    }

    /** The therapist carries as many open episodes as the limit allows. */
    record CaseloadFull(TherapistId therapist) implements DomainError {
        @Override
        public String code() {
            return "caseload-full";
        }

        @Override
        public String message() {
            return "The therapist carries as many episodes as the caseload limit allows.";
        }
    }

    /** The client has another open episode. */
    record ClientHasOpenEpisode() implements DomainError {
        @Override
        public String code() {
            return "client-has-open-episode";
        }

        @Override
        public String message() {
            return "The client has another open episode.";
        }
    }

    /** Another therapist is registered with the licence number. */
    record LicenceNumberTaken() implements DomainError {
        @Override
        public String code() {
            return "licence-number-taken";
        }

        @Override
        public String message() {
            return "Another therapist is registered with this licence number.";
        }

        @Override
        public String field() {
            return "licenceNumber";
        }
    }

    /** The caller saw an older version than the one that stands ({@code If-Match}). Versions count from 0. */
    record StaleVersion(long expected, long actual) implements DomainError {
        @Override
        public String code() {
            return "stale-version";
        }

        @Override
        public String message() {
            return "Version " + expected + " was expected, but " + actual + " stands.";
        }
    }

    /** Others changed the same stream at the same moment, again and again; the command may be sent anew. */
    record ConcurrentChange(StreamId stream) implements DomainError {
        @Override
        public String code() {
            return "concurrent-change";
        }

        @Override
        public String message() {
            return "Others changed " + stream + " at the same moment. Send the request again.";
        }
    }

    /** The idempotency key was used before with another request. */
    record IdempotencyKeyReused() implements DomainError {
        @Override
        public String code() {
            return "idempotency-key-reused";
        }

        @Override
        public String message() {
            return "The Idempotency-Key was used before with another request.";
        }

        @Override
        public String field() {
            return "Idempotency-Key";
        }
    }
}
