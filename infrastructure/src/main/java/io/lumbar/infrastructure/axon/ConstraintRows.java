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

    /**
     * Puts those columns right that follow from the events of several streams together. Where the database let the rows in
     * one after another they are right already, and nothing changes. Where they are made anew the streams may come in
     * another order than the one they were let in by, since transactions that run at the same time are not let in by the
     * order of their events.
     */
    default void settle() {}

    /** Rows that are written event by event and do not depend on other streams. */
    static ConstraintRows each(Consumer<? super Event> rows) {
        return events -> events.forEach(rows);
    }

    /** Rows that have to be settled. */
    static ConstraintRows of(Consumer<? super List<? extends Event>> rows, Runnable settling) {
        return new ConstraintRows() {
            @Override
            public void record(List<? extends Event> events) {
                rows.accept(events);
            }

            @Override
            public void settle() {
                settling.run();
            }
        };
    }
}
