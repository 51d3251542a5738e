package io.lumbar.application.report;

import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;

import io.lumbar.domain.outcome.statistics.Histogram;

/** How often each of some small numbers, 0 or more, occurs. */
final class Numbers {
    private long[] counts = {};

    void add(int number, long times) {
        if (number >= counts.length) {
            counts = Arrays.copyOf(counts, number + 4);
        }
        counts[number] += times;
    }

    /** @param times -1 takes {@code more} away */
    void add(Numbers more, int times) {
        for (int n = 0; n < more.counts.length; n++) {
            if (more.counts[n] != 0) {
                add(n, times * more.counts[n]);
            }
        }
    }

    long of(int number) {
        return number < counts.length ? counts[number] : 0;
    }

    long total() {
        return Arrays.stream(counts).sum();
    }

    /** The highest that occurs; 0 when none does. */
    int highest() {
        for (int n = counts.length - 1; n > 0; n--) {
            if (counts[n] > 0) {
                return n;
            }
        }
        return 0;
    }

    Histogram histogram() {
        SortedMap<Integer, Long> occurring = new TreeMap<>();
        for (int n = 0; n < counts.length; n++) {
            if (counts[n] > 0) {
                occurring.put(n, counts[n]);
            }
        }
        return new Histogram(occurring);
    }
}
