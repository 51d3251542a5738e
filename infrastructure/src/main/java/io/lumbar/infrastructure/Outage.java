package io.lumbar.infrastructure;

import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.util.function.Supplier;

import io.lumbar.application.Unavailable;
import org.jspecify.annotations.Nullable;

/** Tells a database that does not answer from a defect of ours, whatever wraps the driver's exception. */
public final class Outage {
    private static final int DEPTH = 30;

    private Outage() {}

    /** What a port throws for {@code failure}: that it is unavailable, or else the failure itself. */
    public static RuntimeException or(RuntimeException failure) {
        return failure instanceof Unavailable || !causes(failure) ? failure : new Unavailable(failure);
    }

    /** What {@code asking} answers, or else that the port is unavailable when it is. */
    public static <T> T during(Supplier<T> asking) {
        try {
            return asking.get();
        } catch (RuntimeException e) {
            throw or(e);
        }
    }

    private static boolean causes(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEPTH; depth++, cause = cause.getCause()) {
            if (cause instanceof SQLTransientConnectionException || cause instanceof SQLRecoverableException
                    || (cause instanceof SQLException sql && saysSo(sql.getSQLState()))) {
                return true;
            }
        }
        return false;
    }

    /**
     * SQLSTATE classes 08 (connection), 53 (out of resources) and 57P (shut down, crashed, still starting), and 55P03: a
     * lock was not to be had in time.
     */
    private static boolean saysSo(@Nullable String state) {
        return state != null && (state.startsWith("08") || state.startsWith("53") || state.startsWith("57P")
                || state.equals("55P03"));
    }
}
