package io.lumbar.infrastructure.projection;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import javax.sql.DataSource;

import io.lumbar.domain.Event;
import io.lumbar.domain.StreamId;

/** Tells projections what happened, and what their tables then hold. */
public final class Told {
    private static final Instant FIRST = Instant.parse("2026-10-01T09:00:00Z");

    private Told() {}

    /** Appends as a projection meets them: one second after the other, versions counted in each stream. */
    public static List<Occurrence> appends(List<? extends List<? extends Event>> appends) {
        Map<StreamId, Long> versions = new HashMap<>();
        var events = new ArrayList<Occurrence>();
        for (int n = 0; n < appends.size(); n++) {
            for (Event event : appends.get(n)) {
                events.add(new Occurrence(event, versions.merge(event.stream(), 0L, (before, _) -> before + 1),
                        FIRST.plusSeconds(n)));
            }
        }
        return events;
    }

    /** Projects in batches of a size, each in a transaction of its own. */
    public static void project(DataSource database, Projection projection, List<Occurrence> events, int batch) {
        for (int from = 0; from < events.size(); from += batch) {
            List<Occurrence> next = events.subList(from, Math.min(events.size(), from + batch));
            try (Connection connection = database.getConnection()) {
                connection.setAutoCommit(false);
                projection.project(connection, next);
                connection.commit();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /**
     * Every row of the projection's tables, as text, in an order of its own. Numbers of changes are left out, for they follow the
     * batches, and so are trails of facts, which end where a batch ended within an append.
     */
    public static List<String> rows(DataSource database, Projection projection) {
        try (Connection connection = database.getConnection()) {
            var rows = new ArrayList<String>();
            for (String table : projection.tables()) {
                rows.addAll(new Query("select '" + table + "' || (to_jsonb(t) - 'change' - 'trail')::text from " + table
                        + " t order by 1")
                        .list(connection, row -> row.getString(1)));
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Empties the projection's tables. */
    public static void reset(DataSource database, Projection projection) {
        try (Connection connection = database.getConnection()) {
            new Query("truncate " + String.join(", ", projection.tables())).update(connection);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
