package io.lumbar.application.report;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
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
 * @param months in which some of them count; each once
 */
record Headcount(List<List<Object>> cells, List<Set<YearMonth>> months, List<Row> rows) {
    Headcount {
        cells = List.copyOf(cells);
        months = List.copyOf(months);
        rows = List.copyOf(rows);
    }

    /**
     * Those who count in the same months.
     *
     * @param cell where it stands among the cells
     * @param part of the answer; null for all of it
     * @param months where they stand among the months
     */
    record Row(int cell, @Nullable Object part, int months, People people) {}

    private record Key(int cell, @Nullable Object part, int months) {}

    int size() {
        return rows.size();
    }

    static Headcount of(MonthOfOpenings month, Tally<?> tally, List<Respect> respects, Scope scope) {
        Places places = Places.of(month, Stream.concat(respects.stream(), Stream.of(new Respect.Counting(tally)))
                .toList());
        People[] people = people(month, places, scope);
        Map<List<Object>, Integer> cells = new LinkedHashMap<>();
        Map<Set<YearMonth>, Integer> months = new LinkedHashMap<>();
        Map<Key, People> rows = new HashMap<>();
        for (int place = 0; place < people.length; place++) {
            List<Object> values = places.values(place);
            Presence presence = (Presence) values.getLast();
            People there = people[place];
            if (!there.isNobody() && !presence.months().isEmpty()) {
                int cell = number(cells, List.copyOf(values.subList(0, values.size() - 1)));
                add(rows, new Key(cell, null, number(months, presence.months())), there);
                presence.parts().forEach((part, some) -> add(rows, new Key(cell, part, number(months, some)), there));
            }
        }
        var all = new ArrayList<Row>(rows.size());
        rows.forEach((key, there) -> all.add(new Row(key.cell, key.part, key.months, there)));
        return new Headcount(List.copyOf(cells.keySet()), List.copyOf(months.keySet()), all);
    }

    private static People[] people(MonthOfOpenings month, Places places, Scope scope) {
        Column clinics = month.column(new Respect.By(Dimension.CLINIC));
        People[] people = new People[places.size()];
        Arrays.setAll(people, _ -> new People());
        for (int n = 0; n < month.size(); n++) {
            if (scope.everyClinic() || scope.includes((ClinicId) clinics.value(n))) {
                if (n < month.only().size()) {
                    people[places.of(n)].add(1);
                } else {
                    people[places.of(n)].add(month.episode(n).client());
                }
            }
        }
        return people;
    }

    private static <T> int number(Map<T, Integer> numbers, T of) {
        Integer number = numbers.putIfAbsent(of, numbers.size());
        return number == null ? numbers.size() - 1 : number;
    }

    private static void add(Map<Key, People> rows, Key key, People more) {
        rows.computeIfAbsent(key, _ -> new People()).add(more);
    }
}
