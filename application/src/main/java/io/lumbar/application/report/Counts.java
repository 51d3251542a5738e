package io.lumbar.application.report;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

import io.lumbar.application.Scope;
import io.lumbar.domain.ClientId;
import io.lumbar.domain.ClinicId;
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
        private Map<Stretch, C> stretches = new HashMap<>(2);
        private Map<Stretch, List<Run>> runs = new HashMap<>(0);
        private @Nullable LocalDate day;
        private @Nullable C counts;

        C of(YearMonth first, YearMonth last) {
            return stretches.computeIfAbsent(new Stretch(first, last), _ -> tally.none());
        }

        /** Most days are in the month of the day before. */
        C of(LocalDate next) {
            LocalDate before = day;
            C known = counts;
            if (before == null || known == null || before.getYear() != next.getYear()
                    || before.getMonthValue() != next.getMonthValue()) {
                YearMonth in = YearMonth.from(next);
                known = of(in, in);
                counts = known;
                day = next;
            }
            return known;
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
                C counts = of(stretch.first(), stretch.last());
                few.forEach(one -> one.addTo(counts, each));
                runs.remove(stretch);
            }
        }

        /** Nothing is added any more: it needs as little room as possible. */
        private void close() {
            stretches = Map.copyOf(stretches);
            runs = Map.copyOf(runs);
            counts = null;
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
        Column clinics = month.column(new Respect.By(Dimension.CLINIC));
        Map<Long, Optional<Cell>> known = new HashMap<>();
        Map<ClientId, EpisodeFacts> first = new HashMap<>();
        Map<ClientId, Map<List<Object>, List<EpisodeFacts>>> people = new HashMap<>();
        for (int n = 0; n < month.size(); n++) {
            if (!scope.includes((ClinicId) clinics.value(n))) {
                continue;
            }
            EpisodeFacts episode = month.episode(n);
            if (n >= month.only().size()) {
                first.merge(episode.client(), episode, MonthOfOpenings::earlierOf);
            }
            Cell cell = known.computeIfAbsent(places.of(n), place -> cell(places.values(place))).orElse(null);
            if (cell == null) {
                continue;
            }
            switch (tally) {
                case Tally.OfDays<C> days -> days.add(episode, cell::of);
                case Tally.OfEpisodes<C> episodes -> episodes.add(cell.of(month.month(), month.month()), episode);
                case Tally.OfPeople<C> each -> {
                    if (n < month.only().size()) {
                        each.add(cell.of(month.month(), month.month()), List.of(episode), episode);
                    } else {
                        people.computeIfAbsent(episode.client(), _ -> new HashMap<>())
                                .computeIfAbsent(places.values(places.of(n)), _ -> new ArrayList<>()).add(episode);
                    }
                }
            }
        }
        if (tally instanceof Tally.OfPeople<C> each) {
            people.forEach((client, theirs) -> add(each, client, first, theirs));
        }
    }

    private Optional<Cell> cell(List<Object> values) {
        return wanted.test(values) ? Optional.of(cells.computeIfAbsent(values, _ -> new Cell())) : Optional.empty();
    }

    private void add(Tally.OfPeople<C> each, ClientId client, Map<ClientId, EpisodeFacts> firstHere,
            Map<List<Object>, List<EpisodeFacts>> here) {
        List<EpisodeFacts> theirs = month.earlier(client).stream().filter(episode -> scope.includes(episode.clinic()))
                .toList();
        EpisodeFacts first = theirs.isEmpty() ? Objects.requireNonNull(firstHere.get(client)) : theirs.getFirst();
        Map<List<Object>, List<EpisodeFacts>> earlier = new HashMap<>();
        theirs.forEach(episode -> earlier.computeIfAbsent(values(episode), _ -> new ArrayList<>()).add(episode));
        here.forEach((values, now) -> {
            now.sort(MonthOfOpenings.BY_OPENING);
            Cell cell = cells.computeIfAbsent(values, _ -> new Cell());
            each.add(cell.of(month.month(), month.month()), now, first);
            List<EpisodeFacts> before = earlier.getOrDefault(values, List.of());
            for (YearMonth from : new TreeSet<>(before.stream().map(Counts::month).toList())) {
                List<EpisodeFacts> since = before.stream().filter(episode -> !month(episode).isBefore(from)).toList();
                int after = (int) since.stream().filter(episode -> month(episode).isAfter(from)).count();
                cell.add(each, new Stretch(from, month.month()), new Run(since, after, now, first));
            }
        });
    }

    private static YearMonth month(EpisodeFacts episode) {
        return YearMonth.from(episode.openedOn());
    }

    private List<Object> values(EpisodeFacts episode) {
        return respects.stream().map(respect -> respect.of(episode)).toList();
    }

    void forEach(BiConsumer<List<Object>, Cell> taking) {
        cells.forEach(taking);
    }
}
