package io.lumbar.infrastructure.projection;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/** A statement put together from fixed text and bound values; no value ever becomes text of it. */
public final class Query {
    private final StringBuilder sql;
    private final List<@Nullable Object> values = new ArrayList<>();

    /** Begins with {@code text} and the values of its question marks. */
    public Query(String text, @Nullable Object... bound) {
        sql = new StringBuilder(text);
        values.addAll(Arrays.asList(bound));
    }

    /** Goes on with {@code text} and the values of its question marks. */
    public Query then(String text, @Nullable Object... bound) {
        sql.append(' ').append(text);
        values.addAll(Arrays.asList(bound));
        return this;
    }

    /** Goes on with {@code text}, whose question mark is an array of these; with nothing when there are none. */
    public <V> Query thenUnlessEmpty(String text, String type, Collection<V> alternatives, Function<V, ?> value) {
        return alternatives.isEmpty() ? this : then(text, array(type, alternatives, value));
    }

    /** An array to be bound. */
    public static <V> Object array(String type, Collection<V> elements, Function<V, ?> value) {
        return new Elements(type, elements.stream().map(value).toArray());
    }

    /** The rows, each seen through {@code reading}. */
    public <R> List<R> list(Connection connection, RowReading<R> reading) throws SQLException {
        try (PreparedStatement statement = prepared(connection); ResultSet rows = statement.executeQuery()) {
            var list = new ArrayList<R>();
            while (rows.next()) {
                list.add(reading.read(rows));
            }
            return list;
        }
    }

    /**
     * The rows, each seen through {@code reading}, after {@code ahead} was told the ids of all, so that what it takes to read
     * them is fetched once and not row by row. There is a column {@code id}.
     */
    public <R> List<R> list(Connection connection, Consumer<List<UUID>> ahead, RowReading<R> reading)
            throws SQLException {
        try (PreparedStatement statement = bound(connection.prepareStatement(sql.toString(),
                ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_READ_ONLY), connection);
                ResultSet rows = statement.executeQuery()) {
            var ids = new ArrayList<UUID>();
            while (rows.next()) {
                ids.add(rows.getObject("id", UUID.class));
            }
            ahead.accept(ids);
            rows.beforeFirst();
            var list = new ArrayList<R>();
            while (rows.next()) {
                list.add(reading.read(rows));
            }
            return list;
        }
    }

    /** Runs it. */
    public int update(Connection connection) throws SQLException {
        try (PreparedStatement statement = prepared(connection)) {
            return statement.executeUpdate();
        }
    }

    /** How a row becomes a value. */
    public interface RowReading<R> {
        R read(ResultSet row) throws SQLException;
    }

    /** The moment in a column; null when there is none. */
    public static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime moment = row.getObject(column, OffsetDateTime.class);
        return moment == null ? null : moment.toInstant();
    }

    /** The elements of an array of text. */
    public static List<String> texts(ResultSet row, String column) throws SQLException {
        return elements(row, column, String.class);
    }

    /** The elements of an array. */
    public static <T> List<T> elements(ResultSet row, String column, Class<T> type) throws SQLException {
        Array array = row.getArray(column);
        return Arrays.stream((Object[]) array.getArray()).map(type::cast).toList();
    }

    private PreparedStatement prepared(Connection connection) throws SQLException {
        return bound(connection.prepareStatement(sql.toString()), connection);
    }

    private PreparedStatement bound(PreparedStatement statement, Connection connection) throws SQLException {
        for (int n = 0; n < values.size(); n++) {
            statement.setObject(n + 1, switch (values.get(n)) {
                case Elements(String type, Object[] elements) -> connection.createArrayOf(type, elements);
                case Instant moment -> moment.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
                case null -> null;
                case Object value -> value;
            });
        }
        return statement;
    }

    @SuppressWarnings("ArrayRecordComponent") // bound and forgotten
    private record Elements(String type, Object[] elements) {}
}
