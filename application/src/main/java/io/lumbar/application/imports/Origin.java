package io.lumbar.application.imports;

import org.jspecify.annotations.Nullable;

/** Tells where in what was sent something of a history stands: people look for it there. */
@FunctionalInterface
public interface Origin {

    /** A history that is one line: its fields are paths within it. */
    Origin ONE_LINE = Place::new;

    /**
     * The place of a field.
     *
     * @param line number of the history among those sent, counted from 1
     * @param field path within the history; null when no field is to blame
     */
    Place of(int line, @Nullable String field);

    /**
     * A place in what was sent.
     *
     * @param line counted from 1
     * @param field as the sender calls it; null when no field is to blame
     */
    record Place(int line, @Nullable String field) {}
}
