package io.lumbar.infrastructure.privacy;

import java.sql.Connection;
import java.sql.SQLException;

import javax.sql.DataSource;

import io.lumbar.infrastructure.Outage;

/**
 * Reaches the tables of the schema {@code vault}.
 *
 * @param connections of the vault's role
 */
record VaultTables(DataSource connections) {

    interface Work<R> {
        R on(Connection connection) throws SQLException;
    }

    /** Never within a transaction: what is done here counts at once. */
    <R> R work(Work<R> work) {
        try (Connection connection = connections.getConnection()) {
            return work.on(connection);
        } catch (SQLException e) {
            throw Outage.or(new IllegalStateException("the vault cannot be reached", e));
        }
    }
}
