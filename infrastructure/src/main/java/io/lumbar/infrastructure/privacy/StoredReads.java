package io.lumbar.infrastructure.privacy;

import java.util.Collection;
import java.util.UUID;

import javax.sql.DataSource;

import io.lumbar.application.privacy.ReadLog;
import io.lumbar.domain.Subject;
import io.lumbar.infrastructure.Outage;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads as rows that the role of run time can add and cannot change. */
public final class StoredReads implements ReadLog {
    private final JdbcClient jdbc;

    public StoredReads(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
    }

    @Override
    public void read(String actor, UUID request, String what, Collection<Subject> whom) {
        Outage.during(() -> jdbc
                .sql("insert into audit.personal_read (actor, request_id, what, whom) values (?, ?, ?, ?)")
                .params(actor, request, what, whom.stream().map(Subject::label).toArray(String[]::new)).update());
    }
}
