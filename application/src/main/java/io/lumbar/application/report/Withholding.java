package io.lumbar.application.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.LongUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.lumbar.application.report.CellTable.Rows;
import io.lumbar.application.report.Sums.Sum;
import org.jspecify.annotations.Nullable;

/**
 * Which cells of a table must not be shown. A cell is what all people have in common who are alike in everything that is
 * filtered or grouped by, in a {@link Span} of time; it may be about a part of the answer only. One of too few people could
 * be recognised; and so could one that somebody finds by subtracting its neighbours from their sum, which is what the same
 * question shows without one of its filters or groups, or in a wider window. So in every row of cells that differ in one
 * respect there are either none, or at least two withheld that are enough people together; and where a sum is itself
 * withheld, so are parts of it that are enough, or all. That holds for the table and for all its sums, and for the spans that
 * another is made of. A cell that is alone in a row is the sum of it, and hides nothing where that is shown: others are
 * preferred. A group, which is made of cells, is shown when all of its cells are.
 *
 * <p>
 * Windows are made of spans, and whether one of them is withheld does not depend on the window. So whoever moves the ends
 * of a window learns what its spans are about, and no more. What is withheld for that is the least that is withheld of
 * the window: its own rows are closed like others.
 *
 * <p>
 * Not prevented is subtracting what was known on neighbouring days ({@code asOf}).
 */
final class Withholding {
    /** Beyond so many respects, time among them, only the table itself is looked at, and no sums. */
    private static final int MOST_RESPECTS = 5;
    /** Where more than so many cells are withheld, counted in each of their rows, rows are looked at one by one only. */
    private static final int MOST_TERMS = 1_500;
    /** Of more than so many few people in a row, only single cells are looked for. */
    private static final int MOST_IN_PAIRS = 12;

    private final Rule rule;
    private final boolean partsAddUp;
    private final @Nullable Withholding whole;
    private final CellKeys keys;
    private final Map<TablePlace, CellTable> tables = new HashMap<>();
    private final Map<TablePlace, List<Span>> spans = new HashMap<>();
    private final Map<TablePlace, List<Sum>> sums = new HashMap<>();
    private boolean isAnyWithheld;

    /**
     * By what it is judged.
     *
     * @param tooFew the most people who are too few
     * @param overlapping whether the same people may be in several spans
     */
    record Rule(int tooFew, Window window, boolean overlapping) {}

    /** A cell that is withheld, of a table in which some respects are kept. */
    private record Unknown(int kept, boolean isPart, long cell) {}

    private Withholding(Map<List<Object>, People> cells, CellKeys keys, Rule rule, boolean partsAddUp,
            @Nullable Withholding whole) {
        this.rule = rule;
        this.partsAddUp = partsAddUp;
        this.whole = whole;
        this.keys = keys;
        Map<Long, People> all = new HashMap<>();
        cells.forEach((cell, people) -> {
            if (!people.isNobody()) {
                all.put(keys.key(cell), people);
            }
        });
        sums(all).forEach(this::add);
        tables.keySet().stream().sorted(Comparator.comparingInt(TablePlace::narrowness)
                .thenComparingInt(place -> Integer.bitCount(place.kept()))).forEach(this::withhold);
    }

    /**
     * Which cells of a table to withhold.
     *
     * @param cells by their values in all respects, the {@link Span} and {@link Absent}
     */
    static Withholding among(Map<List<Object>, People> cells, Rule rule) {
        return new Withholding(cells, CellKeys.of(cells), rule, false, null);
    }

    /**
     * Which cells of parts to withhold: those of the whole, and more.
     *
     * @param cells of all parts; the last of their values is the part
     * @param addUp whether the whole is the sum of its parts, and shown beside them
     */
    Withholding amongParts(Map<List<Object>, People> cells, boolean addUp) {
        return new Withholding(cells, keys.withParts(cells), rule, addUp, this);
    }

    /**
     * Whether this is withheld.
     *
     * @param cell of the window
     */
    boolean withholds(List<Object> cell) {
        return withholds(TablePlace.of(all(), Span.WINDOW), keys.key(cell));
    }

    /**
     * Whether what is withheld of the spans says so. Of a span that is shown, all that is withheld together is what is
     * left of it without the rest, and may be shown.
     */
    private boolean isCutFromWithheld(int kept, long cell) {
        return tables.keySet().stream().filter(place -> place.kept() == kept && !place.isWindow())
                .anyMatch(place -> isCutFromWithheld(cell, place));
    }

    private boolean isCutFromWithheld(long cell, TablePlace place) {
        boolean inside = false;
        boolean outside = place.months() == 0
                || withholds(TablePlace.of(place.kept(), place.wider()), keys.at(cell, place.wider()));
        for (Span span : spans.getOrDefault(place, List.of())) {
            if (withholds(place, keys.at(cell, span))) {
                inside |= span.isWithin(rule.window);
                outside |= !span.isWithin(rule.window);
            }
        }
        return inside && outside;
    }

    private People people(TablePlace place, long cell) {
        CellTable table = tables.get(place);
        return table == null ? new People() : table.people(cell);
    }

    private boolean withholds(TablePlace place, long cell) {
        CellTable table = tables.get(place);
        return table != null && table.withholds(cell);
    }

    private int all() {
        return keys.combinations().allKept();
    }

    /** What cells add up to when some respects are kept, by those. */
    private Map<Integer, Map<Long, People>> sums(Map<Long, People> cells) {
        Map<Integer, Map<Long, People>> sums = new HashMap<>(Map.of(all(), cells));
        int most = rule.window.equals(Window.ALWAYS) ? MOST_RESPECTS : MOST_RESPECTS - 1;
        if (keys.combinations().respects() <= most) {
            for (int kept = all() - 1; kept >= 0; kept--) {
                int dropped = Integer.numberOfTrailingZeros(~kept);
                int before = kept | 1 << dropped;
                LongUnaryOperator sum = keys.without(before, dropped);
                Map<Long, People> table = new HashMap<>();
                sums.getOrDefault(before, Map.of()).forEach((key, people) -> table
                        .computeIfAbsent(sum.applyAsLong(key), _ -> new People()).add(people));
                sums.put(kept, table);
            }
        }
        return sums;
    }

    private void add(int kept, Map<Long, People> cells) {
        Map<Span, List<Long>> bySpan = new HashMap<>();
        cells.keySet().forEach(key -> bySpan.computeIfAbsent(keys.spanOf(key), _ -> new ArrayList<>()).add(key));
        Map<TablePlace, List<Long>> byPlace = new HashMap<>();
        keys.inOrder().forEach(span -> {
            TablePlace place = TablePlace.of(kept, span);
            spans.computeIfAbsent(place, _ -> new ArrayList<>()).add(span);
            byPlace.computeIfAbsent(place, _ -> new ArrayList<>()).addAll(bySpan.getOrDefault(span, List.of()));
        });
        byPlace.forEach((place, some) -> tables.put(place, new CellTable(some, cells)));
    }

    private void withhold(TablePlace place) {
        CellTable table = table(place);
        for (int cell = 0; cell < table.size(); cell++) {
            if (table.people(cell).areFew(rule.tooFew)
                    || (place.isWindow() && isCutFromWithheld(place.kept(), table.key(cell)))
                    || (whole != null && whole.withholds(place, keys.ofWhole(table.key(cell))))) {
                table.withhold(cell);
            }
        }
        isAnyWithheld |= table.withholdsAny();
        if (isAnyWithheld) {
            var closing = new Closing(place, table);
            closing.close();
            sums.put(place, closing.sums());
        }
    }

    private CellTable table(TablePlace place) {
        CellTable table = tables.get(place);
        if (table == null) {
            throw new IllegalArgumentException("no such table: " + place);
        }
        return table;
    }

    /** Withholds in one table what must be, beside what is. */
    private final class Closing {
        private final TablePlace place;
        private final CellTable table;
        private final List<Rows> allRows = new ArrayList<>();
        /** For each cell a bit for each respect in which it is alone in a row whose sum is shown. */
        private final int[] told;

        Closing(TablePlace place, CellTable table) {
            this.place = place;
            this.table = table;
            this.told = new int[table.size()];
            int respects = keys.combinations().respects();
            for (int n = 0; n < respects; n++) {
                if ((place.kept() & (1 << n)) != 0) {
                    add(n, keys.without(place.kept(), n),
                            new TablePlace(place.kept() & ~(1 << n), place.months(), place.wider()),
                            Withholding.this, false);
                }
            }
            if (place.months() > 0) {
                add(respects, key -> keys.at(key, place.wider()), TablePlace.of(place.kept(), place.wider()),
                        Withholding.this,
                        rule.overlapping);
            }
            if (whole != null && partsAddUp) {
                add(respects + 1, keys::ofWhole, place, whole, true);
            }
        }

        private void add(int respect, LongUnaryOperator sum, TablePlace sums, Withholding of, boolean overlapping) {
            Rows rows = table.rows(respect, sum, of.tables.get(sums), rule.tooFew, overlapping);
            for (int row = 0; row < rows.size(); row++) {
                if (rows.length(row) == 1 && !rows.isSumWithheld(row)) {
                    rows.cells(row).forEach(cell -> told[cell] |= 1 << respect);
                }
            }
            allRows.add(rows);
        }

        /** Whether a cell is told by none of the other rows that it is in. */
        private boolean hides(int cell, Rows in) {
            return (told[cell] & ~(1 << in.respect())) == 0;
        }

        void close() {
            boolean more = true;
            while (more) {
                more = false;
                for (Rows rows : allRows) {
                    more |= withholdInRows(rows);
                }
                more = more || withholdBesideWhatIsTold();
            }
        }

        private boolean withholdInRows(Rows rows) {
            boolean more = false;
            for (int row = rows.nextChanged(0); row >= 0; row = rows.nextChanged(row + 1)) {
                if (isTold(rows, row)) {
                    withhold(rows.cells(row), rows);
                    more = true;
                }
            }
            return more;
        }

        /** Whether a row by itself tells of few people, and has another cell that could be withheld. */
        private boolean isTold(Rows rows, int row) {
            int[] hidden = table.withheld(rows, row);
            boolean sumIsWithheld = rows.isSumWithheld(row);
            if (hidden.length == rows.length(row) || (hidden.length == 0 && !sumIsWithheld)) {
                return false;
            }
            int[] hiding = Arrays.stream(hidden).filter(cell -> hides(cell, rows)).toArray();
            return switch (hiding.length) {
                case 0 -> sumIsWithheld;
                case 1 -> !sumIsWithheld || table.areFew(hiding, rule.tooFew, rows.overlapping());
                default -> table.areFew(hiding, rule.tooFew, rows.overlapping());
            };
        }

        /** One more, the smallest. */
        private void withhold(IntStream cells, Rows in) {
            cells.filter(cell -> !table.withholds(cell)).boxed()
                    .min(Comparator.comparing((Integer cell) -> !hides(cell, in))
                            .thenComparingLong(cell -> table.people(cell).size()))
                    .ifPresent(table::withhold);
        }

        /** What rows one by one do not tell, several may together. */
        private boolean withholdBesideWhatIsTold() {
            if (!table.withholdsAny()) {
                return false;
            }
            List<Sum> own = sums();
            var wider = new ArrayList<Sum>();
            for (Withholding each = Withholding.this; each != null; each = each.partsAddUp ? each.whole : null) {
                each.sums.forEach((other, known) -> {
                    if (place.isToldBy(other)) {
                        wider.addAll(known);
                    }
                });
            }
            if (Stream.concat(own.stream(), wider.stream()).mapToInt(sum -> sum.parts().size()).sum() > MOST_TERMS) {
                return false;
            }
            var known = new Sums();
            wider.forEach(known::learn);
            own.forEach(known::learn);
            boolean more = false;
            for (Rows rows : allRows) {
                int[] telling = IntStream.range(0, rows.size()).filter(row -> tells(rows, row, known)).toArray();
                for (int row : telling) {
                    more |= withholdOneMore(rows, row);
                }
            }
            return more;
        }

        private boolean tells(Rows rows, int row, Sums known) {
            if (rows.isSumWithheld(row) && rows.isSumOfFew(row) && known.tell(List.of(sum(rows, row)))) {
                return true;
            }
            return Stream.concat(
                    table.ofFew(table.withheld(rows, row), MOST_IN_PAIRS, rule.tooFew, rows.overlapping()).stream()
                            .map(this::unknown),
                    isTime(rows) ? fromTheBeginningOrToTheEnd(rows, row) : Stream.empty())
                    .anyMatch(known::tell);
        }

        private boolean isTime(Rows rows) {
            return place.months() > 0 && rows.respect() == keys.combinations().respects();
        }

        /** What few people there are in windows without a beginning, or without an end, that part the row. */
        private Stream<List<Unknown>> fromTheBeginningOrToTheEnd(Rows rows, int row) {
            List<Span> cells = rows.cells(row).mapToObj(cell -> keys.spanOf(table.key(cell))).toList();
            long key = rows.sum(row);
            return Stream.concat(
                    few(key, Stream.concat(beside(place.wider(), Span::isBefore), cells.stream()).toList()),
                    few(key, Stream.concat(beside(place.wider(), Span::isAfter), cells.reversed().stream()).toList()));
        }

        /** Those spans, as wide as can be, that lie before or after. */
        private Stream<Span> beside(Span span, BiPredicate<Span, Span> side) {
            return span.months() == 0
                    ? Stream.empty()
                    : Stream.concat(beside(span.wider(), side),
                            spans.getOrDefault(TablePlace.of(place.kept(), span), List.of()).stream()
                                    .filter(other -> side.test(other, span)));
        }

        /** The first of these spans, and more of them, while there are few people. */
        private Stream<List<Unknown>> few(long cell, List<Span> some) {
            var few = new ArrayList<List<Unknown>>();
            var unknown = new ArrayList<Unknown>();
            var together = new People();
            for (Span span : some) {
                People people = people(TablePlace.of(place.kept(), span), keys.at(cell, span));
                together.add(people);
                if (!people.isNobody()) {
                    if (!(rule.overlapping ? people : together).areFew(rule.tooFew)) {
                        break;
                    }
                    unknown.add(unknown(keys.at(cell, span)));
                    few.add(List.copyOf(unknown));
                }
            }
            return few.stream();
        }

        private Unknown sum(Rows rows, int row) {
            int kept = rows.respect() < keys.combinations().respects()
                    ? place.kept() & ~(1 << rows.respect())
                    : place.kept();
            return new Unknown(kept, whole != null && rows.respect() <= keys.combinations().respects(), rows.sum(row));
        }

        private List<Unknown> unknown(int[] cells) {
            return Arrays.stream(cells).mapToObj(cell -> unknown(table.key(cell))).toList();
        }

        private Unknown unknown(long cell) {
            return new Unknown(place.kept(), whole != null, cell);
        }

        private List<Unknown> withheldSpans(long cell) {
            return keys.inOrder().stream().filter(span -> span.isPartOf(rule.window))
                    .filter(span -> Withholding.this.withholds(TablePlace.of(place.kept(), span), keys.at(cell, span)))
                    .map(span -> unknown(keys.at(cell, span))).toList();
        }

        /** Of the row or, when there is none, of those that cross it. */
        private boolean withholdOneMore(Rows in, int row) {
            IntStream crossing = in.cells(row)
                    .flatMap(cell -> allRows.stream().flatMapToInt(rows -> rows.beside(cell)));
            return Stream.of(in.cells(row), crossing)
                    .map(cells -> cells.filter(cell -> !table.withholds(cell)).boxed()
                            .min(Comparator.comparingLong(cell -> table.people(cell).size())))
                    .flatMap(Optional::stream).findFirst().map(cell -> {
                        table.withhold(cell);
                        return true;
                    }).orElse(false);
        }

        /** What the rows say about what is withheld in them; and of a window, what it is made of. */
        List<Sum> sums() {
            var all = new ArrayList<Sum>();
            if (place.isWindow()) {
                IntStream.range(0, table.size()).filter(table::withholds)
                        .forEach(cell -> all.add(new Sum(withheldSpans(table.key(cell)), unknown(table.key(cell)))));
            }
            for (Rows rows : allRows) {
                for (int row = 0; row < rows.size(); row++) {
                    int[] hidden = table.withheld(rows, row);
                    boolean isWithheld = rows.isSumWithheld(row);
                    if (isWithheld || hidden.length > 0) {
                        all.add(new Sum(unknown(hidden), isWithheld ? sum(rows, row) : null));
                    }
                }
            }
            return all;
        }
    }
}
