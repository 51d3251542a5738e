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
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.lumbar.application.report.ReportFacts.Known;
import io.lumbar.application.report.Respect.By;
import io.lumbar.application.report.Respect.CausesAmong;
import io.lumbar.application.report.Respect.Counting;
import io.lumbar.application.report.Respect.Passing;
import io.lumbar.application.report.Window.Phase;
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
    /** Of people told apart in more respects than these, counts are not kept: there are too many such questions. */
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
    private final Map<List<Object>, People> cells = new HashMap<>();
    private final Map<Object, Map<List<Object>, People>> parts = new HashMap<>();
    private final Map<List<Object>, C> groups = new HashMap<>();

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
        Set<Cause> causes = query.cohort().causes();
        this.respects = and(told(By::new), causes.isEmpty() ? null : new CausesAmong(causes));
        this.counted = and(told(dimension -> isOneValue(dimension)
                ? new By(dimension)
                : new Passing(dimension, query.cohort().values(dimension))),
                causes.isEmpty() ? null : new Passing(Dimension.CAUSE, causes));
    }

    private Stream<Respect> told(Function<Dimension, Respect> filtered) {
        return Arrays.stream(Dimension.values())
                .filter(dimension -> groupBy.contains(dimension)
                        || (dimension != Dimension.CAUSE && !query.cohort().values(dimension).isEmpty()))
                .map(dimension -> groupBy.contains(dimension) ? new By(dimension) : filtered.apply(dimension));
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
        return new Tables<>(
                respects.size() > MOST_KEPT
                        ? Headcount.of(month, tally, respects, query.scope())
                        : month.remembered(new HeadsAsked(tally.question(), respects, clinics),
                                () -> Headcount.of(month, tally, respects, query.scope())),
                counted.size() > MOST_KEPT
                        ? Counts.of(month, tally, counted, cell -> selects(counted, cell), query.scope())
                        : month.remembered(new CountsAsked(tally.question(), counted, clinics),
                                () -> Counts.of(month, tally, counted, _ -> true, query.scope())));
    }

    private void add(Tables<C> tables) {
        for (Headcount.Row row : tables.heads.rows()) {
            Map<List<Object>, People> table = row.part() == null
                    ? cells
                    : parts.computeIfAbsent(row.part(), _ -> new HashMap<>());
            for (Phase phase : window.phases(row.months())) {
                table.computeIfAbsent(inPhase(row.cell(), phase), _ -> new People()).add(row.people());
            }
        }
        tables.counts.forEach((values, cell) -> {
            if (selects(counted, values)) {
                cell.addTo(groups.computeIfAbsent(group(counted, values), _ -> tally.none()), window);
            }
        });
    }

    private static List<Object> inPhase(List<Object> cell, Phase phase) {
        List<Object> inPhase = new ArrayList<>(cell);
        inPhase.add(phase);
        return inPhase;
    }

    /** Whether the cell of a table lies in the window. */
    private boolean isWithin(List<Object> cell) {
        return cell.getLast() == Phase.WITHIN && selects(respects, cell);
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
        Withholding withholding = Withholding.among(cells, disclosure.tooFew());
        Set<List<Object>> withheld = withheld(withholding, cells);
        Map<List<Object>, Set<Object>> withheldParts = new HashMap<>();
        parts.forEach((part, table) -> withheld(withholding.amongPart(table), table)
                .forEach(group -> withheldParts.computeIfAbsent(group, _ -> new HashSet<>()).add(part)));
        List<Group<C>> found = occurring(cells).map(group -> new Group<>(key(group), withheld.contains(group),
                withheldParts.getOrDefault(group, Set.of()), groups.getOrDefault(group, tally.none())))
                .sorted(byKey(groupBy, Group::key)).toList();
        return found.isEmpty() && groupBy.isEmpty()
                ? List.of(new Group<>(Map.of(), false, Set.of(), tally.none()))
                : found;
    }

    private Stream<List<Object>> occurring(Map<List<Object>, People> table) {
        return table.keySet().stream().filter(this::isWithin).map(cell -> group(respects, cell)).distinct();
    }

    /** A group is withheld when one of its cells is. */
    private Set<List<Object>> withheld(Withholding withholding, Map<List<Object>, People> table) {
        return table.keySet().stream().filter(this::isWithin).filter(withholding::withholds)
                .map(cell -> group(respects, cell)).collect(Collectors.toSet());
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
