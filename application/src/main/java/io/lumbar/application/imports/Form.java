package io.lumbar.application.imports;

/** What the lines of an import are. */
public enum Form {
    /** Each a history as its sender wrote it. */
    LINES,
    /** Each a history made of the rows of a table, with where its parts stand there. */
    ROWS,
    /** Each a number from which a history is invented; for a demo store. */
    INVENTED
}
