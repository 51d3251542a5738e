package io.lumbar.application.report;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/** Who is in which cell, when some respects are kept. Most combinations have somebody in few parts, so rows come as needed. */
final class Heads {
    private final CellKeys keys;
    private final int kept;
    /** By combination and part the people in each span. */
    private final @Nullable People[] @Nullable [] rows;

    private Heads(CellKeys keys, int kept) {
        this.keys = keys;
        this.kept = kept;
        this.rows = new People[keys.combinations().size(kept) * keys.parts().size()][];
    }

    /** Nobody yet; all respects are kept. */
    static Heads of(CellKeys keys) {
        return new Heads(keys, keys.combinations().allKept());
    }

    CellKeys keys() {
        return keys;
    }

    /** Adds people of a combination, a span and a part, each by its number. */
    void add(int combination, int span, int part, People more) {
        add(combination * keys.parts().size() + part, span, more);
    }

    private void add(int row, int span, People more) {
        if (more.isNobody()) {
            return;
        }
        @Nullable
        People[] spans = rows[row];
        if (spans == null) {
            spans = new People[keys.inOrder().size()];
            rows[row] = spans;
        }
        People there = spans[span];
        if (there == null) {
            there = new People();
            spans[span] = there;
        }
        there.add(more);
    }

    /** The same people when one of the respects is not kept. */
    Heads without(int dropped) {
        var sum = new Heads(keys, kept & ~(1 << dropped));
        int[] without = keys.combinations().without(kept, dropped);
        int parts = keys.parts().size();
        for (int row = 0; row < rows.length; row++) {
            @Nullable
            People[] spans = rows[row];
            for (int span = 0; spans != null && span < spans.length; span++) {
                People there = spans[span];
                if (there != null) {
                    sum.add(without[row / parts] * parts + row % parts, span, there);
                }
            }
        }
        return sum;
    }

    /**
     * The cells in which somebody is.
     *
     * @param spans by their numbers, in order
     */
    CellTable table(int[] spans) {
        List<Long> cells = new ArrayList<>();
        List<People> people = new ArrayList<>();
        int parts = keys.parts().size();
        for (int combination = 0; combination * parts < rows.length; combination++) {
            for (int span : spans) {
                for (int part = 0; part < parts; part++) {
                    @Nullable
                    People[] row = rows[combination * parts + part];
                    People there = row == null ? null : row[span];
                    if (there != null) {
                        cells.add(keys.key(combination, span, part));
                        people.add(there);
                    }
                }
            }
        }
        return new CellTable(cells, people);
    }
}
