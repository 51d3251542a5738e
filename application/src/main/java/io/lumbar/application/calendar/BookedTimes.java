package io.lumbar.application.calendar;

import java.util.List;
import java.util.Set;

import io.lumbar.domain.SessionId;
import io.lumbar.domain.TherapistId;
import io.lumbar.domain.episode.Session.Planned;

/** The times that are taken, current at once. */
public interface BookedTimes {

    /** Those of {@code sessions} in whose time {@code therapist} gives another session, planned or held. */
    Set<SessionId> clashing(TherapistId therapist, List<Planned> sessions);
}
