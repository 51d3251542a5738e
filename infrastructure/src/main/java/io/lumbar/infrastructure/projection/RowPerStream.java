package io.lumbar.infrastructure.projection;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.lumbar.domain.Event;
import io.lumbar.domain.StreamId;
import org.jspecify.annotations.Nullable;

/**
 * A projection of one kind of stream to one row each.
 *
 * @param <E> the events
 * @param <R> the row
 */
public abstract class RowPerStream<E extends Event, R> implements Projection {
    private final String name;
    private final String table;
    private final String columns;
    private final StreamId.Kind kind;
    private final Class<E> events;

    /** @param columns separated by commas, {@code id} and {@code version} first */
    protected RowPerStream(String name, String table, String columns, StreamId.Kind kind, Class<E> events) {
        this.name = name;
        this.kind = kind;
        this.table = table;
        this.columns = columns;
        this.events = events;
    }

    /**
     * The row after an event.
     *
     * @param row null before the first event
     */
    protected abstract R apply(@Nullable R row, E event, long version);

    /** A row of the table. */
    protected abstract R read(ResultSet row) throws SQLException;

    /** The values of all columns. */
    protected abstract @Nullable Object[] values(R row);

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final StreamId.Kind follows() {
        return kind;
    }

    @Override
    public final List<String> tables() {
        return List.of(table);
    }

    @Override
    public final void project(Connection transaction, List<Occurrence> batch) throws SQLException {
        var byStream = new LinkedHashMap<UUID, List<Occurrence>>();
        for (Occurrence each : batch) {
            if (events.isInstance(each.event())) {
                byStream.computeIfAbsent(each.event().stream().id(), _ -> new ArrayList<>()).add(each);
            }
        }
        if (byStream.isEmpty()) {
            return;
        }
        Map<UUID, R> rows = new HashMap<>();
        Map<UUID, Long> versions = new HashMap<>();
        new Query("select " + columns + " from " + table + " where id = any(?)",
                Query.array("uuid", byStream.keySet(), id -> id)).list(transaction, row -> {
                    versions.put(row.getObject("id", UUID.class), row.getLong("version"));
                    return rows.put(row.getObject("id", UUID.class), read(row));
                });
        var changed = new ArrayList<UUID>();
        var copy = new Copy(table, columns);
        byStream.forEach((id, news) -> {
            long known = versions.getOrDefault(id, -1L);
            news.removeIf(event -> event.version() <= known);
            for (Occurrence each : news) {
                rows.put(id, apply(rows.get(id), events.cast(each.event()), each.version()));
            }
            R row = rows.get(id);
            if (!news.isEmpty() && row != null) {
                changed.add(id);
                copy.row(values(row));
            }
        });
        new Query("delete from " + table + " where id = any(?)", Query.array("uuid", changed, id -> id))
                .update(transaction);
        copy.write(transaction);
    }

    /**
     * The row that an event changes.
     *
     * @throws IllegalStateException before the first event
     */
    protected static <R> R known(@Nullable R row, Event event) {
        if (row == null) {
            throw new IllegalStateException(event.stream() + " has not begun");
        }
        return row;
    }
}
