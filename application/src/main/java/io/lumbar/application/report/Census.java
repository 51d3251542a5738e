package io.lumbar.application.report;

import java.time.YearMonth;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.lumbar.application.report.ReportFacts.Known;
import io.lumbar.application.report.Respect.By;
import io.lumbar.application.report.Respect.Causes;
import io.lumbar.application.report.Respect.CausesAmong;
import io.lumbar.application.report.Respect.Counting;
import io.lumbar.application.report.Respect.Passing;
import io.lumbar.domain.Cause;
import io.lumbar.domain.ClinicId;
import org.jspecify.annotations.Nullable;

/**
 * Counts the people of a cohort in groups, and says which groups must not be shown. Episodes are told apart by everything
 * that is filtered or grouped by, whatever its value: so what is beside a group is known, too, and other values of
 * the same filters are counted once for all.
 *
 * @param <C> the counts
 */
final class Census<C> {
    /** Of people told apart by more dimensions than these, counts are not kept: there are too many such questions. */
    private static final int MOST_KEPT = 2;
    private static final Comparator<@Nullable String> ABSENT_LAST = Comparator.nullsLast(Comparator.naturalOrder());

    private final ReportQuery query;
    private final List<Dimension> groupBy;
    private final Tally<C> tally;
    private final Window window;
    /** Of heads: those whom a filter leaves out are told apart, too. */
    private final List<Respect> respects;
    /** Of counts: values that a filter takes together are one. */
    private final List<Respect> counted;
    private final boolean areKept;
    private final Map<List<Object>, C> groups = new HashMap<>();
    private final Set<List<Object>> cells = new HashSet<>();
    private final Map<Set<YearMonth>, Set<Span>> spans = new HashMap<>();
    private final Set<Object> parts = new HashSet<>();

    /**
     * One group.
     *
     * @param key value by {@linkplain Dimension#label() dimension}, null where an episode has none
     * @param withheld whether nothing of it may be shown
     * @param withheldParts what of it may not be shown; see {@link Presence#parts}
     */
    record Group<C>(Map<String, @Nullable String> key, boolean withheld, Set<Object> withheldParts, C counts) {

        /** Whether this may not be shown. */
        boolean withholds(Object part) {
            return withheld || withheldParts.contains(part);
        }
    }

    private record HeadsAsked(Object tally, List<Respect> respects, @Nullable Set<ClinicId> clinics) {}

    private record CountsAsked(Object tally, List<Respect> respects, @Nullable Set<ClinicId> clinics) {}

    private record Withheld(List<Object> values, Object part) {}

    /**
     * What is known of a month.
     *
     * @param counts null when nothing of the month counts in the window
     */
    private record Tables<C>(Headcount heads, @Nullable Counts<C> counts) {}

    private Census(ReportQuery query, List<Dimension> groupBy, Tally<C> tally) {
        this.query = query;
        this.groupBy = groupBy;
        this.tally = tally;
        this.window = Window.of(query.cohort());
        List<Dimension> told = Arrays.stream(Dimension.values())
                .filter(dimension -> groupBy.contains(dimension) || !query.cohort().values(dimension).isEmpty())
                .toList();
        this.areKept = told.size() <= MOST_KEPT;
        Set<Cause> causes = query.cohort().causes();
        this.respects = and(told.stream().map(By::new), causes.isEmpty() ? null : new CausesAmong(causes));
        this.counted = and(
                told.stream().filter(dimension -> dimension != Dimension.CAUSE || groupBy.contains(dimension))
                        .map(dimension -> groupBy.contains(dimension) || isOneValue(dimension)
                                ? new By(dimension)
                                : new Passing(dimension, query.cohort().values(dimension))),
                causes.isEmpty() ? null : new Passing(Dimension.CAUSE, causes));
    }

    private boolean isOneValue(Dimension dimension) {
        return query.cohort().values(dimension).size() == 1;
    }

    private static List<Respect> and(Stream<Respect> respects, @Nullable Respect more) {
        return (more == null ? respects : Stream.concat(respects, Stream.of(more))).toList();
    }

    /** The groups that occur, ordered by key; without groups asked for, there is always one. */
    static <C> List<Group<C>> of(Known known, ReportQuery query, Tally<C> tally, Disclosure disclosure) {
        return of(known, query, query.groupBy(), tally, disclosure);
    }

    /** The same in other groups than those asked for. */
    static <C> List<Group<C>> of(Known known, ReportQuery query, List<Dimension> groupBy, Tally<C> tally,
            Disclosure disclosure) {
        var census = new Census<>(query, groupBy, tally);
        List<Tables<C>> tables = known.months().parallelStream().map(census::tables).toList();
        tables.forEach(each -> census.look(each.heads));
        tables.stream().map(Tables::counts).filter(Objects::nonNull).forEach(census::add);
        return census.groups(tables.stream().map(Tables::heads).toList(), disclosure);
    }

    private Tables<C> tables(MonthOfOpenings month) {
        Set<ClinicId> clinics = query.scope().everyClinic() ? null : query.scope().clinics();
        Headcount heads = areKept
                ? month.rememberedTable(new HeadsAsked(tally.question(), respects, clinics),
                        () -> Headcount.of(month, tally, respects, query.scope()), Headcount::size)
                : Headcount.of(month, tally, respects, query.scope());
        if (heads.months().stream().flatMap(Set::stream).noneMatch(window::includes)) {
            return new Tables<>(heads, null);
        }
        return new Tables<>(heads, areKept
                ? month.rememberedTable(new CountsAsked(tally.question(), counted, clinics),
                        () -> Counts.of(month, tally, counted, _ -> true, query.scope()), Counts::size)
                : Counts.of(month, tally, counted, cell -> selects(counted, cell), query.scope()));
    }

    /** Which combinations, spans and parts there are, and which groups. */
    private void look(Headcount heads) {
        cells.addAll(heads.cells());
        var inWindow = new BitSet();
        boolean[] areInWindow = new boolean[heads.months().size()];
        for (int n = 0; n < areInWindow.length; n++) {
            areInWindow[n] = spans.computeIfAbsent(heads.months().get(n), this::spans).contains(Span.WINDOW);
        }
        for (Headcount.Row row : heads.rows()) {
            if (areInWindow[row.months()]) {
                inWindow.set(row.cell());
            }
            if (row.part() != null) {
                parts.add(row.part());
            }
        }
        inWindow.stream().mapToObj(heads.cells()::get).filter(cell -> selects(respects, cell))
                .forEach(cell -> groups.computeIfAbsent(group(respects, cell), _ -> tally.none()));
    }

    private void add(Counts<C> counts) {
        counts.forEach((values, cell) -> {
            if (selects(counted, values)) {
                C group = groups.get(group(counted, values));
                if (group != null) { // without one there is nobody in the window
                    cell.addTo(group, window);
                }
            }
        });
    }

    private CellKeys keys() {
        return CellKeys.of(cells, Stream.concat(spans.values().stream().flatMap(Set::stream), Stream.of(Span.WINDOW))
                .collect(Collectors.toSet()));
    }

    /** Adds everybody to the whole and to the part that they are in. */
    private void add(Headcount month, Heads whole, Map<Object, Heads> ofPart) {
        int[] combinations = month.cells().stream().mapToInt(whole.keys().combinations()::number).toArray();
        int[][] numbers = month.months().stream().map(months -> Objects.requireNonNull(spans.get(months)).stream()
                .mapToInt(whole.keys()::number).toArray()).toArray(int[][]::new);
        for (Headcount.Row row : month.rows()) {
            Object part = row.part();
            Heads heads = part == null ? whole : Objects.requireNonNull(ofPart.get(part));
            int number = heads.keys().part(part == null ? Absent.ABSENT : part);
            for (int span : numbers[row.months()]) {
                heads.add(combinations[row.cell()], span, number, row.people());
            }
        }
    }

    /** Those that the window is made of, or that it is cut out of, and the window itself. */
    private Set<Span> spans(Set<YearMonth> months) {
        Set<Span> spans = months.stream().flatMap(month -> Span.of(month).stream())
                .filter(span -> span.isNeededFor(window)).collect(Collectors.toSet());
        if (months.stream().anyMatch(window::includes)) {
            spans.add(Span.WINDOW);
        }
        return spans;
    }

    /** Whether the cell passes all filters. */
    private boolean selects(List<Respect> respects, List<Object> cell) {
        for (int n = 0; n < respects.size(); n++) {
            Object value = cell.get(n);
            boolean passes = switch (respects.get(n)) {
                case CausesAmong _ -> value instanceof Set<?> causes && !causes.isEmpty();
                case Passing _ -> value.equals(true);
                case By(var dimension) -> dimension == Dimension.CAUSE
                        || query.cohort().values(dimension).isEmpty()
                        || query.cohort().values(dimension).contains(value);
                case Causes _,Counting _ -> true;
            };
            if (!passes) {
                return false;
            }
        }
        return true;
    }

    private List<Object> group(List<Respect> respects, List<Object> cell) {
        Object[] values = new Object[groupBy.size()];
        for (int n = 0; n < values.length; n++) {
            values[n] = cell.get(respects.indexOf(new By(groupBy.get(n))));
        }
        return Arrays.asList(values);
    }

    private List<Group<C>> groups(List<Headcount> months, Disclosure disclosure) {
        if (groups.isEmpty() && groupBy.isEmpty()) {
            return List.of(new Group<>(Map.of(), false, Set.of(), tally.none()));
        }
        Heads whole = Heads.of(keys());
        Map<Object, Heads> ofPart = ofPart(whole.keys());
        months.forEach(month -> add(month, whole, ofPart));
        var withholding = Withholding.among(whole,
                new Withholding.Rule(disclosure.tooFew(), window, tally instanceof Tally.OfDays));
        Set<List<Object>> withheld = new HashSet<>();
        withheld(withholding).forEach(cell -> withheld.add(group(respects, cell.values)));
        Map<List<Object>, Set<Object>> withheldParts = new HashMap<>();
        Set.copyOf(ofPart.values()).parallelStream()
                .map(heads -> withheld(withholding.amongParts(heads, tally.partsAddUp()))).toList()
                .forEach(some -> some.forEach(cell -> withheldParts
                        .computeIfAbsent(group(respects, cell.values), _ -> new HashSet<>()).add(cell.part)));
        return groups.entrySet().stream().map(group -> new Group<>(key(group.getKey()),
                withheld.contains(group.getKey()), withheldParts.getOrDefault(group.getKey(), Set.of()),
                group.getValue())).sorted(byKey(groupBy, Group::key)).toList();
    }

    /** Parts that tell of one another are looked at together. */
    private Map<Object, Heads> ofPart(CellKeys keys) {
        if (tally.partsAddUp()) {
            Heads together = Heads.of(keys.withParts(parts));
            return parts.stream().collect(Collectors.toMap(part -> part, _ -> together));
        }
        return parts.stream().collect(Collectors.toMap(part -> part, part -> Heads.of(keys.withParts(Set.of(part)))));
    }

    /** Those of the window; a group is withheld when one of its cells is. */
    private List<Withheld> withheld(Withholding withholding) {
        return cells.stream().filter(cell -> selects(respects, cell))
                .flatMap(cell -> withholding.keys().parts().keySet().stream()
                        .filter(part -> withholding.withholds(cell, part)).map(part -> new Withheld(cell, part)))
                .toList();
    }

    private Map<String, @Nullable String> key(List<Object> group) {
        Map<String, @Nullable String> key = new LinkedHashMap<>();
        for (int n = 0; n < groupBy.size(); n++) {
            key.put(groupBy.get(n).label(), Dimension.text(group.get(n)));
        }
        return Collections.unmodifiableMap(key);
    }

    /** Orders what has keys of groups; absent values come last. */
    static <T> Comparator<T> byKey(List<Dimension> groupBy, Function<T, Map<String, @Nullable String>> key) {
        Comparator<T> order = (_, _) -> 0;
        for (Dimension dimension : groupBy) {
            order = order.thenComparing(each -> key.apply(each).get(dimension.label()), ABSENT_LAST);
        }
        return order;
    }
}
