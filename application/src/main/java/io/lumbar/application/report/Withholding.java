package io.lumbar.application.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

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

    private Withholding(Heads heads, Rule rule, boolean partsAddUp, @Nullable Withholding whole) {
        this.rule = rule;
        this.partsAddUp = partsAddUp;
        this.whole = whole;
        this.keys = heads.keys();
        sums(heads).forEach(this::add);
        tables.entrySet().stream().sorted(Map.Entry.comparingByKey(Comparator.comparingInt(TablePlace::narrowness)
                .thenComparingInt(place -> Integer.bitCount(place.kept()))))
                .forEach(each -> withhold(each.getKey(), each.getValue()));
    }

    /** Which cells of a table to withhold. */
    static Withholding among(Heads heads, Rule rule) {
        return new Withholding(heads, rule, false, null);
    }

    /**
     * Which cells of parts to withhold: those of the whole, and more.
     *
     * @param parts of the same combinations and spans
     * @param addUp whether the whole is the sum of its parts, and shown beside them
     */
    Withholding amongParts(Heads parts, boolean addUp) {
        return new Withholding(parts, rule, addUp, this);
    }

    /**
     * Whether something of the window is withheld.
     *
     * @param values by respect
     */
    boolean withholds(List<Object> values, Object part) {
        return withholds(TablePlace.of(all(), Span.WINDOW), keys.key(values, Span.WINDOW, part));
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
        for (Span span : spans(place)) {
            if (withholds(place, keys.at(cell, span))) {
                inside |= span.isWithin(rule.window);
                outside |= !span.isWithin(rule.window);
            }
        }
        return inside && outside;
    }

    /** Nobody for a cell that is not there. */
    People people(TablePlace place, long cell) {
        CellTable table = tables.get(place);
        return table == null ? new People() : table.people(cell);
    }

    /** No for a cell that is not there. */
    boolean withholds(TablePlace place, long cell) {
        CellTable table = tables.get(place);
        return table != null && table.withholds(cell);
    }

    /** Null when it is not looked at. */
    @Nullable
    CellTable table(TablePlace place) {
        return tables.get(place);
    }

    /** In their order. */
    List<Span> spans(TablePlace place) {
        return spans.getOrDefault(place, List.of());
    }

    /** What is known of sums that questions wider than a table tell, those about the whole of its parts among them. */
    List<Sum> told(TablePlace place) {
        var told = new ArrayList<Sum>();
        for (Withholding each = this; each != null; each = each.sumOfParts()) {
            each.sums.forEach((other, known) -> {
                if (place.isToldBy(other)) {
                    told.addAll(known);
                }
            });
        }
        return told;
    }

    /** The whole of parts that add up to it; null for other parts and for a whole. */
    @Nullable
    Withholding sumOfParts() {
        return partsAddUp ? whole : null;
    }

    boolean isOfParts() {
        return whole != null;
    }

    Rule rule() {
        return rule;
    }

    CellKeys keys() {
        return keys;
    }

    private int all() {
        return keys.combinations().allKept();
    }

    /** Who is where when some respects are kept, by those. */
    private Map<Integer, Heads> sums(Heads heads) {
        Map<Integer, Heads> sums = new HashMap<>(Map.of(all(), heads));
        int most = rule.window.equals(Window.ALWAYS) ? MOST_RESPECTS : MOST_RESPECTS - 1;
        if (keys.combinations().respects() <= most) {
            for (int kept = all() - 1; kept >= 0; kept--) {
                int dropped = Integer.numberOfTrailingZeros(~kept);
                sums.put(kept, Objects.requireNonNull(sums.get(kept | 1 << dropped)).without(dropped));
            }
        }
        return sums;
    }

    private void add(int kept, Heads heads) {
        Map<TablePlace, List<Span>> places = new HashMap<>();
        keys.inOrder().forEach(
                span -> places.computeIfAbsent(TablePlace.of(kept, span), _ -> new ArrayList<>()).add(span));
        places.forEach((place, some) -> tables.put(place,
                heads.table(some.stream().mapToInt(keys::number).toArray())));
        spans.putAll(places);
    }

    private void withhold(TablePlace place, CellTable table) {
        for (int cell = 0; cell < table.size(); cell++) {
            if (table.people(cell).areFew(rule.tooFew)
                    || (place.isWindow() && isCutFromWithheld(place.kept(), table.key(cell)))
                    || (whole != null && whole.withholds(place, keys.ofWhole(table.key(cell))))) {
                table.withhold(cell);
            }
        }
        isAnyWithheld |= table.withholdsAny();
        if (isAnyWithheld) {
            var closing = new Closing(this, place, table);
            closing.close();
            sums.put(place, closing.sums());
        }
    }
}
