package io.lumbar.application.report;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/** What can be found of unknown numbers by adding and subtracting the sums of some of them. */
final class Sums {
    /** Solved modulo a prime, which neither rounds nor overflows. */
    private static final long PRIME = 2_147_483_647;
    private static final BigInteger MODULUS = BigInteger.valueOf(PRIME);

    private final Map<Object, Integer> unknowns;
    /** For each unknown the row of which it is the first; null when there is none. */
    private final List<@Nullable Row> byLead;
    /** The row at hand, by unknown; all 0 between questions. */
    private long[] factors;
    /** Those that are not 0, and perhaps some that are. */
    private final BitSet taken = new BitSet();

    /**
     * Some unknown numbers whose sum is known, or is another one.
     *
     * @param sum null when it is known
     */
    record Sum(List<?> parts, @Nullable Object sum) {}

    /** Factors of unknowns, in their order, that make a known number; the first is 1. */
    @SuppressWarnings("ArrayRecordComponent") // nobody writes into them
    private record Row(int[] unknowns, long[] factors) {}

    /** Nothing is known. */
    Sums() {
        this(Map.of(), List.of());
    }

    private Sums(Map<Object, Integer> unknowns, List<@Nullable Row> byLead) {
        this.unknowns = new HashMap<>(unknowns);
        this.byLead = new ArrayList<>(byLead);
        this.factors = new long[Math.max(16, byLead.size())];
    }

    /** What is known here, to learn more than this does. */
    Sums copy() {
        return new Sums(unknowns, byLead);
    }

    /** Takes in what is known. */
    void learn(Sum known) {
        known.parts.forEach(part -> add(number(part), 1));
        if (known.sum != null) {
            add(number(known.sum), PRIME - 1);
        }
        int lead = reduce();
        if (lead >= 0) {
            byLead.set(lead, row(lead));
        }
        clear();
    }

    /** Whether the sum of these can be found; of an unknown of which nothing is known it cannot. */
    boolean tell(Collection<?> parts) {
        boolean areKnown = true;
        for (Object part : parts) {
            Integer number = unknowns.get(part);
            if (number == null) {
                areKnown = false;
                break;
            }
            add(number, 1);
        }
        boolean isFound = areKnown && reduce() < 0;
        clear();
        return isFound;
    }

    private int number(Object unknown) {
        Integer known = unknowns.putIfAbsent(unknown, byLead.size());
        if (known != null) {
            return known;
        }
        byLead.add(null);
        if (byLead.size() > factors.length) {
            factors = Arrays.copyOf(factors, 2 * factors.length);
        }
        return byLead.size() - 1;
    }

    private void add(int unknown, long factor) {
        factors[unknown] = (factors[unknown] + factor) % PRIME;
        taken.set(unknown);
    }

    /** Until the first of its unknowns leads nothing, and answers that; negative when nothing is left. */
    private int reduce() {
        for (int first = taken.nextSetBit(0); first >= 0; first = taken.nextSetBit(first + 1)) {
            if (factors[first] != 0) {
                Row known = byLead.get(first);
                if (known == null) {
                    return first;
                }
                long factor = PRIME - factors[first];
                for (int n = 0; n < known.unknowns.length; n++) {
                    add(known.unknowns[n], factor * known.factors[n] % PRIME);
                }
            }
        }
        return -1;
    }

    private Row row(int lead) {
        long inverse = BigInteger.valueOf(factors[lead]).modInverse(MODULUS).longValue();
        int[] left = taken.stream().filter(unknown -> factors[unknown] != 0).toArray();
        return new Row(left, Arrays.stream(left).mapToLong(unknown -> factors[unknown] * inverse % PRIME).toArray());
    }

    private void clear() {
        taken.stream().forEach(unknown -> factors[unknown] = 0);
        taken.clear();
    }
}
