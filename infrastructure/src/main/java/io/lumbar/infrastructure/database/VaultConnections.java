package io.lumbar.infrastructure.database;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;

/**
 * Connections in the role that alone reaches people's keys. They are few and for one statement each; no transaction of the
 * run-time pool waits for itself here. It is no {@link DataSource}, so that it is never taken for the one of run time.
 */
public record VaultConnections(DataSource dataSource) implements AutoCloseable {

    @Override
    public void close() {
        if (dataSource instanceof HikariDataSource pool) {
            pool.close();
        }
    }
}
