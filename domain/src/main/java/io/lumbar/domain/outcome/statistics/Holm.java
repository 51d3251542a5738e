package io.lumbar.domain.outcome.statistics;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * P values of several tests, raised so that the chance of any false alarm among them stays what one test would have
 * (Holm 1979, Scand J Stat 6:65): the smallest of m times m, the next times m - 1 and so on, each at least the one
 * before, at most 1.
 */
public final class Holm {

    private Holm() {}

    /**
     * The adjusted values, in the order of the given.
     *
     * @param p each 0 to 1
     * @throws IllegalArgumentException if one is not
     */
    public static List<Double> adjusted(List<Double> p) {
        for (double one : p) {
            if (!(one >= 0 && one <= 1)) {
                throw new IllegalArgumentException("p must be between 0 and 1");
            }
        }
        var adjusted = new ArrayList<>(p);
        var ascending = IntStream.range(0, p.size()).boxed().sorted(Comparator.comparing(p::get)).toList();
        double least = 0;
        for (int rank = 0; rank < p.size(); rank++) {
            int index = ascending.get(rank);
            least = Math.max(least, Math.min(1, (p.size() - rank) * p.get(index)));
            adjusted.set(index, least);
        }
        return List.copyOf(adjusted);
    }
}
