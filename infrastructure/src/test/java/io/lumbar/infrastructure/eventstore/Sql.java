package io.lumbar.infrastructure.eventstore;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

import javax.sql.DataSource;

/** SQL as the tests need it: short, and on a connection of the test's choice. */
final class Sql {
    private static final String APPEND = """
			select epoch, transaction_id, position from eventstore.append(
			    array_fill(?::smallint, array[?]), array_fill(?::uuid, array[?]),
			    array(select generate_series(?::bigint, ?::bigint)), array(select uuidv7() from generate_series(1, ?)),
			    array_fill('test.noted'::text, array[?]), array_fill(1::smallint, array[?]), ?, array_fill('{}'::text, array[?]))
			order by 1 desc, 2 desc, 3 desc limit 1""";

    /** What the owner could write and the run-time role cannot: any row, without any check. */
    private static final String WRITE = """
			insert into eventstore.event (transaction_id, version, recorded_at, stream_id, event_id, epoch, stream_kind,
			    revision, hash, name, payload, metadata)
			values (pg_current_xact_id(), ?, clock_timestamp(), ?, uuidv7(), eventstore.current_epoch(), ?,
			    1, sha256('')::bytea, 'test.noted', ?::json, '{}')""";

    private Sql() {}

    /** Appends notes to a stream through the function, in the connection's transaction. */
    static EventPosition append(Connection connection, StreamId stream, long version, String... texts)
            throws SQLException {
        String[] payloads = new String[texts.length];
        for (int i = 0; i < texts.length; i++) {
            payloads[i] = payload(texts[i]);
        }
        int n = texts.length;
        try (var statement = connection.prepareStatement(APPEND)) {
            int i = 0;
            for (Object value : new Object[]{stream.kind().number(), n, stream.id(), n, version, version + n - 1, n, n,
                    n, connection.createArrayOf("text", payloads), n}) {
                statement.setObject(++i, value);
            }
            try (var rows = statement.executeQuery()) {
                rows.next();
                return new EventPosition(rows.getInt(1), rows.getLong(2), rows.getLong(3));
            }
        }
    }

    /** Appends one note that says itself when it was recorded. */
    static void appendAt(DataSource source, StreamId stream, long version, String recordedAt) throws SQLException {
        execute(source, """
                select eventstore.append(array[%d]::smallint[], array['%s']::uuid[], array[%d]::bigint[],
                    array[uuidv7()], array['test.noted'], array[1]::smallint[], array['{"text":"told"}'], array['{}'],
                    array[%s]::timestamptz[])""".formatted(stream.kind().number(), stream.id(), version,
                recordedAt));
    }

    static EventPosition append(DataSource source, StreamId stream, long version, String... texts) throws SQLException {
        try (Connection connection = source.getConnection()) {
            return append(connection, stream, version, texts);
        }
    }

    /** Writes a row past the function. */
    static void write(Connection owner, StreamId stream, long version, String text) throws SQLException {
        try (var statement = owner.prepareStatement(WRITE)) {
            statement.setLong(1, version);
            statement.setObject(2, stream.id());
            statement.setInt(3, stream.kind().number());
            statement.setString(4, payload(text));
            statement.executeUpdate();
        }
    }

    private static String payload(String text) {
        return "{\"text\":\"" + text + "\"}";
    }

    /** A connection whose transaction ends only on command. */
    static Connection begin(DataSource source) throws SQLException {
        Connection connection = source.getConnection();
        connection.setAutoCommit(false);
        return connection;
    }

    static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    static void execute(DataSource source, String sql) throws SQLException {
        try (Connection connection = source.getConnection()) {
            execute(connection, sql);
        }
    }

    /** The first column of all rows, as text. */
    static List<String> column(Connection connection, String sql) throws SQLException {
        var values = new ArrayList<String>();
        try (var statement = connection.createStatement(); var rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        return values;
    }

    static List<String> column(DataSource source, String sql) throws SQLException {
        try (Connection connection = source.getConnection()) {
            return column(connection, sql);
        }
    }

    static String value(DataSource source, String sql) throws SQLException {
        return column(source, sql).getFirst();
    }

    /** Changes the append in this database: a mechanism switched off, so that its proof is seen to fail. */
    static void withoutCheck(DataSource owner, String check) throws SQLException {
        String function = value(owner, "select pg_get_functiondef('eventstore.append'::regproc)");
        if (!function.contains(check)) {
            throw new IllegalArgumentException("the append has no check " + check);
        }
        execute(owner, function.replace(check, "false"));
    }

    static final String FIRST_WRITE = "pg_current_xact_id_if_assigned() is not null";
    static final String DEMO_ONLY = "not exists (select from eventstore.demo)";
    static final String PREDECESSOR_EARLIER = "predecessor.later";

    static Instant instant(DataSource source, String sql) throws SQLException {
        try (Connection connection = source.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getObject(1, OffsetDateTime.class).toInstant();
        }
    }
}
