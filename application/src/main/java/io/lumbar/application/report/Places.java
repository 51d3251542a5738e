package io.lumbar.application.report;

import java.util.Arrays;
import java.util.List;

/** Numbers the cells of a month's table, from 0: what all episodes have in common that are alike in some respects. */
final class Places {
    private static final int FEW = 64;

    private final List<Column> columns;
    /** By episode the number of its cell. */
    private final int[] places;
    /** By cell one of its episodes. */
    private int[] examples = new int[FEW];
    /** By what episodes have in common, as one number, the cell and 1 more; 0 where there is none: linear probing. */
    private int[] found = new int[2 * FEW];
    private long[] common = new long[2 * FEW];
    private int size;

    private Places(List<Column> columns, int episodes) {
        this.columns = columns;
        this.places = new int[episodes];
        for (int n = 0; n < episodes; n++) {
            places[n] = place(common(n), n);
        }
    }

    static Places of(MonthOfOpenings month, List<Respect> respects) {
        return new Places(respects.stream().map(month::column).toList(), month.size());
    }

    private long common(int episode) {
        long common = 0;
        for (Column column : columns) {
            common = common * column.values().size() + column.place(episode);
        }
        return common;
    }

    private int place(long of, int episode) {
        int at = at(of);
        if (found[at] == 0) {
            if (size == examples.length) {
                examples = Arrays.copyOf(examples, 2 * size);
                grow();
                at = at(of);
            }
            examples[size] = episode;
            common[at] = of;
            found[at] = ++size;
        }
        return found[at] - 1;
    }

    private int at(long of) {
        long hash = of * 0x9E3779B97F4A7C15L;
        int at = (int) (hash >>> 32) & found.length - 1;
        while (found[at] != 0 && common[at] != of) {
            at = at + 1 & found.length - 1;
        }
        return at;
    }

    private void grow() {
        int[] before = found;
        long[] commonBefore = common;
        found = new int[2 * before.length];
        common = new long[2 * before.length];
        for (int n = 0; n < before.length; n++) {
            if (before[n] != 0) {
                int at = at(commonBefore[n]);
                found[at] = before[n];
                common[at] = commonBefore[n];
            }
        }
    }

    /** How many cells there are. */
    int size() {
        return size;
    }

    /** The number of the cell that an episode of the month is in. */
    int of(int episode) {
        return places[episode];
    }

    /** What the episodes in a cell have in common, by respect. */
    List<Object> values(int place) {
        Object[] values = new Object[columns.size()];
        Arrays.setAll(values, n -> columns.get(n).value(examples[place]));
        return Arrays.asList(values);
    }
}
