package io.lumbar.application.report;

import java.util.Arrays;
import java.util.List;

/** Numbers the cells of a month's table: what all episodes have in common that are alike in some respects. */
final class Places {
    private final List<Column> columns;

    private Places(List<Column> columns) {
        this.columns = columns;
    }

    static Places of(MonthOfOpenings month, List<Respect> respects) {
        return new Places(respects.stream().map(month::column).toList());
    }

    /** The number of the cell that an episode of the month is in. */
    long of(int episode) {
        long place = 0;
        for (Column column : columns) {
            place = place * column.values().size() + column.place(episode);
        }
        return place;
    }

    /** What the episodes in a cell have in common, by respect. */
    List<Object> values(long place) {
        Object[] values = new Object[columns.size()];
        long rest = place;
        for (int n = values.length - 1; n >= 0; n--) {
            List<Object> possible = columns.get(n).values();
            values[n] = possible.get((int) (rest % possible.size()));
            rest /= possible.size();
        }
        return Arrays.asList(values);
    }
}
