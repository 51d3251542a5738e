package io.lumbar.application.report;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.IntFunction;
import java.util.function.Predicate;

import io.lumbar.application.Scope;
import io.lumbar.domain.facts.EpisodeFacts;
import org.jspecify.annotations.Nullable;

/**
 * What a tally makes of a month, by cell and by the months that must be asked about. A person with several episodes in a cell
 * does not count as so many people would. What such episodes make of the person together, beyond what those that begin later
 * or end earlier make, stands at the stretch from the first to the last of them; it may be less than nothing. So the
 * sum over all stretches within any window is what the person's episodes in that window make.
 *
 * @param <C> the counts
 */
final class Counts<C> {
    private static final int FEW = 8;

    private final MonthOfOpenings month;
    private final Tally<C> tally;
    private final List<Respect> respects;
    private final Predicate<List<Object>> wanted;
    private final Scope scope;
    private final Map<List<Object>, Cell> cells = new HashMap<>();

    /** One cell's counts. */
    final class Cell {
        private final List<Object> values;
        private Map<Stretch, C> stretches = new HashMap<>(2);
        private Map<Stretch, List<Run>> runs = new HashMap<>(0);
        /** By the number of months after the one of the openings. */
        private final List<@Nullable C> later = new ArrayList<>();

        private Cell(List<Object> values) {
            this.values = values;
        }

        boolean isOf(EpisodeFacts episode) {
            for (int n = 0; n < values.size(); n++) {
                if (!respects.get(n).of(episode).equals(values.get(n))) {
                    return false;
                }
            }
            return true;
        }

        /** Of the month itself. */
        C ofMonth() {
            return after(0);
        }

        C of(LocalDate day) {
            int months = (day.getYear() - month.month().getYear()) * 12 + day.getMonthValue()
                    - month.month().getMonthValue();
            return months < 0 ? of(YearMonth.from(day)) : after(months);
        }

        private C after(int months) {
            while (later.size() <= months) {
                later.add(null);
            }
            C known = later.get(months);
            if (known == null) {
                known = of(month.month().plusMonths(months));
                later.set(months, known);
            }
            return known;
        }

        private C of(YearMonth only) {
            return of(new Stretch(only, only));
        }

        private C of(Stretch stretch) {
            return stretches.computeIfAbsent(stretch, _ -> tally.none());
        }

        /** A few runs are kept as they are, which needs less room than counts. */
        private void add(Tally.OfPeople<C> each, Stretch stretch, Run run) {
            C counted = stretches.get(stretch);
            if (counted != null) {
                run.addTo(counted, each);
                return;
            }
            List<Run> few = runs.computeIfAbsent(stretch, _ -> new ArrayList<>(2));
            few.add(run);
            if (few.size() > FEW) {
                C counts = of(stretch);
                few.forEach(one -> one.addTo(counts, each));
                runs.remove(stretch);
            }
        }

        int size() {
            return stretches.size() + runs.size();
        }

        /** Nothing is added any more: it needs as little room as possible. */
        private void close() {
            stretches = Map.copyOf(stretches);
            runs = Map.copyOf(runs);
            later.clear();
        }

        /** Adds what is in the window. */
        void addTo(C to, Window window) {
            stretches.forEach((stretch, counts) -> {
                if (window.includes(stretch)) {
                    tally.plus(to, counts, 1);
                }
            });
            if (tally instanceof Tally.OfPeople<C> each) {
                runs.forEach((stretch, few) -> {
                    if (window.includes(stretch)) {
                        few.forEach(run -> run.addTo(to, each));
                    }
                });
            }
        }
    }

    /**
     * Several episodes of one person.
     *
     * @param since those from the first month of the stretch up to the month before the last
     * @param after how many of them are not in the first month
     * @param now those of the last month
     * @param first the person's first episode ever
     */
    private record Run(List<EpisodeFacts> since, int after, List<EpisodeFacts> now, EpisodeFacts first) {

        <C> void addTo(C to, Tally.OfPeople<C> tally) {
            List<EpisodeFacts> later = since.subList(since.size() - after, since.size());
            add(to, 1, tally, since, now);
            add(to, -1, tally, later, now);
            add(to, -1, tally, since, List.of());
            add(to, 1, tally, later, List.of());
        }

        private <C> void add(C to, int times, Tally.OfPeople<C> tally, List<EpisodeFacts> earlier,
                List<EpisodeFacts> later) {
            List<EpisodeFacts> together = new ArrayList<>(earlier);
            together.addAll(later);
            if (!together.isEmpty()) {
                C counts = tally.none();
                tally.add(counts, together, first);
                tally.plus(to, counts, times);
            }
        }
    }

    private Counts(MonthOfOpenings month, Tally<C> tally, List<Respect> respects, Predicate<List<Object>> wanted,
            Scope scope) {
        this.month = month;
        this.tally = tally;
        this.respects = respects;
        this.wanted = wanted;
        this.scope = scope;
    }

    /** @param wanted cells; the others are left out */
    static <C> Counts<C> of(MonthOfOpenings month, Tally<C> tally, List<Respect> respects,
            Predicate<List<Object>> wanted, Scope scope) {
        var counts = new Counts<>(month, tally, respects, wanted, scope);
        counts.count();
        counts.cells.values().forEach(cell -> cell.close());
        return counts;
    }

    private void count() {
        Places places = Places.of(month, respects);
        var known = new ArrayList<@Nullable Cell>(places.size());
        for (int place = 0; place < places.size(); place++) {
            known.add(cell(places.values(place)));
        }
        boolean isOfPeople = tally instanceof Tally.OfPeople<C>;
        for (int n = 0; n < (isOfPeople ? month.only().size() : month.size()); n++) {
            EpisodeFacts episode = month.episode(n);
            Cell cell = known.get(places.of(n));
            if (cell != null && scope.includes(episode.clinic())) {
                switch (tally) {
                    case Tally.OfDays<C> days -> days.add(episode, cell::of);
                    case Tally.OfEpisodes<C> episodes -> episodes.add(cell.ofMonth(), episode);
                    case Tally.OfPeople<C> people -> people.add(cell.ofMonth(), List.of(episode), episode);
                }
            }
        }
        if (tally instanceof Tally.OfPeople<C> each) {
            for (int[] theirs : month.peopleOfRecurring()) {
                addPerson(each, theirs, n -> known.get(places.of(n)));
            }
        }
    }

    /** @param numbers of the person's episodes in this month */
    private void addPerson(Tally.OfPeople<C> each, int[] numbers, IntFunction<@Nullable Cell> cellOf) {
        EpisodeFacts first = null;
        Map<Cell, List<EpisodeFacts>> here = new LinkedHashMap<>(2);
        for (int n : numbers) {
            EpisodeFacts episode = month.episode(n);
            if (scope.includes(episode.clinic())) {
                first = first == null ? episode : first;
                Cell cell = cellOf.apply(n);
                if (cell != null) {
                    here.computeIfAbsent(cell, _ -> new ArrayList<>(1)).add(episode);
                }
            }
        }
        if (first != null && !here.isEmpty()) {
            add(each, first, here);
        }
    }

    private @Nullable Cell cell(List<Object> values) {
        return wanted.test(values) ? cells.computeIfAbsent(values, Cell::new) : null;
    }

    private void add(Tally.OfPeople<C> each, EpisodeFacts firstHere, Map<Cell, List<EpisodeFacts>> here) {
        List<EpisodeFacts> theirs = month.earlier(firstHere.client());
        if (!theirs.isEmpty() && !scope.everyClinic()) {
            theirs = theirs.stream().filter(episode -> scope.includes(episode.clinic())).toList();
        }
        EpisodeFacts first = theirs.isEmpty() ? firstHere : theirs.getFirst();
        for (Map.Entry<Cell, List<EpisodeFacts>> those : here.entrySet()) {
            Cell cell = those.getKey();
            List<EpisodeFacts> now = those.getValue();
            each.add(cell.ofMonth(), now, first);
            List<EpisodeFacts> before = theirs.isEmpty() ? List.of() : theirs.stream().filter(cell::isOf).toList();
            for (YearMonth from : new TreeSet<>(before.stream().map(Counts::month).toList())) {
                List<EpisodeFacts> since = before.stream().filter(episode -> !month(episode).isBefore(from)).toList();
                int after = (int) since.stream().filter(episode -> month(episode).isAfter(from)).count();
                cell.add(each, new Stretch(from, month.month()), new Run(since, after, now, first));
            }
        }
    }

    private static YearMonth month(EpisodeFacts episode) {
        return YearMonth.from(episode.openedOn());
    }

    /** How many entries there are. */
    int size() {
        return cells.values().stream().mapToInt(Cell::size).sum();
    }

    void forEach(BiConsumer<List<Object>, Cell> taking) {
        cells.forEach(taking);
    }
}
