package io.lumbar.infrastructure.projection;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/** What to make of an exception that a projection, or work in the background, threw. */
public final class Failure {
    /** No connection; roll-back by the server; out of resources; stopped by an operator; lock not available. */
    private static final Set<String> TRANSIENT_CLASSES = Set.of("08", "40", "53", "57");
    private static final String LOCK_NOT_AVAILABLE = "55P03";
    private static final String OURS = "io.lumbar.";

    private Failure() {}

    /** Whether the same may succeed a moment later without anybody's doing. */
    static boolean isTransient(Throwable failure) {
        String state = sqlState(failure);
        return state != null && (TRANSIENT_CLASSES.contains(state.substring(0, 2)) || state.equals(LOCK_NOT_AVAILABLE));
    }

    /** Kind and place of the failure. Messages are left out: they may quote a value that is about a person. */
    public static String describe(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String state = sqlState(failure);
        String place = Arrays.stream(root.getStackTrace()).filter(frame -> frame.getClassName().startsWith(OURS))
                .findFirst().map(frame -> " at " + frame).orElse("");
        return root.getClass().getName() + (state == null ? "" : " " + state) + place;
    }

    private static @Nullable String sqlState(Throwable failure) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof SQLException sql && sql.getSQLState() != null && sql.getSQLState().length() == 5) {
                return sql.getSQLState();
            }
        }
        return null;
    }
}
