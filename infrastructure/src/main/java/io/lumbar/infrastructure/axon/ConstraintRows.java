package io.lumbar.infrastructure.axon;

import java.util.List;
import java.util.function.Consumer;

import io.lumbar.domain.Event;

/**
 * Keeps a rule across aggregates as rows under a constraint of PostgreSQL. The rows of an event are written in the
 * transaction that appends it, so a rule that does not hold leaves no event behind. Each is a bean; what a breach is
 * answered with stands in {@link Breaches}.
 */
@FunctionalInterface
public interface ConstraintRows {

    /**
     * Writes the rows that follow from events that were just appended, in the order of each stream. SQL exceptions are let
     * through, also wrapped.
     */
    void record(List<? extends Event> events);

    /** Rows that are written event by event. */
    static ConstraintRows each(Consumer<? super Event> rows) {
        return events -> events.forEach(rows);
    }
}
