package io.lumbar.infrastructure.eventstore;

import java.sql.SQLException;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** Tells the refusals of an append that a new attempt on fresh state can cure from all other failures. */
public final class AppendConflict {
    /** Written before, version missing, ordered later; then serialization failure and dead lock. */
    private static final Set<String> CONFLICTS = Set.of("LB001", "LB002", "LB003", "40001", "40P01");
    private static final String UNIQUE_VIOLATION = "23505";
    private static final String STREAM_VERSION = "event_stream_version";

    private AppendConflict() {}

    /** Looks at the causes too, and at what a batch hides behind {@link SQLException#getNextException()}. */
    public static boolean isIn(@Nullable Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            Throwable each = cause;
            while (each instanceof SQLException sql) {
                if (isConflict(sql)) {
                    return true;
                }
                each = sql.getNextException();
            }
        }
        return false;
    }

    private static boolean isConflict(SQLException e) {
        String state = e.getSQLState();
        return state != null && (CONFLICTS.contains(state)
                || (state.equals(UNIQUE_VIOLATION) && STREAM_VERSION.equals(constraint(e))));
    }

    private static @Nullable String constraint(SQLException e) {
        ServerErrorMessage message = e instanceof PSQLException p ? p.getServerErrorMessage() : null;
        return message == null ? null : message.getConstraint();
    }
}
