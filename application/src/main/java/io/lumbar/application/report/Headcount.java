package io.lumbar.application.report;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import io.lumbar.application.Scope;
import io.lumbar.domain.ClinicId;
import org.jspecify.annotations.Nullable;

/**
 * How many people of a month are in which cell, and when they count.
 *
 * @param cells what people have in common, by respect; each once
 */
record Headcount(List<List<Object>> cells, List<Row> rows) {
    Headcount {
        cells = List.copyOf(cells);
        rows = List.copyOf(rows);
    }

    /**
     * Those who count in the same months.
     *
     * @param cell where it stands among the cells
     * @param part of the answer; null for all of it
     */
    record Row(int cell, @Nullable Object part, Set<YearMonth> months, People people) {}

    private record Key(int cell, @Nullable Object part, Set<YearMonth> months) {}

    static Headcount of(MonthOfOpenings month, Tally<?> tally, List<Respect> respects, Scope scope) {
        Places places = Places.of(month, Stream.concat(respects.stream(), Stream.of(new Respect.Counting(tally)))
                .toList());
        Column clinics = month.column(new Respect.By(Dimension.CLINIC));
        Map<Long, People> people = new HashMap<>();
        for (int n = 0; n < month.size(); n++) {
            if (scope.includes((ClinicId) clinics.value(n))) {
                People there = people.computeIfAbsent(places.of(n), _ -> new People());
                if (n < month.only().size()) {
                    there.add(1);
                } else {
                    there.add(month.episode(n).client());
                }
            }
        }
        Map<List<Object>, Integer> cells = new LinkedHashMap<>();
        Map<Key, People> rows = new HashMap<>();
        people.forEach((place, there) -> {
            List<Object> values = places.values(place);
            Presence presence = (Presence) values.getLast();
            if (!presence.months().isEmpty()) {
                int cell = cells.computeIfAbsent(List.copyOf(values.subList(0, values.size() - 1)),
                        _ -> cells.size());
                add(rows, new Key(cell, null, presence.months()), there);
                presence.parts().forEach((part, months) -> add(rows, new Key(cell, part, months), there));
            }
        });
        var all = new ArrayList<Row>(rows.size());
        rows.forEach((key, there) -> all.add(new Row(key.cell, key.part, key.months, there)));
        return new Headcount(List.copyOf(cells.keySet()), all);
    }

    private static void add(Map<Key, People> rows, Key key, People more) {
        if (!key.months.isEmpty()) {
            rows.computeIfAbsent(key, _ -> new People()).add(more);
        }
    }
}
