package io.lumbar.application.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Which cells of a table must not be shown. A cell is what all people have in common who are alike in everything that is
 * filtered or grouped by, the time before, in and after the window included. One of too few people could be recognised;
 * and so could one that somebody finds by subtracting its neighbours from their sum, which is what the same question
 * shows without one of its filters or groups. So in every row of cells that differ in one respect there are either
 * none, or at least two withheld that are enough people together; and where a sum is itself withheld, so is at
 * least one of its parts. That holds for the table and for all its sums. A group, which is made of cells, is shown
 * when all of its cells are.
 *
 * <p>
 * Not prevented is subtracting what was known on neighbouring days ({@code asOf}), and what two windows show that differ by
 * some months.
 */
final class Withholding {
    /** Beyond so many respects only the table itself is looked at, and no sums. */
    private static final int MOST_RESPECTS = 5;

    private final int tooFew;
    private final int[] respects;
    private final Map<Integer, Map<List<Object>, People>> tables = new HashMap<>();
    private final Map<Integer, Set<List<Object>>> withheld = new HashMap<>();
    private final @Nullable Withholding whole;

    private Withholding(Map<List<Object>, People> cells, int tooFew, @Nullable Withholding whole) {
        this.tooFew = tooFew;
        this.whole = whole;
        this.respects = whole == null ? respects(cells) : whole.respects;
        int all = (1 << respects.length) - 1;
        List<Integer> some = new ArrayList<>();
        for (int kept = respects.length <= MOST_RESPECTS ? 0 : all; kept <= all; kept++) {
            some.add(kept);
        }
        some.sort(Comparator.comparingInt(Integer::bitCount));
        for (int kept : some) {
            tables.put(kept, sums(cells, kept));
            withhold(kept);
        }
    }

    /** Which cells of a table to withhold. */
    static Withholding among(Map<List<Object>, People> cells, int tooFew) {
        return new Withholding(cells, tooFew, null);
    }

    /** Which cells of a part to withhold: those of the whole, and more. */
    Withholding amongPart(Map<List<Object>, People> cells) {
        return new Withholding(cells, tooFew, this);
    }

    /** Whether this cell is withheld. */
    boolean withholds(List<Object> cell) {
        int all = (1 << respects.length) - 1;
        return known(all).contains(kept(cell, all));
    }

    private Set<List<Object>> known(int kept) {
        return withheld.getOrDefault(kept, Set.of());
    }

    /** Those in which cells differ at all. */
    private static int[] respects(Map<List<Object>, People> cells) {
        if (cells.isEmpty()) {
            return new int[0];
        }
        int length = cells.keySet().iterator().next().size();
        List<Integer> differing = new ArrayList<>();
        for (int n = 0; n < length; n++) {
            int respect = n;
            if (cells.keySet().stream().map(cell -> Collections.singletonList(cell.get(respect))).distinct()
                    .count() > 1) {
                differing.add(n);
            }
        }
        return differing.stream().mapToInt(Integer::intValue).toArray();
    }

    private List<Object> kept(List<Object> cell, int kept) {
        Object[] values = new Object[respects.length];
        for (int n = 0; n < respects.length; n++) {
            values[n] = (kept & (1 << n)) == 0 ? Absent.ABSENT : cell.get(respects[n]);
        }
        return Arrays.asList(values);
    }

    private Map<List<Object>, People> sums(Map<List<Object>, People> cells, int kept) {
        Map<List<Object>, People> sums = new HashMap<>();
        cells.forEach((cell, people) -> sums.computeIfAbsent(kept(cell, kept), _ -> new People()).add(people));
        // One order for the same people whatever order they came in: of two that are equally few, the same is taken.
        Map<List<Object>, People> ordered = new LinkedHashMap<>();
        sums.entrySet().stream().sorted(Comparator.comparing(sum -> labels(sum.getKey())))
                .forEach(sum -> ordered.put(sum.getKey(), sum.getValue()));
        return ordered;
    }

    private static String labels(List<Object> cell) {
        var labels = new StringBuilder();
        cell.forEach(value -> labels.append(Dimension.text(value)).append('|'));
        return labels.toString();
    }

    private void withhold(int kept) {
        Map<List<Object>, People> table = table(kept);
        Set<List<Object>> found = new HashSet<>();
        table.forEach((cell, people) -> {
            if (people.areFew(tooFew) || (whole != null && whole.known(kept).contains(cell))) {
                found.add(cell);
            }
        });
        withheld.put(kept, found);
        boolean more = true;
        while (more) {
            more = false;
            for (int n = 0; n < respects.length; n++) {
                if ((kept & (1 << n)) != 0) {
                    more |= withholdInRows(table, found, n, known(kept & ~(1 << n)));
                }
            }
        }
    }

    private Map<List<Object>, People> table(int kept) {
        Map<List<Object>, People> table = tables.get(kept);
        if (table == null) {
            throw new IllegalStateException("no such table");
        }
        return table;
    }

    private boolean withholdInRows(Map<List<Object>, People> table, Set<List<Object>> found,
            int respect, Set<List<Object>> withheldSums) {
        Map<List<Object>, List<List<Object>>> rows = new LinkedHashMap<>();
        table.forEach((cell, people) -> {
            if (!people.isNobody()) {
                rows.computeIfAbsent(without(cell, respect), _ -> new ArrayList<>()).add(cell);
            }
        });
        boolean more = false;
        for (var row : rows.entrySet()) {
            List<List<Object>> hidden = row.getValue().stream().filter(found::contains).toList();
            boolean tellable = withheldSums.contains(row.getKey()) ? hidden.isEmpty()
                    : hidden.size() == 1 || (!hidden.isEmpty() && together(table, hidden).areFew(tooFew));
            if (tellable) {
                more |= row.getValue().stream().filter(cell -> !found.contains(cell))
                        .min(Comparator.comparingLong(cell -> people(table, cell).size())).map(found::add)
                        .orElse(false);
            }
        }
        return more;
    }

    private static List<Object> without(List<Object> cell, int respect) {
        List<Object> rest = new ArrayList<>(cell);
        rest.set(respect, Absent.ABSENT);
        return rest;
    }

    private static People together(Map<List<Object>, People> table, List<List<Object>> cells) {
        var together = new People();
        cells.forEach(cell -> together.add(people(table, cell)));
        return together;
    }

    private static People people(Map<List<Object>, People> table, List<Object> cell) {
        People people = table.get(cell);
        return people == null ? new People() : people;
    }
}
