package io.lumbar.application.calendar;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.lumbar.application.Page;
import io.lumbar.application.PageRequest;
import io.lumbar.application.clinic.ClinicList;
import io.lumbar.domain.ClientId;
import io.lumbar.domain.ClinicId;
import io.lumbar.domain.ClinicTime;
import io.lumbar.domain.DomainError.InvalidValue;
import io.lumbar.domain.EpisodeId;
import io.lumbar.domain.Rejected;
import io.lumbar.domain.SessionId;
import io.lumbar.domain.SessionKind;
import io.lumbar.domain.Style;
import io.lumbar.domain.TherapistId;
import io.lumbar.domain.therapist.Absence;

/** Sessions as spans of time, earliest first, and when nobody is there. */
public interface Calendar {

    /** What there is of the span, see {@link PageRequest} for refusals. */
    Part find(Filter filter, PageRequest page);

    /**
     * Alternatives within a filter, all filters together; an empty set lets everything through.
     *
     * @param from sessions that end after it
     * @param to sessions that start before it; later than {@code from} and at most {@link #LONGEST_SPAN} later
     */
    record Filter(Instant from, Instant to, Set<ClinicId> clinics, Set<TherapistId> therapists) {

        /** The longest time that can be asked for at once. */
        public static final Duration LONGEST_SPAN = Duration.ofDays(366);

        /** @throws Rejected when the span is empty or too long */
        public Filter {
            if (!to.isAfter(from) || to.isAfter(from.plus(LONGEST_SPAN))) {
                throw new Rejected(new InvalidValue("to", "must be later than from, by at most "
                        + LONGEST_SPAN.toDays() + " days"));
            }
            clinics = Set.copyOf(clinics);
            therapists = Set.copyOf(therapists);
        }
    }

    /** What became of a session. */
    enum State {
        PLANNED, HELD, MISSED, CANCELLED
    }

    /**
     * A part of the sessions; with the first part all of the span's absences and closed hours, with later ones none.
     *
     * @param absences of the therapists of the filter, at its clinics
     * @param closed of the filter's clinics, else of those where its therapists work
     */
    record Part(Page<Entry> sessions, List<Away> absences, List<Closed> closed) {
        public Part {
            absences = List.copyOf(absences);
            closed = List.copyOf(closed);
        }
    }

    /** An absence that shares a moment with the span. */
    record Away(TherapistId therapist, Absence absence) {}

    /**
     * A time of the span in which a clinic is not open: outside of its weekly hours, or after it was closed for good. One
     * that never told its hours counts as open.
     *
     * @param time the clinic's own
     */
    record Closed(ClinicId clinic, ClinicTime time, ClinicTime.Span span) {

        /** Those of {@code clinic} between two moments, in order. */
        public static List<Closed> of(ClinicList.Entry clinic, Instant from, Instant to) {
            var time = new ClinicTime(clinic.timeZone());
            Instant end = clinic.closedAt() == null || clinic.closedAt().isAfter(to) ? to : clinic.closedAt();
            List<ClinicTime.Span> spans = new ArrayList<>(clinic.openingHours().isEmpty() || !end.isAfter(from)
                    ? List.of()
                    : time.outside(clinic.openingHours(), from, end));
            if (end.isBefore(to)) {
                spans.add(new ClinicTime.Span(end.isAfter(from) ? end : from, to));
            }
            return spans.stream().map(span -> new Closed(clinic.id(), time, span)).toList();
        }
    }

    /**
     * A session: as it was held, else as it is or was planned.
     *
     * @param version of its episode
     * @param time of the clinic
     * @param end exclusive
     */
    record Entry(SessionId id, long version, ClinicTime time, EpisodeId episode, ClientId client, ClinicId clinic,
            TherapistId therapist,
            Instant start, Instant end, Style style, SessionKind kind, State state) {}
}
