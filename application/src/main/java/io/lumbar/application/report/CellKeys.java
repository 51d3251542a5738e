package io.lumbar.application.report;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.LongUnaryOperator;

/** The numbers by which cells are told apart: of their combination of values, their span and their part of the answer. */
record CellKeys(Combinations combinations, Map<Span, Integer> spans, List<Span> inOrder,
        Map<Object, Integer> parts) {

    /** @param combinations of values by respect, of all cells */
    static CellKeys of(Collection<List<Object>> combinations, Collection<Span> spans) {
        Map<Span, Integer> numbers = Combinations.ranks(spans);
        return new CellKeys(new Combinations(combinations), numbers,
                numbers.keySet().stream().sorted(Comparator.comparing(numbers::get)).toList(),
                Map.of(Absent.ABSENT, 0));
    }

    CellKeys withParts(Collection<Object> others) {
        return new CellKeys(combinations, spans, inOrder, Combinations.ranks(others));
    }

    long key(List<Object> values, Span span, Object part) {
        return key(combinations.number(values), number(span), part(part));
    }

    int number(Span span) {
        Integer number = spans.get(span);
        if (number == null) {
            throw new IllegalArgumentException("no cell is in " + span);
        }
        return number;
    }

    int part(Object part) {
        Integer number = parts.get(part);
        if (number == null) {
            throw new IllegalArgumentException("no cell is about " + part);
        }
        return number;
    }

    long key(long combination, int span, long part) {
        return (combination * spans.size() + span) * parts.size() + part;
    }

    private int combination(long key) {
        return (int) (key / parts.size() / spans.size());
    }

    Span spanOf(long key) {
        return inOrder.get((int) (key / parts.size() % spans.size()));
    }

    /** The same in another span. */
    long at(long key, Span span) {
        return key(combination(key), number(span), key % parts.size());
    }

    long ofWhole(long key) {
        return key / parts.size();
    }

    /** Of a key where some respects are kept the one where one of them is not. */
    LongUnaryOperator without(int kept, int dropped) {
        int[] without = combinations.without(kept, dropped);
        long inCombination = (long) parts.size() * spans.size();
        return key -> without[(int) (key / inCombination)] * inCombination + key % inCombination;
    }
}
