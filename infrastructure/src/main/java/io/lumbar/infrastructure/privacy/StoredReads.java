package io.lumbar.infrastructure.privacy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

import javax.sql.DataSource;

import io.lumbar.application.privacy.PersonalReads;
import io.lumbar.application.privacy.ReadLog;
import io.lumbar.domain.Subject;
import io.lumbar.infrastructure.Outage;
import io.lumbar.infrastructure.projection.Query;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads as rows that the role of run time can add and cannot change: one statement a request, one row a kind of people. */
public final class StoredReads implements ReadLog, PersonalReads {
    private static final String INSERT = "insert into audit.personal_read"
            + " (actor, via, request_id, what, whom, fields) values ";
    private static final String ROW = "(?, ?, ?, ?, ?, ?)";

    private final DataSource dataSource;
    private final JdbcClient jdbc;

    public StoredReads(DataSource dataSource) {
        this.dataSource = dataSource;
        this.jdbc = JdbcClient.create(dataSource);
    }

    @Override
    public void keep(Read read) {
        var values = new ArrayList<@Nullable Object>();
        for (Told told : read.told()) {
            Collections.addAll(values, read.actor(), read.via(), read.request(), read.route(),
                    told.whom().stream().map(Subject::label).toArray(String[]::new),
                    told.fields().toArray(String[]::new));
        }
        Outage.during(() -> jdbc.sql(INSERT + String.join(", ", Collections.nCopies(read.told().size(), ROW)))
                .params(values).update());
    }

    @Override
    public List<Kept> find(Filter filter, @Nullable Long before, int most) {
        String client = filter.client() == null ? null : Subject.of(filter.client()).label();
        var query = new Query("select id, read_at, actor, via, request_id, what, fields, whom"
                + " from audit.personal_read where true");
        narrow(query, "whom @> array[?]::text[]", client);
        narrow(query, "actor = ?", filter.actor());
        narrow(query, "read_at >= ?", filter.from());
        narrow(query, "read_at < ?", filter.to());
        narrow(query, "id < ?", before);
        query.then("order by id desc limit ?", most);
        try (Connection connection = dataSource.getConnection()) {
            return query.list(connection, row -> kept(row, client));
        } catch (SQLException e) {
            throw Outage.or(new IllegalStateException("what was read cannot be told", e));
        }
    }

    private static void narrow(Query query, String condition, @Nullable Object value) {
        if (value != null) {
            query.then("and " + condition, value);
        }
    }

    private static Kept kept(ResultSet row, @Nullable String client) throws SQLException {
        return new Kept(row.getLong("id"), Objects.requireNonNull(Query.instant(row, "read_at")),
                row.getString("actor"), row.getString("via"), row.getObject("request_id", UUID.class),
                row.getString("what"), Query.texts(row, "fields"),
                client == null ? Query.texts(row, "whom") : List.of(client));
    }
}
