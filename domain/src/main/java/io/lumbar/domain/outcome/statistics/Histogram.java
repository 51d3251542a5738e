package io.lumbar.domain.outcome.statistics;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * A sample as the database counts it: how often each value occurs. Statistics are taken from the counts, so their cost
 * goes by the number of different values, not by the size of the sample.
 *
 * @param counts value to its count, 1 or more; ascending by value; empty for a sample of nothing
 */
public record Histogram(SortedMap<Integer, Long> counts) {

    public Histogram {
        counts.forEach((value, count) -> {
            if (count < 1) {
                throw new IllegalArgumentException("counts of " + value + " must be 1 or more");
            }
        });
        counts = Collections.unmodifiableSortedMap(new TreeMap<>(counts));
    }

    /** The sample with these counts, in any order. */
    public static Histogram of(Map<Integer, Long> counts) {
        return new Histogram(new TreeMap<>(counts));
    }

    /** How many values the sample has. */
    public long size() {
        return counts.values().stream().mapToLong(Long::longValue).reduce(0, Math::addExact);
    }

    /** The arithmetic mean; null for a sample of nothing. */
    public @Nullable Double mean() {
        if (counts.isEmpty()) {
            return null;
        }
        long sum = 0;
        for (var entry : counts.entrySet()) {
            sum = Math.addExact(sum, Math.multiplyExact(entry.getValue(), entry.getKey().longValue()));
        }
        return (double) sum / size();
    }

    /** The highest value; null for a sample of nothing. */
    public @Nullable Integer max() {
        return counts.isEmpty() ? null : counts.lastKey();
    }

    /**
     * The quantile of type 7 (Hyndman and Fan 1996): linear between the two order statistics around rank
     * (n - 1) p, counted from 0.
     *
     * @param percent p in percent, 0 to 100
     * @return null for a sample of nothing
     * @throws IllegalArgumentException if {@code percent} is out of range
     */
    public @Nullable Double quantile(int percent) {
        if (percent < 0 || percent > 100) {
            throw new IllegalArgumentException("percent must be between 0 and 100");
        }
        if (counts.isEmpty()) {
            return null;
        }
        // In hundredths of a rank: a floating-point rank such as 0.9 x 10 may fall just short of the whole number.
        long rank = Math.multiplyExact(size() - 1, (long) percent);
        long lower = valueAt(rank / 100);
        long upper = rank % 100 == 0 ? lower : valueAt(rank / 100 + 1);
        return (lower * (100 - rank % 100) + upper * (rank % 100)) / 100.0;
    }

    private int valueAt(long rank) {
        long passed = 0;
        for (var entry : counts.entrySet()) {
            passed += entry.getValue();
            if (rank < passed) {
                return entry.getKey();
            }
        }
        throw new IllegalStateException("rank " + rank + " is beyond the sample");
    }
}
