package io.lumbar.application.report;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

/**
 * Which groups of a report must not be shown. A group of {@linkplain Disclosure#tooFew() too few} people could be
 * recognised, and so could those whom somebody finds by subtracting a group from a wider one: the same without one of the filters, or without
 * the division into groups. A group is therefore withheld as well when it leaves out so few, or when without
 * it what is withheld could be found.
 *
 * <p>
 * Not prevented is subtracting what was known on neighbouring days ({@code asOf}).
 */
final class SmallCells {
    /** What is left of a key when one value is dropped. */
    private static final List<Function<SessionCounts.Key, @Nullable String>> RESTS = List.of(SessionCounts.Key::second,
            SessionCounts.Key::first);

    private SmallCells() {}

    /** Indexes of the groups to withhold. */
    static Set<Integer> among(List<SessionCounts.Group> groups, Disclosure disclosure) {
        Set<Integer> withheld = IntStream.range(0, groups.size()).filter(n -> isSmall(groups.get(n), disclosure))
                .boxed()
                .collect(Collectors.toCollection(HashSet::new));
        boolean more = true;
        while (more) {
            more = false;
            for (Function<SessionCounts.Key, @Nullable String> rest : RESTS) {
                more |= withholdMore(groups, rest, withheld, disclosure);
            }
        }
        return withheld;
    }

    private static boolean isSmall(SessionCounts.Group group, Disclosure disclosure) {
        long people = group.people() == 0 ? group.others() : group.people();
        return disclosure.isTooFew(people) || group.leftOut().stream().anyMatch(disclosure::isTooFew);
    }

    /**
     * Where a row of groups can be compared with its total, what is withheld in it must be neither a single group nor too
     * few people together: either could be found by subtraction.
     */
    private static boolean withholdMore(List<SessionCounts.Group> groups,
            Function<SessionCounts.Key, @Nullable String> rest, Set<Integer> withheld,
            Disclosure disclosure) {
        boolean more = false;
        var rows = IntStream.range(0, groups.size()).boxed()
                .collect(Collectors.groupingBy(n -> Optional.ofNullable(rest.apply(groups.get(n).key()))));
        for (List<Integer> row : rows.values()) {
            List<Integer> hidden = row.stream().filter(withheld::contains).toList();
            boolean found = hidden.size() == 1
                    || disclosure.isTooFew(hidden.stream().mapToLong(n -> groups.get(n).people()).sum());
            if (found) {
                var next = row.stream().filter(n -> !withheld.contains(n))
                        .min(Comparator.comparingLong(n -> groups.get(n).people()));
                more |= next.map(withheld::add).orElse(false);
            }
        }
        return more;
    }
}
