package io.lumbar.infrastructure.report;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import javax.sql.DataSource;

import io.lumbar.application.Position;
import io.lumbar.application.PositionNotReached;
import io.lumbar.application.report.ReportQuery;
import io.lumbar.application.report.SessionCounts;
import io.lumbar.domain.DomainError.InFuture;
import io.lumbar.domain.Rejected;
import io.lumbar.domain.StreamId;
import io.lumbar.infrastructure.Outage;
import io.lumbar.infrastructure.episode.EpisodeProjection;
import io.lumbar.infrastructure.eventstore.EventPosition;
import io.lumbar.infrastructure.eventstore.EventReader;
import io.lumbar.infrastructure.eventstore.HorizonHeld;
import io.lumbar.infrastructure.projection.Query;
import io.lumbar.infrastructure.projection.Readings;
import org.jspecify.annotations.Nullable;

/** Counts {@link EpisodeProjection}'s facts as they were known at a moment. */
public final class ProjectedSessionCounts implements SessionCounts {
    private static final Comparator<@Nullable String> ABSENT_LAST = Comparator.nullsLast(Comparator.naturalOrder());
    private static final Comparator<Group> BY_KEY = Comparator
            .comparing((Group group) -> group.key().first(), ABSENT_LAST)
            .thenComparing(group -> group.key().second(), ABSENT_LAST);

    private final Readings readings;
    private final EpisodeProjection episodes;
    private final EventReader events;
    private final DataSource dataSource;
    private final Duration patience;

    /** @param patience how long to wait for transactions that may still record something by the moment asked for */
    public ProjectedSessionCounts(Readings readings, EpisodeProjection episodes, EventReader events,
            DataSource dataSource, Duration patience) {
        this.readings = readings;
        this.episodes = episodes;
        this.events = events;
        this.dataSource = dataSource;
        this.patience = patience;
    }

    @Override
    public Counted count(ReportQuery query) {
        EventPosition after = Readings.position(query.after());
        Instant asOf = moment(query.asOf());
        EventPosition atMoment = known(asOf);
        // All that was recorded by the moment lies below the present head, not all of it below the position at it.
        EventPosition head = events.head();
        EventPosition needed = after == null || after.compareTo(head) <= 0 ? head : after;
        return readings.read(Set.of(episodes), needed, (connection, _) -> new Counted(asOf,
                new Position(atMoment.toString()),
                Readings.incomplete(connection, episodes, StreamId.Kind.CARE_EPISODE),
                groups(connection, query, asOf)));
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

    private static List<Group> groups(Connection connection, ReportQuery query, Instant asOf) throws SQLException {
        var groups = new HashMap<Key, Tally>();
        SessionsPerPersonSql.of(query, asOf).list(connection, row -> {
            var key = new Key(row.getString("k1"), row.getString("k2"));
            groups.computeIfAbsent(key, _ -> new Tally()).add(row);
            return key;
        });
        var found = new ArrayList<Group>();
        groups.forEach((key, tally) -> {
            if (tally.occurs()) {
                found.add(tally.group(key));
            }
        });
        found.sort(BY_KEY);
        return found;
    }

    /** The rows of one group. */
    private static final class Tally {
        private final List<Count> persons = new ArrayList<>();
        private final List<Count> episodes = new ArrayList<>();
        private final List<Long> leftOut = new ArrayList<>();
        private final Map<String, Long> numbers = new HashMap<>();

        void add(ResultSet row) throws SQLException {
            String what = row.getString("what");
            long n = row.getLong("n");
            switch (what) {
                case "person" -> persons.add(new Count(row.getInt("sessions"), row.getBoolean("finished"), n));
                case "episode" -> episodes.add(new Count(row.getInt("sessions"), row.getBoolean("finished"), n));
                case "left out" -> leftOut.add(n);
                default -> numbers.put(what, n);
            }
        }

        /** Whether there is more to it than people whom a filter keeps out. */
        boolean occurs() {
            return !persons.isEmpty() || !numbers.isEmpty();
        }

        Group group(Key key) {
            return new Group(key, persons.stream().mapToLong(Count::count).sum(), number("other"),
                    leftOut.stream().filter(n -> n > 0).toList(), persons, episodes, number("held"), number("new"),
                    number("discharged"), number("of discharged"), number("against rules"));
        }

        private long number(String what) {
            return numbers.getOrDefault(what, 0L);
        }
    }
}
