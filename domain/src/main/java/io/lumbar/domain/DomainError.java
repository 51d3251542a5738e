package io.lumbar.domain;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Every way in which the clinic's rules can refuse a command. The HTTP answer for each is decided by one exhaustive
 * switch in the api, so an error that is added here does not compile until it has an answer.
 */
public sealed interface DomainError {

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

    /** The episode's state does not allow the action. */
    record EpisodeStateForbids(EpisodeId episode, String state, String action) implements DomainError {
        @Override
        public String code() {
            return "episode-state-forbids";
        }

        @Override
        public String message() {
            return "The episode is " + state + ", which does not allow to " + action + ".";
        }
    }

    /** Screening found signs that a physician must clear before treatment. */
    record ClearanceMissing(EpisodeId episode, List<String> codes) implements DomainError {
        public ClearanceMissing {
            codes = List.copyOf(codes);
        }

        @Override
        public String code() {
            return "clearance-missing";
        }

        @Override
        public String message() {
            return "A medical clearance is needed for " + String.join(", ", codes) + ".";
        }
    }

    /** Another therapist is responsible for the episode already. */
    record TherapistAlreadyAssigned(EpisodeId episode, TherapistId therapist) implements DomainError {
        @Override
        public String code() {
            return "therapist-already-assigned";
        }

        @Override
        public String message() {
            return "Therapist " + therapist.value() + " is assigned already.";
        }
    }

    /** The session's state does not allow the action. */
    record SessionStateForbids(SessionId session, String state, String action) implements DomainError {
        @Override
        public String code() {
            return "session-state-forbids";
        }

        @Override
        public String message() {
            return "The session is " + state + ", which does not allow to " + action + ".";
        }
    }

    /** The follow-up was recorded before with another outcome. */
    record FollowUpAlreadyRecorded(FollowUpId followUp) implements DomainError {
        @Override
        public String code() {
            return "follow-up-already-recorded";
        }

        @Override
        public String message() {
            return "The follow-up was recorded already.";
        }
    }

    /** A follow-up may be taken from 14 days before it is due. */
    record FollowUpTooEarly(FollowUpId followUp, LocalDate earliest) implements DomainError {
        @Override
        public String code() {
            return "follow-up-too-early";
        }

        @Override
        public String message() {
            return "The follow-up may be taken from " + earliest + " on.";
        }

        @Override
        public String field() {
            return "takenAt";
        }
    }

    /** A discharge lies before a session that was held. */
    record DischargeBeforeLastSession(EpisodeId episode, Instant lastSession) implements DomainError {
        @Override
        public String code() {
            return "discharge-before-last-session";
        }

        @Override
        public String message() {
            return "The last session was held at " + lastSession + "; a discharge cannot lie before it.";
        }

        @Override
        public String field() {
            return "at";
        }
    }

    /** No treatment consent stood at that moment. */
    record ConsentMissing(ClientId client, Instant at) implements DomainError {
        @Override
        public String code() {
            return "consent-missing";
        }

        @Override
        public String message() {
            return "The client had not consented to treatment at " + at + ".";
        }
    }

    /** The therapist holds no valid qualification for the style on that day. */
    record TherapistNotQualified(TherapistId therapist, Style style, LocalDate on) implements DomainError {
        @Override
        public String code() {
            return "therapist-not-qualified";
        }

        @Override
        public String message() {
            return "The therapist is not qualified for " + style + " on " + on + ".";
        }
    }

    /** The therapist does not work at the episode's clinic. */
    record TherapistNotAtClinic(TherapistId therapist, ClinicId clinic) implements DomainError {
        @Override
        public String code() {
            return "therapist-not-at-clinic";
        }

        @Override
        public String message() {
            return "The therapist does not work at clinic " + clinic.value() + ".";
        }

        @Override
        public String field() {
            return "therapistId";
        }
    }

    /** The therapist was not practising at that time. */
    record TherapistNotPractising(TherapistId therapist, LocalDate on) implements DomainError {
        @Override
        public String code() {
            return "therapist-not-practising";
        }

        @Override
        public String message() {
            return "The therapist was not practising on " + on + ".";
        }
    }

    /** Screening forbids the style for this client. */
    record StyleRestricted(Style style, List<String> codes) implements DomainError {
        public StyleRestricted {
            codes = List.copyOf(codes);
        }

        @Override
        public String code() {
            return "style-restricted";
        }

        @Override
        public String message() {
            return style + " is ruled out by " + String.join(", ", codes) + ".";
        }

        @Override
        public String field() {
            return "style";
        }
    }

    /** Screening forbids to treat the area. */
    record AreaExcluded(Area area) implements DomainError {
        @Override
        public String code() {
            return "area-excluded";
        }

        @Override
        public String message() {
            return area + " is excluded from treatment by the screening.";
        }

        @Override
        public String field() {
            return "areas";
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
