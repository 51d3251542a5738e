package io.lumbar.infrastructure.projection;

import java.sql.Connection;
import java.sql.SQLException;

import javax.sql.DataSource;

import io.lumbar.infrastructure.Outage;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Work in a transaction of its own, or in the one that runs, on the connection that the token store uses too. */
final class Transactions {
    private final TransactionTemplate template;
    private final DataSource dataSource;

    Transactions(PlatformTransactionManager manager, DataSource dataSource) {
        this.template = new TransactionTemplate(manager);
        this.dataSource = dataSource;
    }

    /** What is done. */
    interface Work<R> {
        R with(Connection transaction) throws SQLException;
    }

    /** Commits what was done, or nothing of it when it throws. */
    <R> R run(Work<R> work) {
        try {
            return template.execute(_ -> inTransaction(work));
        } catch (RuntimeException e) {
            throw Outage.or(e);
        }
    }

    private <R> R inTransaction(Work<R> work) {
        Connection connection = DataSourceUtils.getConnection(dataSource);
        try {
            return work.with(connection);
        } catch (SQLException e) {
            throw new ProjectionStopped("a transaction", e);
        } finally {
            DataSourceUtils.releaseConnection(connection, dataSource);
        }
    }
}
