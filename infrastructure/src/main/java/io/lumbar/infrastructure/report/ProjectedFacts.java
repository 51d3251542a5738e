package io.lumbar.infrastructure.report;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Set;

import javax.sql.DataSource;

import io.lumbar.application.Position;
import io.lumbar.application.PositionNotReached;
import io.lumbar.application.report.ReportFacts;
import io.lumbar.domain.DomainError.InFuture;
import io.lumbar.domain.Rejected;
import io.lumbar.domain.StreamId;
import io.lumbar.infrastructure.Outage;
import io.lumbar.infrastructure.eventstore.EventPosition;
import io.lumbar.infrastructure.eventstore.EventReader;
import io.lumbar.infrastructure.eventstore.HorizonHeld;
import io.lumbar.infrastructure.projection.Projection;
import io.lumbar.infrastructure.projection.Query;
import io.lumbar.infrastructure.projection.Readings;
import org.jspecify.annotations.Nullable;

/** The facts of {@link FactsTables}, kept in memory and brought up to date before each answer. */
public final class ProjectedFacts implements ReportFacts {
    private final Readings readings;
    private final Projection projection;
    private final EventReader events;
    private final DataSource dataSource;
    private final Duration patience;
    private final FactBook book = new FactBook();

    /** @param patience how long to wait for transactions that may still record something by the moment asked for */
    public ProjectedFacts(Readings readings, Projection projection, EventReader events, DataSource dataSource,
            Duration patience) {
        this.readings = readings;
        this.projection = projection;
        this.events = events;
        this.dataSource = dataSource;
        this.patience = patience;
    }

    @Override
    public Known known(@Nullable Instant asOf, @Nullable Position after) {
        EventPosition asked = Readings.position(after);
        Instant moment = moment(asOf);
        EventPosition atMoment = known(moment);
        // All that was recorded by the moment lies below the present head, not all of it below the position at it.
        EventPosition head = events.head();
        EventPosition needed = asked == null || asked.compareTo(head) <= 0 ? head : asked;
        return readings.read(Set.of(projection), needed, (connection, _) -> {
            long incomplete = Readings.incomplete(connection, projection, StreamId.Kind.CARE_EPISODE);
            return new Known(moment, new Position(atMoment.toString()), incomplete,
                    book.known(connection, moment, incomplete == 0));
        });
    }

    private Instant moment(@Nullable Instant asked) {
        Instant now;
        try (Connection connection = dataSource.getConnection()) {
            now = new Query("select clock_timestamp() as now")
                    .list(connection, row -> Objects.requireNonNull(Query.instant(row, "now"))).getFirst();
        } catch (SQLException e) {
            throw Outage.or(new IllegalStateException("the database does not tell its time", e));
        }
        if (asked == null) {
            return now;
        }
        if (asked.isAfter(now)) {
            throw new Rejected(new InFuture("asOf", asked, now));
        }
        return asked.truncatedTo(ChronoUnit.MICROS);
    }

    private EventPosition known(Instant asOf) {
        try {
            return events.asOf(asOf, patience);
        } catch (HorizonHeld _) {
            throw new PositionNotReached(new Position(events.head().toString()));
        }
    }
}
