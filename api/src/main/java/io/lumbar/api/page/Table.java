package io.lumbar.api.page;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * A table of numbers that are written already.
 *
 * @param heads of all columns
 * @param labels how many columns at the left are heads of their row
 * @param rows as many cells each as there are heads
 */
record Table(String caption, List<String> heads, int labels, List<List<String>> rows) {
    Table {
        heads = List.copyOf(heads);
        rows = rows.stream().map(List::copyOf).toList();
    }

    /** A table whose rows have one head each. */
    Table(String caption, List<String> heads, List<List<String>> rows) {
        this(caption, heads, 1, rows);
    }

    /** The row of a group that is withheld. */
    static List<String> withheld(String name, int columns) {
        var cells = new ArrayList<>(Collections.nCopies(columns, ""));
        cells.set(0, name);
        cells.set(1, "withheld");
        return cells;
    }

    /** A row. */
    static List<String> row(String... cells) {
        return Arrays.asList(cells);
    }
}
