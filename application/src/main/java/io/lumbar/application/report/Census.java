package io.lumbar.application.report;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.lumbar.application.report.ReportFacts.Known;
import io.lumbar.application.report.Respect.By;
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
    private final Map<List<Object>, People> cells = new HashMap<>();
    private final Map<List<Object>, People> parts = new HashMap<>();
    private final Map<List<Object>, C> groups = new HashMap<>();
    private final Map<Set<YearMonth>, Set<Span>> spans = new HashMap<>();

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

    /** What is known of a month. */
    private record Tables<C>(Headcount heads, Counts<C> counts) {}

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
        known.months().parallelStream().map(census::tables).toList().forEach(census::add);
        return census.groups(disclosure);
    }

    private Tables<C> tables(MonthOfOpenings month) {
        Set<ClinicId> clinics = query.scope().everyClinic() ? null : query.scope().clinics();
        return areKept
                ? new Tables<>(
                        month.remembered(new HeadsAsked(tally.question(), respects, clinics),
                                () -> Headcount.of(month, tally, respects, query.scope())),
                        month.remembered(new CountsAsked(tally.question(), counted, clinics),
                                () -> Counts.of(month, tally, counted, _ -> true, query.scope())))
                : new Tables<>(Headcount.of(month, tally, respects, query.scope()),
                        Counts.of(month, tally, counted, cell -> selects(counted, cell), query.scope()));
    }

    private void add(Tables<C> tables) {
        for (Headcount.Row row : tables.heads.rows()) {
            Object part = row.part() == null ? Absent.ABSENT : row.part();
            Map<List<Object>, People> table = row.part() == null ? cells : parts;
            for (Span span : spans.computeIfAbsent(row.months(), this::spans)) {
                table.computeIfAbsent(cell(row.cell(), span, part), _ -> new People()).add(row.people());
            }
            if (row.part() == null && selects(respects, row.cell())
                    && row.months().stream().anyMatch(window::includes)) {
                groups.computeIfAbsent(group(respects, row.cell()), _ -> tally.none());
            }
        }
        tables.counts.forEach((values, cell) -> {
            if (selects(counted, values)) {
                C group = groups.get(group(counted, values));
                if (group != null) { // without one there is nobody in the window
                    cell.addTo(group, window);
                }
            }
        });
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

    private static List<Object> cell(List<Object> values, Span span, Object part) {
        List<Object> cell = new ArrayList<>(values.size() + 2);
        cell.addAll(values);
        cell.add(span);
        cell.add(part);
        return cell;
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
                case Counting _ -> true;
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

    private List<Group<C>> groups(Disclosure disclosure) {
        if (groups.isEmpty() && groupBy.isEmpty()) {
            return List.of(new Group<>(Map.of(), false, Set.of(), tally.none()));
        }
        var withholding = Withholding.among(cells,
                new Withholding.Rule(disclosure.tooFew(), window, tally instanceof Tally.OfDays));
        Set<List<Object>> withheld = new HashSet<>();
        withheld(cells, withholding).forEach(cell -> withheld.add(group(respects, cell)));
        Map<List<Object>, Set<Object>> withheldParts = new HashMap<>();
        partsThatTellOfOneAnother().parallelStream().map(some -> withheld(some,
                withholding.amongParts(some, tally.partsAddUp()))).toList()
                .forEach(cells -> cells.forEach(cell -> withheldParts
                        .computeIfAbsent(group(respects, cell), _ -> new HashSet<>()).add(cell.getLast())));
        return groups.entrySet().stream().map(group -> new Group<>(key(group.getKey()),
                withheld.contains(group.getKey()), withheldParts.getOrDefault(group.getKey(), Set.of()),
                group.getValue())).sorted(byKey(groupBy, Group::key)).toList();
    }

    private Collection<Map<List<Object>, People>> partsThatTellOfOneAnother() {
        if (tally.partsAddUp()) {
            return List.of(parts);
        }
        Map<Object, Map<List<Object>, People>> byPart = new HashMap<>();
        parts.forEach((cell, people) -> byPart.computeIfAbsent(cell.getLast(), _ -> new HashMap<>()).put(cell, people));
        return byPart.values();
    }

    /** Those in the window; a group is withheld when one of its cells is. */
    private List<List<Object>> withheld(Map<List<Object>, People> table, Withholding withholding) {
        return table.keySet().stream().filter(cell -> cell.contains(Span.WINDOW) && selects(respects, cell))
                .filter(withholding::withholds).toList();
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
