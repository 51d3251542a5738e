package io.lumbar.application.calendar;

import java.time.Instant;
import java.util.Set;

import io.lumbar.application.Page;
import io.lumbar.application.PageRequest;
import io.lumbar.domain.ClientId;
import io.lumbar.domain.ClinicId;
import io.lumbar.domain.EpisodeId;
import io.lumbar.domain.SessionId;
import io.lumbar.domain.SessionKind;
import io.lumbar.domain.Style;
import io.lumbar.domain.TherapistId;

/** Sessions as spans of time, earliest first. */
public interface Calendar {

    /** The sessions that match, see {@link PageRequest} for refusals. */
    Page<Entry> find(Filter filter, PageRequest page);

    /**
     * Alternatives within a filter, all filters together; an empty set lets everything through.
     *
     * @param from sessions that end after it
     * @param to sessions that start before it; later than {@code from}
     */
    record Filter(Instant from, Instant to, Set<ClinicId> clinics, Set<TherapistId> therapists) {
        public Filter {
            clinics = Set.copyOf(clinics);
            therapists = Set.copyOf(therapists);
        }
    }

    /** What became of a session. */
    enum State {
        PLANNED, HELD, MISSED, CANCELLED
    }

    /**
     * A session: as it was held, else as it is or was planned.
     *
     * @param end exclusive
     */
    record Entry(SessionId id, EpisodeId episode, ClientId client, ClinicId clinic, TherapistId therapist,
            Instant start, Instant end, Style style, SessionKind kind, State state) {}
}
