package io.lumbar.application.calendar;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.lumbar.domain.SessionId;
import io.lumbar.domain.TherapistId;
import io.lumbar.domain.episode.Session.Planned;

/** The times that are taken, current at once. */
public interface BookedTimes {

    /** For who records where no other session stands, or leaves clashes to the rules. */
    BookedTimes NONE = new BookedTimes() {
        @Override
        public Set<SessionId> clashing(TherapistId therapist, List<Planned> sessions) {
            return Set.of();
        }

        @Override
        public Optional<Instant> lastStart(TherapistId therapist) {
            return Optional.empty();
        }
    };

    /** Those of {@code sessions} in whose time {@code therapist} gives another session, planned or held. */
    Set<SessionId> clashing(TherapistId therapist, List<Planned> sessions);

    /** When the last session of {@code therapist} begins, planned or held; empty when none stands. */
    Optional<Instant> lastStart(TherapistId therapist);
}
