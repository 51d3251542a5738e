package io.lumbar.application.worklist;

import java.time.Instant;

/** The time by which it is judged what is due: the same for every instance of the application. */
@FunctionalInterface
public interface SharedClock {

    /** The present moment. */
    Instant now();
}
