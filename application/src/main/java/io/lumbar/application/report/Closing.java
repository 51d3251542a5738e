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
import io.lumbar.application.report.Withholding.Rule;
import org.jspecify.annotations.Nullable;

/** Withholds in one table what must be, beside what is: each row by itself, and then all rows together. */
final class Closing {
    /** Where more than so many cells are withheld, counted in each of their rows, rows are looked at one by one only. */
    private static final int MOST_TERMS = 1_500;
    /** Of more than so many few people in a row, only single cells are looked for. */
    private static final int MOST_IN_PAIRS = 12;

    private final Withholding of;
    private final Rule rule;
    private final CellKeys keys;
    private final TablePlace place;
    private final CellTable table;
    private final List<Rows> allRows = new ArrayList<>();
    /** For each cell a bit for each respect in which it is alone in a row whose sum is shown. */
    private final int[] told;
    /** What wider tables tell. */
    private final List<Sum> wider;
    private @Nullable Sums learned;

    /** A cell that is withheld, of a table in which some respects are kept. */
    private record Unknown(int kept, boolean isPart, long cell) {}

    /** A row, and of which few people nothing in it may tell. */
    private record Asked(Rows rows, int row, List<List<Unknown>> few) {}

    /** @param of in which wider tables are closed */
    Closing(Withholding of, TablePlace place, CellTable table) {
        this.of = of;
        this.rule = of.rule();
        this.keys = of.keys();
        this.place = place;
        this.table = table;
        this.told = new int[table.size()];
        this.wider = of.told(place);
        int respects = keys.combinations().respects();
        for (int n = 0; n < respects; n++) {
            if ((place.kept() & (1 << n)) != 0) {
                add(n, keys.without(place.kept(), n),
                        new TablePlace(place.kept() & ~(1 << n), place.months(), place.wider()),
                        of, false);
            }
        }
        if (place.months() > 0) {
            add(respects, key -> keys.at(key, place.wider()), TablePlace.of(place.kept(), place.wider()),
                    of, rule.overlapping());
        }
        Withholding whole = of.sumOfParts();
        if (whole != null) {
            add(respects + 1, keys::ofWhole, place, whole, true);
        }
    }

    private void add(int respect, LongUnaryOperator sum, TablePlace sums, Withholding in, boolean overlapping) {
        Rows rows = table.rows(respect, sum, in.table(sums), rule.tooFew(), overlapping);
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
            case 1 -> !sumIsWithheld || table.areFew(hiding, rule.tooFew(), rows.overlapping());
            default -> table.areFew(hiding, rule.tooFew(), rows.overlapping());
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
        if (!table.withholdsAny() || table.withholdsAll()) {
            return false;
        }
        List<Sum> own = sums();
        if (terms(own) > MOST_TERMS - terms(wider)) {
            return false;
        }
        List<Asked> asked = asked();
        if (asked.isEmpty()) {
            return false;
        }
        Sums known = learned().copy();
        own.forEach(known::learn);
        Map<List<Unknown>, Boolean> told = new HashMap<>();
        boolean more = false;
        for (Asked each : asked) {
            if (each.few.stream().anyMatch(few -> told.computeIfAbsent(few, known::tell))) {
                more |= withholdOneMore(each.rows, each.row);
            }
        }
        return more;
    }

    /** What must not be told, where more can be withheld beside it. */
    private List<Asked> asked() {
        var asked = new ArrayList<Asked>();
        for (Rows rows : allRows) {
            for (int row = 0; row < rows.size(); row++) {
                if (isTouched(rows, row) && unwithheld(rows, row).anyMatch(cells -> cells.findAny().isPresent())) {
                    List<List<Unknown>> few = few(rows, row).toList();
                    if (!few.isEmpty()) {
                        asked.add(new Asked(rows, row, few));
                    }
                }
            }
        }
        return asked;
    }

    private static int terms(List<Sum> sums) {
        return sums.stream().mapToInt(sum -> sum.parts().size()).sum();
    }

    /** From {@link #wider}. */
    private Sums learned() {
        Sums known = learned;
        if (known == null) {
            known = new Sums();
            wider.forEach(known::learn);
            learned = known;
        }
        return known;
    }

    /** Whether something of a row is withheld, or may be of the time beside it. */
    private boolean isTouched(Rows rows, int row) {
        return isTime(rows) || rows.isSumWithheld(row) || rows.cells(row).anyMatch(table::withholds);
    }

    private Stream<List<Unknown>> few(Rows rows, int row) {
        return Stream.of(
                rows.isSumWithheld(row) && rows.isSumOfFew(row)
                        ? Stream.of(List.of(sum(rows, row)))
                        : Stream.<List<Unknown>>empty(),
                table.ofFew(table.withheld(rows, row), MOST_IN_PAIRS, rule.tooFew(), rows.overlapping()).stream()
                        .map(this::unknown),
                isTime(rows) ? fromTheBeginningOrToTheEnd(rows, row) : Stream.<List<Unknown>>empty())
                .flatMap(each -> each);
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
                        of.spans(TablePlace.of(place.kept(), span)).stream()
                                .filter(other -> side.test(other, span)));
    }

    /** The first of these spans, and more of them, while there are few people. */
    private Stream<List<Unknown>> few(long cell, List<Span> some) {
        var few = new ArrayList<List<Unknown>>();
        var unknown = new ArrayList<Unknown>();
        var together = new People();
        for (Span span : some) {
            People people = of.people(TablePlace.of(place.kept(), span), keys.at(cell, span));
            together.add(people);
            if (!people.isNobody()) {
                if (!(rule.overlapping() ? people : together).areFew(rule.tooFew())) {
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
        return new Unknown(kept, of.isOfParts() && rows.respect() <= keys.combinations().respects(), rows.sum(row));
    }

    private List<Unknown> unknown(int[] cells) {
        return Arrays.stream(cells).mapToObj(cell -> unknown(table.key(cell))).toList();
    }

    private Unknown unknown(long cell) {
        return new Unknown(place.kept(), of.isOfParts(), cell);
    }

    private List<Unknown> withheldSpans(long cell) {
        return keys.inOrder().stream().filter(span -> span.isPartOf(rule.window()))
                .filter(span -> of.withholds(TablePlace.of(place.kept(), span), keys.at(cell, span)))
                .map(span -> unknown(keys.at(cell, span))).toList();
    }

    private boolean withholdOneMore(Rows in, int row) {
        return unwithheld(in, row)
                .map(cells -> cells.boxed().min(Comparator.comparingLong(cell -> table.people(cell).size())))
                .flatMap(Optional::stream).findFirst().map(cell -> {
                    table.withhold(cell);
                    return true;
                }).orElse(false);
    }

    /** What could be withheld of the row, and of those that cross it. */
    private Stream<IntStream> unwithheld(Rows in, int row) {
        return Stream.of(in.cells(row),
                in.cells(row).flatMap(cell -> allRows.stream().flatMapToInt(rows -> rows.beside(cell))))
                .map(cells -> cells.filter(cell -> !table.withholds(cell)));
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
