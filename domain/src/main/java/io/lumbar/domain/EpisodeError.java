package io.lumbar.domain;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** The refusals that speak of a care episode: what its state, its screening or the people in it do not allow. */
public sealed interface EpisodeError extends DomainError {

    /** The client's personal data were erased, so that no new episode can begin. */
    record ClientErased(ClientId client) implements EpisodeError {
        @Override
        public String code() {
            return "client-erased";
        }

        @Override
        public String message() {
            return "The client's personal data were erased.";
        }

        @Override
        public String field() {
            return "clientId";
        }
    }

    /** The episode's state does not allow the action. */
    record EpisodeStateForbids(EpisodeId episode, String state, String action) implements EpisodeError {
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
    record ClearanceMissing(EpisodeId episode, List<String> codes) implements EpisodeError {
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

    /** A physician said that massage must not be given: only declining or a medical discharge is left. */
    record ClearanceRefused(EpisodeId episode) implements EpisodeError {
        @Override
        public String code() {
            return "clearance-refused";
        }

        @Override
        public String message() {
            return "A physician refused the clearance; the episode can only be declined or discharged as MEDICAL.";
        }

        @Override
        public String field() {
            return "reason";
        }
    }

    /** Another therapist is responsible for the episode already. */
    record TherapistAlreadyAssigned(EpisodeId episode, TherapistId therapist) implements EpisodeError {
        @Override
        public String code() {
            return "therapist-already-assigned";
        }

        @Override
        public String message() {
            return "Therapist " + therapist.value() + " is assigned already.";
        }
    }

    /** Sessions that are planned do not fit the therapist who is to take them over. */
    record PlannedSessionsDoNotFit(EpisodeId episode, List<Unfit> sessions) implements EpisodeError {
        public PlannedSessionsDoNotFit {
            sessions = List.copyOf(sessions);
        }

        /** {@code problem} is the code of the refusal that planning it with the therapist would meet. */
        public record Unfit(SessionId session, Instant start, String problem) {}

        @Override
        public String code() {
            return "planned-sessions-do-not-fit";
        }

        @Override
        public String message() {
            return "The therapist cannot give " + sessions.size() + " of the sessions that are planned.";
        }

        @Override
        public String field() {
            return "plannedSessions";
        }
    }

    /** Only a manager may set this rule aside. */
    record ManagerNeeded(String field) implements EpisodeError {
        @Override
        public String code() {
            return "manager-needed";
        }

        @Override
        public String message() {
            return "Only a manager may set this rule aside.";
        }
    }

    /** The client prefers a therapist of another gender. */
    record PreferredGenderDiffers(TherapistId therapist) implements EpisodeError {
        @Override
        public String code() {
            return "preferred-gender-differs";
        }

        @Override
        public String message() {
            return "The client prefers to be treated by a therapist of another gender.";
        }

        @Override
        public String field() {
            return "therapistId";
        }
    }

    /** The session's state does not allow the action. */
    record SessionStateForbids(SessionId session, String state, String action) implements EpisodeError {
        @Override
        public String code() {
            return "session-state-forbids";
        }

        @Override
        public String message() {
            return "The session is " + state + ", which does not allow to " + action + ".";
        }
    }

    /** The measurement was voided, and so is nothing that could be changed. */
    record MeasurementWasVoided(MeasurementId measurement) implements EpisodeError {
        @Override
        public String code() {
            return "measurement-voided";
        }

        @Override
        public String message() {
            return "The measurement was voided as entered in error.";
        }
    }

    /** The follow-up was recorded before with another outcome. */
    record FollowUpAlreadyRecorded(FollowUpId followUp) implements EpisodeError {
        @Override
        public String code() {
            return "follow-up-already-recorded";
        }

        @Override
        public String message() {
            return "The follow-up was recorded already.";
        }
    }

    /** A discharged episode is reopened within twelve months; {@code latest} is the last moment. */
    record ReopeningTooLate(EpisodeId episode, Instant latest) implements EpisodeError {
        @Override
        public String code() {
            return "reopening-too-late";
        }

        @Override
        public String message() {
            return "The episode could be reopened until " + latest + "; open a new one.";
        }
    }

    /** The follow-up was withdrawn when the episode was reopened. */
    record FollowUpWasWithdrawn(FollowUpId followUp) implements EpisodeError {
        @Override
        public String code() {
            return "follow-up-withdrawn";
        }

        @Override
        public String message() {
            return "The follow-up was withdrawn when the episode was reopened.";
        }
    }

    /** Only a follow-up that was recorded can be corrected. */
    record FollowUpNotRecorded(FollowUpId followUp) implements EpisodeError {
        @Override
        public String code() {
            return "follow-up-not-recorded";
        }

        @Override
        public String message() {
            return "The follow-up was not recorded yet.";
        }
    }

    /** A follow-up is missed when it is overdue by more than 21 days; {@code lastDay} is the last on which it is not. */
    record FollowUpNotOverdue(FollowUpId followUp, LocalDate lastDay) implements EpisodeError {
        @Override
        public String code() {
            return "follow-up-not-overdue";
        }

        @Override
        public String message() {
            return "The follow-up is awaited until " + lastDay + ".";
        }
    }

    /** A follow-up may be taken from 14 days before it is due. */
    record FollowUpTooEarly(FollowUpId followUp, LocalDate earliest) implements EpisodeError {
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
    record DischargeBeforeLastSession(EpisodeId episode, Instant lastSession) implements EpisodeError {
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
    record ConsentMissing(ClientId client, Instant at) implements EpisodeError {
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
    record TherapistNotQualified(TherapistId therapist, Style style, LocalDate on) implements EpisodeError {
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
    record TherapistNotAtClinic(TherapistId therapist, ClinicId clinic) implements EpisodeError {
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
    record TherapistNotPractising(TherapistId therapist, LocalDate on) implements EpisodeError {
        @Override
        public String code() {
            return "therapist-not-practising";
        }

        @Override
        public String message() {
            return "The therapist was not practising on " + on + ".";
        }
    }

    /** The therapist does not work at the clinic in all of that time. */
    record TherapistOffHours(TherapistId therapist, Instant start) implements EpisodeError {
        @Override
        public String code() {
            return "therapist-off-hours";
        }

        @Override
        public String message() {
            return "The session at " + start + " does not lie within the therapist's working hours at the clinic.";
        }

        @Override
        public String field() {
            return "start";
        }
    }

    /** The therapist is away in that time. */
    record TherapistAbsent(TherapistId therapist, Instant start) implements EpisodeError {
        @Override
        public String code() {
            return "therapist-absent";
        }

        @Override
        public String message() {
            return "The therapist is absent in the time of the session at " + start + ".";
        }

        @Override
        public String field() {
            return "start";
        }
    }

    /** Screening forbids the style for this client. */
    record StyleRestricted(Style style, List<String> codes) implements EpisodeError {
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
    record AreaExcluded(Area area) implements EpisodeError {
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
}
