package io.lumbar.infrastructure.audit;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

import javax.sql.DataSource;

import io.lumbar.application.audit.History.Verification;
import io.lumbar.infrastructure.SecretFile;
import io.lumbar.infrastructure.TestDatabase;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A history of three streams in a database of its own, its seals and the folder they are exported to. */
final class Told implements AutoCloseable {
    static final String KEY = "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60";
    private static final String ID = "-0000-7000-8000-000000000000";

    final TestDatabase database = TestDatabase.migrated();
    final Path folder;
    final SealKey key = SealKey.of(KEY, new SecretFile(Path.of("unused"), "UNUSED"), null);

    Told(Path folder) {
        this.folder = folder;
    }

    /** The id of a stream by its letter. */
    static UUID stream(char letter) {
        return UUID.fromString(String.valueOf(letter).repeat(8) + ID);
    }

    /** Appends an event to each of the streams named by letters, one transaction each. */
    void append(String streams) throws SQLException {
        for (int n = 0; n < streams.length(); n++) {
            append(database.dataSource(), stream(streams.charAt(n)));
        }
    }

    static void append(DataSource source, UUID stream) throws SQLException {
        try (Connection connection = source.getConnection()) {
            append(connection, stream);
        }
    }

    static void append(Connection connection, UUID stream) throws SQLException {
        try (var statement = connection.prepareStatement("""
                select eventstore.append(array[4]::smallint[], array[id], array[(select coalesce(max(e.version), -1) + 1
                    from eventstore.event e where e.stream_id = id)], array[uuidv7()], array['test.noted'],
                    array[1]::smallint[], array['{"text":"told"}'], array['{"actor":"anna"}'])
                from (select ?::uuid as id) as the""")) {
            statement.setObject(1, stream);
            statement.execute();
        }
    }

    Sealing sealing() {
        return sealing(folder);
    }

    Sealing sealing(Path into) {
        return new Sealing(new Seals(database.dataSource()), key, new SealFile(into));
    }

    void seal() {
        sealing().run(() -> true);
    }

    Verification verify() {
        return verify(folder);
    }

    Verification verify(Path exported) {
        return new VerifiedHistory(database.dataSource(), key, new SealFile(exported)).verify();
    }

    Path file() {
        return new SealFile(folder).path();
    }

    /** Does what no login of the product can. */
    void tamper(String sql) {
        JdbcClient.create(database.superuserDataSource()).sql(sql).update();
    }

    List<Long> numbers(String sql) {
        return JdbcClient.create(database.ownerDataSource()).sql(sql).query((row, _) -> row.getLong(1)).list();
    }

    @Override
    public void close() {
        database.close();
    }
}
