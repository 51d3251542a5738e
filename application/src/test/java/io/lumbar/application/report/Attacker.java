package io.lumbar.application.report;

import java.math.BigInteger;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.lumbar.application.Scope;
import io.lumbar.domain.Cause;
import io.lumbar.domain.ClientId;
import io.lumbar.domain.ClinicId;
import io.lumbar.domain.SessionKind;
import io.lumbar.domain.Sex;
import io.lumbar.domain.Style;
import io.lumbar.domain.TherapistId;
import io.lumbar.domain.facts.EpisodeFacts;
import io.lumbar.domain.outcome.AgeBand;
import io.lumbar.domain.outcome.BaselineBand;
import io.lumbar.domain.outcome.Chronicity;
import org.jspecify.annotations.Nullable;

/**
 * Asks a report about everything that two filters, some months and the division into groups can choose, all at once, and
 * adds and subtracts what is shown in every way there is. What is counted falls into atoms that are alike in all of this;
 * each figure is a sum of atoms, and so is what must not be found. The attacker even knows which atoms there are.
 */
final class Attacker {
    /** Sums are solved modulo a prime, which neither rounds nor overflows. */
    private static final long PRIME = 2_147_483_647;
    private static final BigInteger MODULUS = BigInteger.valueOf(PRIME);
    private static final int MOST_VALUES = 3;

    private final List<EpisodeFacts> episodes;
    private final Target target;
    private final List<Dimension> dimensions;
    private final List<YearMonth> edges;
    private final Map<List<Object>, Integer> atoms = new HashMap<>();
    private final List<Item> examples = new ArrayList<>();
    private final List<Set<ClientId>> people = new ArrayList<>();
    private final List<Cohort> cohorts;
    private final Map<Cohort, Known> known = new LinkedHashMap<>();

    /**
     * What one choice of filters tells, whatever it is divided by.
     *
     * @param shown sums of atoms
     * @param secrets those of too few people, and what they are about
     */
    private record Known(List<long[]> shown, Map<String, long[]> secrets) {}

    /**
     * What counts once.
     *
     * @param part of the answer, such as a style; {@link Absent} when all is one
     */
    record Item(EpisodeFacts episode, LocalDate day, Object part) {}

    /**
     * A figure that is shown.
     *
     * @param part null for the sum of all parts
     */
    record Shown(Map<String, @Nullable String> key, @Nullable Object part) {}

    /** A report under attack. */
    interface Target {
        Stream<Item> items(EpisodeFacts episode);

        Stream<Shown> ask(ReportQuery query);
    }

    /** @param edges first months of windows; each but the first is also the month after the last of one */
    Attacker(List<EpisodeFacts> episodes, Target target, List<Dimension> dimensions, List<YearMonth> edges) {
        this.episodes = episodes;
        this.target = target;
        this.dimensions = dimensions;
        this.edges = edges;
        episodes.stream().flatMap(target::items).forEach(item -> {
            int atom = atoms.computeIfAbsent(signature(item), _ -> {
                examples.add(item);
                people.add(new HashSet<>());
                return examples.size() - 1;
            });
            people.get(atom).add(item.episode().client());
        });
        this.cohorts = cohorts();
    }

    private List<Object> signature(Item item) {
        var signature = new ArrayList<Object>();
        for (Dimension dimension : dimensions) {
            signature.add(dimension == Dimension.CAUSE ? item.episode().causes() : value(dimension, item.episode()));
        }
        YearMonth month = YearMonth.from(item.day());
        signature.add(edges.stream().filter(edge -> !edge.isAfter(month)).count());
        signature.add(item.part());
        return signature;
    }

    private static Object value(Dimension dimension, EpisodeFacts episode) {
        return Objects.requireNonNullElse(dimension.of(episode), Absent.ABSENT);
    }

    /** Asks everything; what is asked after what makes no difference. */
    Attacker ask(int tooFew) {
        List<Known> told = cohorts.parallelStream().map(cohort -> told(cohort, tooFew)).toList();
        for (int n = 0; n < told.size(); n++) {
            known.put(cohorts.get(n), told.get(n));
        }
        return this;
    }

    private Known told(Cohort cohort, int tooFew) {
        var shown = new ArrayList<long[]>();
        Map<String, long[]> secrets = new LinkedHashMap<>();
        for (List<Dimension> groupBy : groupings()) {
            target.ask(new ReportQuery(cohort, groupBy, null, null, Scope.EVERYTHING))
                    .forEach(figure -> shown.add(sum(cohort, figure.key(), figure.part())));
            secrets(cohort, groupBy, tooFew, secrets);
        }
        return new Known(shown, secrets);
    }

    private void secrets(Cohort cohort, List<Dimension> groupBy, int tooFew, Map<String, long[]> secrets) {
        List<@Nullable Object> parts = new ArrayList<>(examples.stream().map(Item::part).distinct().toList());
        if (parts.size() > 1) {
            parts.add(null);
        }
        for (Map<String, @Nullable String> key : keys(cohort, groupBy)) {
            for (Object part : parts) {
                long[] sum = sum(cohort, key, part);
                int about = about(sum);
                if (about > 0 && about <= tooFew) {
                    secrets.put("%d people: %s %s %s".formatted(about, text(cohort), key, part), sum);
                }
            }
        }
    }

    private int about(long[] sum) {
        return (int) IntStream.range(0, sum.length).filter(n -> sum[n] != 0).mapToObj(people::get)
                .flatMap(Set::stream).distinct().count();
    }

    /** How many figures are shown. */
    long shown() {
        return known.values().stream().mapToLong(each -> each.shown.size()).sum();
    }

    /** How many sums are about too few people. */
    long secrets() {
        return known.values().stream().mapToLong(each -> each.secrets.size()).sum();
    }

    /** What is found by adding and subtracting all there is. */
    List<String> foundAtOnce() {
        return found(known.values());
    }

    /** What is found by changing one filter, or the window, in whatever way, and by dividing into groups. */
    List<String> foundByChangingOne() {
        Map<Object, List<Known>> alike = new LinkedHashMap<>();
        known.forEach((cohort, told) -> {
            for (Dimension changed : dimensions) {
                alike.computeIfAbsent(Arrays.asList(changed, cohort.from(), cohort.to(), dimensions.stream()
                        .filter(other -> other != changed).map(cohort::values).toList()), _ -> new ArrayList<>())
                        .add(told);
            }
            alike.computeIfAbsent(dimensions.stream().map(cohort::values).toList(), _ -> new ArrayList<>()).add(told);
        });
        return alike.values().parallelStream().flatMap(each -> found(each).stream()).distinct().toList();
    }

    private List<String> found(Collection<Known> told) {
        var space = new Space(examples.size());
        told.forEach(each -> each.shown.forEach(space::learn));
        var found = new ArrayList<String>();
        told.forEach(each -> each.secrets.forEach((what, sum) -> {
            if (space.tells(sum)) {
                found.add(what);
            }
        }));
        return found;
    }

    private String text(Cohort cohort) {
        return dimensions.stream().map(d -> d.label() + cohort.values(d)).collect(Collectors.joining(" ")) + " "
                + cohort.from() + ".." + cohort.to();
    }

    private Set<Map<String, @Nullable String>> keys(Cohort cohort, List<Dimension> groupBy) {
        return examples.stream().filter(item -> passes(cohort, item)).map(item -> key(groupBy, item))
                .collect(Collectors.toSet());
    }

    private static Map<String, @Nullable String> key(List<Dimension> groupBy, Item item) {
        Map<String, @Nullable String> key = new HashMap<>();
        groupBy.forEach(d -> key.put(d.label(), Dimension.text(value(d, item.episode()))));
        return key;
    }

    private List<List<Dimension>> groupings() {
        var groupings = new ArrayList<List<Dimension>>(List.of(List.of()));
        dimensions.forEach(dimension -> groupings.add(List.of(dimension)));
        if (dimensions.size() == 2) {
            groupings.add(dimensions);
        }
        return groupings;
    }

    /** Every choice of up to two of some values in each dimension, in each window. */
    private List<Cohort> cohorts() {
        List<Map<Dimension, Set<Object>>> choices = List.of(Map.of());
        for (Dimension dimension : dimensions) {
            choices = choices.stream().flatMap(chosen -> choices(dimension).stream().map(values -> {
                Map<Dimension, Set<Object>> more = new HashMap<>(chosen);
                more.put(dimension, values);
                return more;
            })).toList();
        }
        var cohorts = new ArrayList<Cohort>();
        for (Map<Dimension, Set<Object>> chosen : choices) {
            for (int from = -1; from < edges.size(); from++) {
                for (int to = from + 1; to <= edges.size(); to++) {
                    cohorts.add(cohort(chosen, from < 0 ? null : edges.get(from).atDay(1),
                            to == edges.size() ? null : edges.get(to).atDay(1).minusDays(1)));
                }
            }
        }
        return cohorts;
    }

    private List<Set<Object>> choices(Dimension dimension) {
        List<Object> values = episodes.stream()
                .flatMap(episode -> dimension == Dimension.CAUSE
                        ? episode.causes().stream()
                        : Stream.of(value(dimension, episode)))
                .filter(value -> value != Absent.ABSENT).distinct().map(Object.class::cast)
                .sorted(Comparator.comparing(Dimension::text)).limit(MOST_VALUES).toList();
        var choices = new ArrayList<Set<Object>>(List.of(Set.of()));
        for (int n = 0; n < values.size(); n++) {
            choices.add(Set.of(values.get(n)));
            for (int m = 0; m < n; m++) {
                choices.add(Set.of(values.get(n), values.get(m)));
            }
        }
        return choices;
    }

    private static Cohort cohort(Map<Dimension, Set<Object>> chosen, @Nullable LocalDate from,
            @Nullable LocalDate to) {
        return new Cohort(values(chosen, Dimension.CLINIC, ClinicId.class), from, to,
                values(chosen, Dimension.THERAPIST, TherapistId.class), values(chosen, Dimension.STYLE, Style.class),
                values(chosen, Dimension.KIND, SessionKind.class), values(chosen, Dimension.CAUSE, Cause.class),
                values(chosen, Dimension.CHRONICITY, Chronicity.class),
                values(chosen, Dimension.AGE_BAND, AgeBand.class), values(chosen, Dimension.SEX, Sex.class),
                values(chosen, Dimension.BASELINE_BAND, BaselineBand.class));
    }

    private static <V> Set<V> values(Map<Dimension, Set<Object>> chosen, Dimension dimension, Class<V> type) {
        return chosen.getOrDefault(dimension, Set.of()).stream().map(type::cast).collect(Collectors.toSet());
    }

    /** Which atoms a figure is the sum of. */
    private long[] sum(Cohort cohort, Map<String, @Nullable String> key, @Nullable Object part) {
        return examples.stream().mapToLong(item -> passes(cohort, item) && matches(key, item)
                && (part == null || part.equals(item.part())) ? 1 : 0).toArray();
    }

    private boolean passes(Cohort cohort, Item item) {
        return Window.of(cohort).includes(YearMonth.from(item.day())) && dimensions.stream()
                .allMatch(dimension -> cohort.values(dimension).isEmpty() || (dimension == Dimension.CAUSE
                        ? item.episode().causes().stream().anyMatch(cohort.causes()::contains)
                        : cohort.values(dimension).contains(value(dimension, item.episode()))));
    }

    private boolean matches(Map<String, @Nullable String> key, Item item) {
        return dimensions.stream().filter(dimension -> key.containsKey(dimension.label())).allMatch(dimension -> Objects
                .equals(key.get(dimension.label()), Dimension.text(value(dimension, item.episode()))));
    }

    /** All that follows from some sums by adding and subtracting. */
    static final class Space {
        private final long[][] byLead;

        Space(int atoms) {
            byLead = new long[atoms][];
            Arrays.fill(byLead, new long[0]);
        }

        void learn(long[] sum) {
            long[] rest = reduced(sum);
            int lead = lead(rest);
            if (lead < rest.length) {
                long inverse = BigInteger.valueOf(rest[lead]).modInverse(MODULUS).longValue();
                byLead[lead] = Arrays.stream(rest).map(each -> each * inverse % PRIME).toArray();
            }
        }

        boolean tells(long[] sum) {
            return lead(reduced(sum)) == sum.length;
        }

        private long[] reduced(long[] sum) {
            long[] rest = sum.clone();
            for (int n = 0; n < rest.length; n++) {
                long[] known = byLead[n];
                if (rest[n] != 0 && known.length > 0) {
                    long factor = PRIME - rest[n];
                    for (int m = n; m < rest.length; m++) {
                        rest[m] = (rest[m] + factor * known[m]) % PRIME;
                    }
                }
            }
            return rest;
        }

        private static int lead(long[] sum) {
            int lead = 0;
            while (lead < sum.length && sum[lead] == 0) {
                lead++;
            }
            return lead;
        }
    }
}
