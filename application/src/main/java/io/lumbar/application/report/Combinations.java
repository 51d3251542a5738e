package io.lumbar.application.report;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/**
 * Which combinations of values occur, in all respects or in some. They are numbered in the order of what they are called,
 * so that the numbers do not depend on the order in which they came.
 */
final class Combinations {
    private static final Comparator<Object> BY_NAME = Comparator.comparing(Combinations::name);

    /** Those in which values differ at all. */
    private final int[] respects;
    private final Map<List<Object>, Integer> numbers = new HashMap<>();
    /** For each combination the rank of its values among those of the same respect. */
    private final int[][] ranks;
    private final Map<Integer, int[]> withSomeKept = new ConcurrentHashMap<>();

    /** @param combinations value by respect; all of one length */
    Combinations(Collection<List<Object>> combinations) {
        List<List<Object>> all = combinations.stream().distinct().toList();
        int length = all.isEmpty() ? 0 : all.getFirst().size();
        List<Map<Object, Integer>> ranked = IntStream.range(0, length).mapToObj(respect -> ranks(all, respect))
                .toList();
        this.respects = IntStream.range(0, length).filter(respect -> ranked.get(respect).size() > 1).toArray();
        Map<int[], List<Object>> ordered = new TreeMap<>(Arrays::compare);
        all.forEach(values -> ordered.put(
                Arrays.stream(respects).map(respect -> ranked.get(respect).getOrDefault(values.get(respect), 0))
                        .toArray(),
                values));
        this.ranks = ordered.keySet().toArray(int[][]::new);
        ordered.values().forEach(values -> numbers.put(values, numbers.size()));
    }

    private static Map<Object, Integer> ranks(List<List<Object>> combinations, int respect) {
        Set<Object> values = new HashSet<>();
        combinations.forEach(combination -> values.add(combination.get(respect)));
        return ranks(values);
    }

    /** From 0, in the order of their names. */
    static <T> Map<T, Integer> ranks(Collection<T> values) {
        Map<T, Integer> ranks = new HashMap<>();
        values.stream().sorted(BY_NAME).forEach(value -> ranks.put(value, ranks.size()));
        return ranks;
    }

    private static String name(Object value) {
        String text = Dimension.text(value);
        return text == null ? "" : text;
    }

    /** In how many respects combinations differ. */
    int respects() {
        return respects.length;
    }

    /** How many there are when only some respects are kept. */
    int size(int kept) {
        return Arrays.stream(keeping(kept)).max().orElse(-1) + 1;
    }

    /** A bit for each respect. */
    int allKept() {
        return (1 << respects.length) - 1;
    }

    /** The number of one of the combinations. */
    int number(List<Object> values) {
        Integer number = numbers.get(values);
        if (number == null) {
            throw new IllegalArgumentException("not among the combinations: " + values);
        }
        return number;
    }

    /**
     * For each combination in which some respects are kept, the number of what it belongs to when one of them is not.
     *
     * @param kept a bit for each
     * @param dropped which of those
     */
    int[] without(int kept, int dropped) {
        int[] with = keeping(kept);
        int[] without = keeping(kept & ~(1 << dropped));
        int[] numbered = new int[with.length];
        for (int n = 0; n < with.length; n++) {
            numbered[with[n]] = without[n];
        }
        return numbered;
    }

    /** For each combination the number of what it belongs to when only some respects are kept. */
    private int[] keeping(int kept) {
        return withSomeKept.computeIfAbsent(kept, _ -> {
            Map<int[], Integer> numbered = new TreeMap<>(Arrays::compare);
            int[][] some = Arrays.stream(ranks).map(all -> some(all, kept)).toArray(int[][]::new);
            Arrays.stream(some).forEach(ranksKept -> numbered.put(ranksKept, 0));
            int number = 0;
            for (Map.Entry<int[], Integer> each : numbered.entrySet()) {
                each.setValue(number++);
            }
            return Arrays.stream(some).mapToInt(ranksKept -> numbered.getOrDefault(ranksKept, 0)).toArray();
        });
    }

    private static int[] some(int[] ranks, int kept) {
        return IntStream.range(0, ranks.length).map(n -> (kept & (1 << n)) == 0 ? 0 : ranks[n]).toArray();
    }
}
