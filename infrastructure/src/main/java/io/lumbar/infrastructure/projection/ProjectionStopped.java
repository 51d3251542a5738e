package io.lumbar.infrastructure.projection;

import java.sql.SQLException;

/** A projection could not go on for a reason that may pass; the same is tried again. */
final class ProjectionStopped extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ProjectionStopped(String projection, SQLException cause) {
        super(projection + " could not go on", cause);
    }
}
