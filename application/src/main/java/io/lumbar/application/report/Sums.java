package io.lumbar.application.report;

import java.math.BigInteger;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/** What can be found of unknown numbers by adding and subtracting the sums of some of them. */
final class Sums {
    /** Solved modulo a prime, which neither rounds nor overflows. */
    private static final long PRIME = 2_147_483_647;
    private static final BigInteger MODULUS = BigInteger.valueOf(PRIME);

    private final Map<Object, Integer> unknowns = new HashMap<>();
    /** By their first unknown, which has the factor 1. */
    private final Map<Integer, NavigableMap<Integer, Long>> byLead = new HashMap<>();

    /**
     * Some unknown numbers whose sum is known, or is another one.
     *
     * @param sum null when it is known
     */
    record Sum(List<?> parts, @Nullable Object sum) {}

    /** Takes in what is known. */
    void learn(Sum known) {
        NavigableMap<Integer, Long> row = new TreeMap<>();
        known.parts.forEach(part -> add(row, number(part), 1));
        if (known.sum != null) {
            add(row, number(known.sum), PRIME - 1);
        }
        reduce(row);
        if (!row.isEmpty()) {
            long inverse = BigInteger.valueOf(row.firstEntry().getValue()).modInverse(MODULUS).longValue();
            row.replaceAll((_, factor) -> factor * inverse % PRIME);
            byLead.put(row.firstKey(), row);
        }
    }

    /** Whether the sum of these can be found; of an unknown of which nothing is known it cannot. */
    boolean tell(Collection<?> parts) {
        NavigableMap<Integer, Long> row = new TreeMap<>();
        for (Object part : parts) {
            Integer number = unknowns.get(part);
            if (number == null) {
                return false;
            }
            add(row, number, 1);
        }
        reduce(row);
        return row.isEmpty();
    }

    private int number(Object unknown) {
        return unknowns.computeIfAbsent(unknown, _ -> unknowns.size());
    }

    private static void add(NavigableMap<Integer, Long> row, int unknown, long factor) {
        long sum = (row.getOrDefault(unknown, 0L) + factor) % PRIME;
        if (sum == 0) {
            row.remove(unknown);
        } else {
            row.put(unknown, sum);
        }
    }

    /** Until the first of its unknowns leads nothing. */
    private void reduce(NavigableMap<Integer, Long> row) {
        while (!row.isEmpty()) {
            Map.Entry<Integer, Long> first = row.firstEntry();
            NavigableMap<Integer, Long> known = byLead.get(first.getKey());
            if (known == null) {
                return;
            }
            long factor = PRIME - first.getValue();
            known.forEach((unknown, times) -> add(row, unknown, factor * times % PRIME));
        }
    }
}
