package io.lumbar.application.report;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

import io.lumbar.application.report.ReportFacts.Known;
import io.lumbar.application.report.Window.Phase;
import io.lumbar.domain.Cause;
import io.lumbar.domain.ClientId;
import io.lumbar.domain.ClinicId;
import io.lumbar.domain.facts.EpisodeFacts;
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
    private static final Comparator<EpisodeFacts> BY_OPENING = Comparator.comparing(EpisodeFacts::openedOn)
            .thenComparing(episode -> episode.episode().value().toString());
    private static final Comparator<@Nullable String> ABSENT_LAST = Comparator.nullsLast(Comparator.naturalOrder());

    private final ReportQuery query;
    private final List<Dimension> groupBy;
    private final Tally<C> tally;
    private final List<Respect> respects;
    private final Window window;
    private final Map<List<Object>, People> cells = new HashMap<>();
    private final Map<Object, Map<List<Object>, People>> parts = new HashMap<>();
    private final Map<List<Object>, C> groups = new HashMap<>();
    private final Map<List<Object>, Map<ClientId, List<EpisodeFacts>>> recurring = new HashMap<>();

    /**
     * One group.
     *
     * @param key value by {@linkplain Dimension#label() dimension}, null where an episode has none
     * @param withheld whether nothing of it may be shown
     * @param withheldParts what of it may not be shown; see {@link Tally#parts}
     */
    record Group<C>(Map<String, @Nullable String> key, boolean withheld, Set<Object> withheldParts, C counts) {

        /** Whether this may not be shown. */
        boolean withholds(Object part) {
            return withheld || withheldParts.contains(part);
        }
    }

    /** In which episodes are told apart. */
    private sealed interface Respect {
        Object of(EpisodeFacts episode);
    }

    private record By(Dimension dimension) implements Respect {
        @Override
        public Object of(EpisodeFacts episode) {
            Object value = dimension.of(episode);
            return value == null ? Absent.ABSENT : value;
        }
    }

    /** Which of these causes it has. */
    private record CausesAmong(Set<Cause> causes) implements Respect {
        @Override
        public Object of(EpisodeFacts episode) {
            var among = EnumSet.noneOf(Cause.class);
            for (Cause cause : episode.causes()) {
                if (causes.contains(cause)) {
                    among.add(cause);
                }
            }
            return among;
        }
    }

    /** What is counted of a month; equal for what is equal. */
    private record Question(Object tally, List<Respect> respects, @Nullable Set<ClinicId> clinics) {}

    private record SpanQuestion(Object tally) {}

    /** The days of a month's episodes; null when there are none. */
    private record Span(@Nullable LocalDate first, @Nullable LocalDate last) {}

    /** People with a single episode. */
    private static final class Cell<C> {
        private final C counts;
        private final Map<Object, long[]> parts = new HashMap<>();
        private long people;

        Cell(C counts) {
            this.counts = counts;
        }
    }

    private Census(ReportQuery query, List<Dimension> groupBy, Tally<C> tally) {
        this.query = query;
        this.groupBy = groupBy;
        this.tally = tally;
        Cohort cohort = query.cohort();
        this.window = new Window(cohort.from(), cohort.to());
        Stream<Respect> filtered = Arrays.stream(Dimension.values())
                .filter(dimension -> groupBy.contains(dimension)
                        || (dimension != Dimension.CAUSE && !cohort.values(dimension).isEmpty()))
                .map(By::new);
        this.respects = Stream.concat(filtered,
                cohort.causes().isEmpty() ? Stream.of() : Stream.of(new CausesAmong(cohort.causes()))).toList();
    }

    /** The groups that occur, ordered by key; without groups asked for, there is always one. */
    static <C> List<Group<C>> of(Known known, ReportQuery query, Tally<C> tally, Disclosure disclosure) {
        return of(known, query, query.groupBy(), tally, disclosure);
    }

    /** The same in other groups than those asked for. */
    static <C> List<Group<C>> of(Known known, ReportQuery query, List<Dimension> groupBy, Tally<C> tally,
            Disclosure disclosure) {
        var census = new Census<>(query, groupBy, tally);
        known.months().forEach(census::add);
        census.addRecurring(known.months());
        return census.groups(disclosure);
    }

    private void add(MonthOfOpenings month) {
        Phase phase = phaseOf(month);
        if (phase == null) {
            tabulate(month.only(), window)
                    .forEach((cell, counted) -> add(cell, counted));
        } else {
            var question = new Question(tally.question(), respects,
                    query.scope().everyClinic() ? null : query.scope().clinics());
            Map<List<Object>, Cell<C>> table = respects.size() > MOST_KEPT
                    ? tabulate(month.only(), null)
                    : month.counted(question, episodes -> tabulate(episodes, null));
            table.forEach((cell, counted) -> {
                List<Object> inPhase = new ArrayList<>(cell);
                inPhase.set(respects.size(), phase);
                add(inPhase, counted);
            });
        }
    }

    /** Where all the month's days lie; null when they do not lie together. */
    private @Nullable Phase phaseOf(MonthOfOpenings month) {
        if (tally.byOpening()) {
            return phaseOf(month.month());
        }
        Span span = month.counted(new SpanQuestion(tally.question()), this::span);
        if (span.first() == null || span.last() == null) {
            return Phase.BEFORE;
        }
        Phase first = window.phase(span.first());
        return first == window.phase(span.last()) ? first : null;
    }

    /** Windows are of whole months. */
    private Phase phaseOf(YearMonth month) {
        return window.phase(month.atDay(1));
    }

    private Span span(List<EpisodeFacts> episodes) {
        @Nullable
        LocalDate[] ends = new @Nullable LocalDate[2];
        episodes.forEach(episode -> tally.days(episode, day -> {
            ends[0] = ends[0] == null || day.isBefore(ends[0]) ? day : ends[0];
            ends[1] = ends[1] == null || day.isAfter(ends[1]) ? day : ends[1];
        }));
        return new Span(ends[0], ends[1]);
    }

    /** @param days by which episodes are told apart; null when all of their days count alike */
    private Map<List<Object>, Cell<C>> tabulate(List<EpisodeFacts> episodes, @Nullable Window days) {
        Map<List<Object>, Cell<C>> table = new HashMap<>();
        for (EpisodeFacts episode : episodes) {
            if (!query.scope().includes(episode.clinic())) {
                continue;
            }
            if (phases(episode).isEmpty()) {
                continue;
            }
            if (days == null) {
                count(table, cell(episode, null), episode, Window.ALWAYS);
            } else {
                for (Phase phase : phases(episode)) {
                    count(table, cell(episode, phase), episode, days.days(phase));
                }
            }
        }
        return table;
    }

    private void count(Map<List<Object>, Cell<C>> table, List<Object> key, EpisodeFacts episode,
            Window days) {
        Cell<C> cell = table.computeIfAbsent(key, _ -> new Cell<>(tally.none()));
        cell.people++;
        tally.add(cell.counts, List.of(episode), episode, days);
        tally.parts(episode, days, part -> cell.parts.computeIfAbsent(part, _ -> new long[1])[0]++);
    }

    private List<Object> cell(EpisodeFacts episode, @Nullable Phase phase) {
        Object[] values = new Object[respects.size() + 1];
        for (int n = 0; n < respects.size(); n++) {
            values[n] = respects.get(n).of(episode);
        }
        values[respects.size()] = phase == null ? Absent.ABSENT : phase;
        return Arrays.asList(values);
    }

    private Set<Phase> phases(EpisodeFacts episode) {
        var phases = EnumSet.noneOf(Phase.class);
        tally.days(episode, day -> phases.add(window.phase(day)));
        return phases;
    }

    private void add(List<Object> cell, Cell<C> counted) {
        people(cells, cell).add(counted.people);
        counted.parts.forEach((part, people) -> people(cellsOf(part), cell).add(people[0]));
        if (selects(cell)) {
            tally.plus(groups.computeIfAbsent(group(cell), _ -> tally.none()), counted.counts);
        }
    }

    private Map<List<Object>, People> cellsOf(Object part) {
        return parts.computeIfAbsent(part, _ -> new HashMap<>());
    }

    private static People people(Map<List<Object>, People> cells, List<Object> cell) {
        return cells.computeIfAbsent(cell, _ -> new People());
    }

    /** Whether the cell passes all filters and lies in the window. */
    private boolean selects(List<Object> cell) {
        for (int n = 0; n < respects.size(); n++) {
            Object value = cell.get(n);
            boolean passes = switch (respects.get(n)) {
                case CausesAmong _ -> value instanceof Set<?> causes && !causes.isEmpty();
                case By(var dimension) -> dimension == Dimension.CAUSE
                        || query.cohort().values(dimension).isEmpty()
                        || query.cohort().values(dimension).contains(value);
            };
            if (!passes) {
                return false;
            }
        }
        return cell.get(respects.size()) == Phase.WITHIN;
    }

    private List<Object> group(List<Object> cell) {
        Object[] values = new Object[groupBy.size()];
        for (int n = 0; n < values.length; n++) {
            values[n] = cell.get(respects.indexOf(new By(groupBy.get(n))));
        }
        return Arrays.asList(values);
    }

    /** People with several episodes are brought together anew for each question. */
    private void addRecurring(List<MonthOfOpenings> months) {
        for (MonthOfOpenings month : months) {
            for (EpisodeFacts episode : month.recurring()) {
                if (query.scope().includes(episode.clinic())) {
                    addRecurring(episode);
                }
            }
        }
        Map<ClientId, EpisodeFacts> first = tally.countsFirstEver() ? firstEver(months) : Map.of();
        recurring.forEach((group, people) -> people.forEach((client, episodes) -> {
            episodes.sort(BY_OPENING);
            tally.add(groups.computeIfAbsent(group, _ -> tally.none()), episodes,
                    first.getOrDefault(client, episodes.getFirst()), window);
        }));
    }

    private void addRecurring(EpisodeFacts episode) {
        for (Phase phase : phases(episode)) {
            List<Object> cell = cell(episode, phase);
            people(cells, cell).add(episode.client());
            tally.parts(episode, window.days(phase),
                    part -> people(cellsOf(part), cell).add(episode.client()));
            if (selects(cell)) {
                recurring.computeIfAbsent(group(cell), _ -> new HashMap<>())
                        .computeIfAbsent(episode.client(), _ -> new ArrayList<>()).add(episode);
            }
        }
    }

    private Map<ClientId, EpisodeFacts> firstEver(List<MonthOfOpenings> months) {
        Map<ClientId, EpisodeFacts> first = new HashMap<>();
        var counted = new HashSet<ClientId>();
        recurring.values().forEach(people -> counted.addAll(people.keySet()));
        for (MonthOfOpenings month : months) {
            for (EpisodeFacts episode : month.recurring()) {
                if (counted.contains(episode.client()) && query.scope().includes(episode.clinic())) {
                    first.merge(episode.client(), episode,
                            (one, other) -> BY_OPENING.compare(one, other) <= 0 ? one : other);
                }
            }
        }
        return first;
    }

    private List<Group<C>> groups(Disclosure disclosure) {
        if (groups.isEmpty() && groupBy.isEmpty()) {
            return List.of(new Group<>(Map.of(), false, Set.of(), tally.none()));
        }
        Set<List<Object>> withheld = new HashSet<>();
        Withholding cellsToWithhold = Withholding.among(cells, disclosure.tooFew());
        withheldGroups(cellsToWithhold, cells).forEach(withheld::add);
        Map<List<Object>, Set<Object>> withheldParts = new HashMap<>();
        parts.forEach((part, cellsOfPart) -> withheldGroups(cellsToWithhold.amongPart(cellsOfPart), cellsOfPart)
                .forEach(group -> withheldParts.computeIfAbsent(group, _ -> new HashSet<>()).add(part)));
        return groups.entrySet().stream().map(group -> new Group<>(key(group.getKey()),
                withheld.contains(group.getKey()), withheldParts.getOrDefault(group.getKey(), Set.of()),
                group.getValue())).sorted(byKey(groupBy, Group::key)).toList();
    }

    /** A group is withheld when one of its cells is. */
    private Stream<List<Object>> withheldGroups(Withholding withholding,
            Map<List<Object>, People> table) {
        return table.entrySet().stream().filter(cell -> !cell.getValue().isNobody() && selects(cell.getKey()))
                .filter(cell -> withholding.withholds(cell.getKey())).map(cell -> group(cell.getKey())).distinct();
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
