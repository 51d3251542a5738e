package io.lumbar.infrastructure.database;

import java.sql.Connection;
import java.sql.SQLException;

/** The login that migrates, for work that the run-time login may not do. */
@FunctionalInterface
public interface Owner {

    /** A connection of its own, without the limits of run time. The caller closes it. */
    Connection connect() throws SQLException;
}
