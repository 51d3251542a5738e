package io.lumbar.application.report;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.LongUnaryOperator;

/** The numbers by which cells are told apart: of their combination of values, their span and their part of the answer. */
record CellKeys(Combinations combinations, Map<Span, Integer> spans, List<Span> inOrder,
        Map<Object, Integer> parts) {

    static CellKeys of(Map<List<Object>, People> cells) {
        Map<Span, Integer> spans = Combinations.ranks(cells.keySet().stream().map(CellKeys::span).distinct().toList());
        return new CellKeys(new Combinations(cells.keySet().stream().map(CellKeys::values).toList()), spans,
                spans.keySet().stream().sorted(Comparator.comparing(spans::get)).toList(),
                Map.of(Absent.ABSENT, 0));
    }

    CellKeys withParts(Map<List<Object>, People> cells) {
        return new CellKeys(combinations, spans, inOrder,
                Combinations.ranks(cells.keySet().stream().map(List::getLast).distinct().toList()));
    }

    private static List<Object> values(List<Object> cell) {
        return cell.subList(0, cell.size() - 2);
    }

    private static Span span(List<Object> cell) {
        return (Span) cell.get(cell.size() - 2);
    }

    long key(List<Object> cell) {
        return key(combinations.number(values(cell)), number(span(cell)),
                parts.getOrDefault(cell.getLast(), 0));
    }

    private int number(Span span) {
        Integer number = spans.get(span);
        if (number == null) {
            throw new IllegalArgumentException("no cell is in " + span);
        }
        return number;
    }

    private long key(long combination, int span, long part) {
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
