package io.lumbar.infrastructure.rules;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is stored beside what the events say.
 *
 * @param events how many were read
 * @param rows how many rows differ, by table; every table of the schema is there
 * @param differences the first hundred of each table
 */
public record Comparison(long events, SortedMap<String, Long> rows, List<Difference> differences) {
    public Comparison {
        rows = new TreeMap<>(rows);
        differences = List.copyOf(differences);
    }

    /** How many rows differ. */
    public long total() {
        return rows.values().stream().mapToLong(Long::longValue).sum();
    }
}
