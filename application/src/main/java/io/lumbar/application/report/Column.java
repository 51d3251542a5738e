package io.lumbar.application.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a respect tells of each episode of a month: places in a list of the values that occur. */
final class Column {
    private final List<Object> values;
    private final int[] places;

    private Column(List<Object> values, int[] places) {
        this.values = List.copyOf(values);
        this.places = places;
    }

    static Column of(MonthOfOpenings month, Respect respect) {
        Map<Object, Integer> known = new HashMap<>();
        List<Object> values = new ArrayList<>();
        int[] places = new int[month.size()];
        for (int n = 0; n < places.length; n++) {
            Object value = respect.of(month.episode(n));
            Integer place = known.get(value);
            if (place == null) {
                place = values.size();
                known.put(value, place);
                values.add(value);
            }
            places[n] = place;
        }
        return new Column(values, places);
    }

    /** The values that occur, each once. */
    List<Object> values() {
        return values;
    }

    /** Where the value of an episode stands among them. */
    int place(int episode) {
        return places[episode];
    }

    Object value(int episode) {
        return values.get(places[episode]);
    }
}
