package io.lumbar.infrastructure.calendar;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import javax.sql.DataSource;

import io.lumbar.application.calendar.BookedTimes;
import io.lumbar.domain.SessionId;
import io.lumbar.domain.TherapistId;
import io.lumbar.domain.episode.Session.Planned;
import io.lumbar.infrastructure.Outage;
import io.lumbar.infrastructure.projection.Query;

/** Reads what {@link Bookings} wrote. */
public final class StoredBookedTimes implements BookedTimes {
    private final DataSource dataSource;

    public StoredBookedTimes(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    @Override
    public Set<SessionId> clashing(TherapistId therapist, List<Planned> sessions) {
        try (Connection connection = dataSource.getConnection()) {
            return Set.copyOf(new Query("""
                    select s.id from unnest(?::uuid[], ?::timestamptz[], ?::int[]) s(id, start, minutes)
                    where exists (
                        select from rules.booking b where b.therapist_id = ? and b.session_id <> s.id
                        and b.period && tstzrange(s.start, s.start + make_interval(mins => s.minutes)))""",
                    Query.array("uuid", sessions, session -> session.id().value()),
                    Query.array("timestamptz", sessions, session -> session.plan().start().toString()),
                    Query.array("int4", sessions, session -> session.plan().minutes()), therapist.value())
                    .list(connection, row -> new SessionId(row.getObject("id", UUID.class))));
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    @Override
    public Optional<Instant> lastStart(TherapistId therapist) {
        try (Connection connection = dataSource.getConnection()) {
            return new Query("select max(lower(period)) as at from rules.booking where therapist_id = ?",
                    therapist.value()).list(connection, row -> Optional.ofNullable(Query.instant(row, "at")))
                    .getFirst();
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    private static RuntimeException unreadable(SQLException e) {
        return Outage.or(new IllegalStateException("the booked times cannot be read", e));
    }
}
