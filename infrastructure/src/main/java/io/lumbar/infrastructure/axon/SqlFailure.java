package io.lumbar.infrastructure.axon;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** What PostgreSQL said, however deep it is wrapped: among the causes, or behind the first exception of a batch. */
final class SqlFailure {
    /** Serialization failure and dead lock: the same again may succeed. */
    private static final Set<String> PASSING = Set.of("40001", "40P01");

    private SqlFailure() {}

    static boolean isPassing(Throwable thrown) {
        return exceptions(thrown).stream().map(SQLException::getSQLState).filter(Objects::nonNull)
                .anyMatch(PASSING::contains);
    }

    /** The name of the constraint that was violated; empty when it was something else. */
    static Optional<String> constraint(Throwable thrown) {
        return exceptions(thrown).stream().filter(PSQLException.class::isInstance).map(PSQLException.class::cast)
                .map(PSQLException::getServerErrorMessage).filter(Objects::nonNull)
                .map(ServerErrorMessage::getConstraint).filter(Objects::nonNull).findFirst();
    }

    private static List<SQLException> exceptions(@Nullable Throwable thrown) {
        var found = new ArrayList<SQLException>();
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            for (SQLException next = cause instanceof SQLException sql ? sql : null; next != null; next = next
                    .getNextException()) {
                found.add(next);
            }
        }
        return found;
    }
}
