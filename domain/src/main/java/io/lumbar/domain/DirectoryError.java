package io.lumbar.domain;

import java.time.LocalDate;

import org.jspecify.annotations.Nullable;

/** The refusals that speak of the records of clinics, therapists, clients and accounts. */
public sealed interface DirectoryError extends DomainError {

    /** A certificate for the style from that day is on record, with another end. */
    record QualificationAlreadyGranted(TherapistId therapist, Style style,
            LocalDate certifiedOn) implements DirectoryError {
        @Override
        public String code() {
            return "qualification-already-granted";
        }

        @Override
        public String message() {
            return "A certificate for " + style + " from " + certifiedOn + " is on record with another end.";
        }

        @Override
        public String field() {
            return "expiresOn";
        }
    }

    /** No certificate for the style counts on that day or later. */
    record QualificationNotHeld(TherapistId therapist, Style style, LocalDate from) implements DirectoryError {
        @Override
        public String code() {
            return "qualification-not-held";
        }

        @Override
        public String message() {
            return "No certificate for " + style + " counts on " + from + " or later.";
        }

        @Override
        public String field() {
            return "revokedOn";
        }
    }

    /** Another account is logged in with by this name. */
    record LogInNameTaken() implements DirectoryError {
        @Override
        public String code() {
            return "log-in-name-taken";
        }

        @Override
        public String message() {
            return "Another account has this name to log in with.";
        }

        @Override
        public String field() {
            return "logInName";
        }
    }

    /** The therapist has left: no record of theirs changes, and nobody is assigned to them. */
    record TherapistInactive(TherapistId therapist) implements DirectoryError {
        @Override
        public String code() {
            return "therapist-inactive";
        }

        @Override
        public String message() {
            return "The therapist was deactivated.";
        }
    }

    /** Open episodes are assigned to the therapist, or sessions stand in the time after the therapist would have left. */
    record TherapistStillNeeded(TherapistId therapist) implements DirectoryError {
        @Override
        public String code() {
            return "therapist-still-needed";
        }

        @Override
        public String message() {
            return "The therapist carries open episodes or has sessions after that time.";
        }
    }

    /** The clinic was closed. {@code field} is null unless a field of the request refers to it. */
    record ClinicNotOpen(@Nullable String field, ClinicId clinic) implements DirectoryError {
        @Override
        public String code() {
            return "clinic-not-open";
        }

        @Override
        public String message() {
            return "Clinic " + clinic.value() + " was closed.";
        }
    }

    /** The clinic has open episodes. */
    record ClinicStillNeeded(ClinicId clinic) implements DirectoryError {
        @Override
        public String code() {
            return "clinic-still-needed";
        }

        @Override
        public String message() {
            return "The clinic has open episodes.";
        }
    }

    /** No consent for the purpose stood at that time, and none was withdrawn before. */
    record ConsentNotGiven(ClientId client, String purpose) implements DirectoryError {
        @Override
        public String code() {
            return "consent-not-given";
        }

        @Override
        public String message() {
            return "The client had given no consent for " + purpose + " at that time.";
        }

        @Override
        public String field() {
            return "withdrawnAt";
        }
    }

    /**
     * Somebody of this name and birth date is registered.
     *
     * @param existing who; null when whoever asks may not see that client
     */
    record ClientAlreadyRegistered(@Nullable ClientId existing) implements DirectoryError {
        @Override
        public String code() {
            return "client-already-registered";
        }

        @Override
        public String message() {
            return "A client of this name and birth date is registered.";
        }

        @Override
        public String field() {
            return "name";
        }
    }

    /** The account was disabled: nothing of it changes any more. */
    record AccountNotEnabled(AccountId account) implements DirectoryError {
        @Override
        public String code() {
            return "account-not-enabled";
        }

        @Override
        public String message() {
            return "The account was disabled.";
        }
    }

    /** Nobody else administers every clinic, so the account cannot stop to. */
    record LastAdministrator(AccountId account) implements DirectoryError {
        @Override
        public String code() {
            return "last-administrator";
        }

        @Override
        public String message() {
            return "No other account administers every clinic.";
        }
    }

    /** Another history was imported under the same name. */
    record HistoryDiffers() implements DirectoryError {
        @Override
        public String code() {
            return "history-differs";
        }

        @Override
        public String message() {
            return "Another history was imported under this externalId.";
        }

        @Override
        public String field() {
            return "externalId";
        }
    }
}
