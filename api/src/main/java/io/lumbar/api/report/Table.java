package io.lumbar.api.report;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.RandomAccess;
import java.util.function.Function;

/**
 * A table of numbers.
 *
 * @param heads of all columns
 * @param labels how many columns at the left are heads of their row
 * @param rows as many cells each as there are heads; they may be made when they are read, and again when read again
 */
public record Table(String caption, List<String> heads, int labels, List<List<Cell>> rows) {
    public Table {
        heads = List.copyOf(heads);
    }

    /** A table whose rows have one head each. */
    public Table(String caption, List<String> heads, List<List<Cell>> rows) {
        this(caption, heads, 1, rows);
    }

    /** A table with one row for each of {@code items}, made when it is read: of thousands, one is there at a time. */
    public static <E> Table of(String caption, List<String> heads, List<E> items, Function<E, List<Cell>> row) {
        return new Table(caption, heads, new Made<>(items, row));
    }

    /** The row of a group that is withheld. */
    public static List<Cell> withheld(String name, int columns) {
        var cells = new ArrayList<Cell>(Collections.nCopies(columns, Cell.Blank.EMPTY));
        cells.set(0, Cell.of(name));
        cells.set(1, Cell.Blank.WITHHELD);
        return cells;
    }

    /** A row with a name. */
    public static List<Cell> row(String name, Cell... cells) {
        var row = new ArrayList<Cell>(cells.length + 1);
        row.add(Cell.of(name));
        Collections.addAll(row, cells);
        return row;
    }

    private static final class Made<E> extends AbstractList<List<Cell>> implements RandomAccess {
        private final List<E> items;
        private final Function<E, List<Cell>> row;

        Made(List<E> items, Function<E, List<Cell>> row) {
            this.items = List.copyOf(items);
            this.row = row;
        }

        @Override
        public List<Cell> get(int index) {
            return row.apply(items.get(index));
        }

        @Override
        public int size() {
            return items.size();
        }
    }
}
