package io.lumbar.application.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.LongUnaryOperator;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

/** The cells of a table with the people in them, in the order of their keys, and which of them are withheld. */
final class CellTable {
    private final long[] keys;
    private final People[] people;
    private final BitSet withheld = new BitSet();
    private final List<Rows> allRows = new ArrayList<>();

    /** Its cells in rows: those of a row have all but one respect in common. */
    static final class Rows {
        private final int respect;
        private final boolean overlapping;
        private final long[] sums;
        private final int[][] cells;
        private final int[] rowOf;
        private final BitSet withheldSums = new BitSet();
        private final BitSet fewSums = new BitSet();
        private final BitSet changed = new BitSet();

        private Rows(int respect, boolean overlapping, long[] sumOf) {
            this.respect = respect;
            this.overlapping = overlapping;
            this.sums = Arrays.stream(sumOf).sorted().distinct().toArray();
            this.rowOf = new int[sumOf.length];
            int[] sizes = new int[sums.length];
            for (int cell = 0; cell < rowOf.length; cell++) {
                rowOf[cell] = Arrays.binarySearch(sums, sumOf[cell]);
                sizes[rowOf[cell]]++;
            }
            this.cells = Arrays.stream(sizes).mapToObj(int[]::new).toArray(int[][]::new);
            for (int cell = rowOf.length - 1; cell >= 0; cell--) {
                cells[rowOf[cell]][--sizes[rowOf[cell]]] = cell;
            }
        }

        private void look(CellTable at, int tooFew) {
            for (int row = 0; row < sums.length; row++) {
                withheldSums.set(row, at.withholds(sums[row]));
                fewSums.set(row, at.isOfFew(sums[row], tooFew));
            }
            changed.or(withheldSums);
        }

        /** The next row from this one on of which more was withheld since it was asked for; negative when there is none. */
        int nextChanged(int from) {
            int row = changed.nextSetBit(from);
            if (row >= 0) {
                changed.clear(row);
            }
            return row;
        }

        /** The one in which they differ. */
        int respect() {
            return respect;
        }

        /** Whether the same people may be in several cells of a row. */
        boolean overlapping() {
            return overlapping;
        }

        int size() {
            return sums.length;
        }

        /** The key of what a row adds up to. */
        long sum(int row) {
            return sums[row];
        }

        boolean isSumWithheld(int row) {
            return withheldSums.get(row);
        }

        boolean isSumOfFew(int row) {
            return fewSums.get(row);
        }

        IntStream cells(int row) {
            return Arrays.stream(cells[row]);
        }

        int length(int row) {
            return cells[row].length;
        }

        /** The cells of the row that this one is in. */
        IntStream beside(int cell) {
            return cells(rowOf[cell]);
        }
    }

    /**
     * A table.
     *
     * @param keys in order
     * @param people by the same places
     */
    CellTable(List<Long> keys, List<People> people) {
        this.keys = keys.stream().mapToLong(Long::longValue).toArray();
        this.people = people.toArray(People[]::new);
    }

    int size() {
        return keys.length;
    }

    long key(int cell) {
        return keys[cell];
    }

    /** @return negative when it is not in the table */
    private int find(long key) {
        return Arrays.binarySearch(keys, key);
    }

    People people(int cell) {
        return people[cell];
    }

    /** Nobody for a cell that is not there. */
    People people(long key) {
        int cell = find(key);
        return cell < 0 ? new People() : people[cell];
    }

    boolean withholds(int cell) {
        return withheld.get(cell);
    }

    /** No for a cell that is not there. */
    boolean withholds(long key) {
        int cell = find(key);
        return cell >= 0 && withheld.get(cell);
    }

    private boolean isOfFew(long key, int tooFew) {
        int cell = find(key);
        return cell >= 0 && people[cell].areFew(tooFew);
    }

    void withhold(int cell) {
        withheld.set(cell);
        allRows.forEach(rows -> rows.changed.set(rows.rowOf[cell]));
    }

    boolean withholdsAny() {
        return !withheld.isEmpty();
    }

    boolean withholdsAll() {
        return withheld.cardinality() == keys.length;
    }

    /**
     * Its rows in one respect.
     *
     * @param sum of the key of a cell the key of what its row adds up to
     * @param sums the table with those; null when they are not known
     */
    Rows rows(int respect, LongUnaryOperator sum, @Nullable CellTable sums, int tooFew, boolean overlapping) {
        var rows = new Rows(respect, overlapping, Arrays.stream(keys).map(sum).toArray());
        if (sums != null) {
            rows.look(sums, tooFew);
        }
        withheld.stream().forEach(cell -> rows.changed.set(rows.rowOf[cell]));
        allRows.add(rows);
        return rows;
    }

    /** Those of a row that are withheld. */
    int[] withheld(Rows rows, int row) {
        int[] cells = rows.cells[row];
        int[] some = new int[cells.length];
        int found = 0;
        for (int cell : cells) {
            if (withheld.get(cell)) {
                some[found++] = cell;
            }
        }
        return Arrays.copyOf(some, found);
    }

    /** Whether people are not more than {@code tooFew}, or so few that there is one in each cell. */
    boolean areFew(int[] cells, int tooFew, boolean overlapping) {
        if (overlapping) {
            return Arrays.stream(cells).allMatch(cell -> people[cell].areFew(tooFew));
        }
        int few = Math.max(tooFew, cells.length);
        for (int cell : cells) {
            if (!people[cell].areFew(few)) {
                return false;
            }
        }
        return People.together(Arrays.stream(cells).mapToObj(cell -> people[cell]).toList()).areFew(few);
    }

    /** Every choice of one or two of these cells that are too few people. */
    List<int[]> ofFew(int[] cells, int mostInPairs, int tooFew, boolean overlapping) {
        int[] few = Arrays.stream(cells).filter(cell -> people[cell].areFew(tooFew)).toArray();
        var choices = new ArrayList<int[]>();
        for (int n = 0; n < few.length; n++) {
            choices.add(new int[]{few[n]});
            for (int m = 0; m < n && few.length <= mostInPairs; m++) {
                int[] pair = {few[n], few[m]};
                if (areFew(pair, tooFew, overlapping)) {
                    choices.add(pair);
                }
            }
        }
        return choices;
    }
}
