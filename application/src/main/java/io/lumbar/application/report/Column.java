package io.lumbar.application.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

/** What a respect tells of each episode of a month: places in a list of the values that occur. */
final class Column {
    private final List<Object> values;
    private final int[] places;
    /** By the places of another column those in this one; null when they are the same. */
    private final int @Nullable [] ofOther;

    private Column(List<Object> values, int[] places, int @Nullable [] ofOther) {
        this.values = List.copyOf(values);
        this.places = places;
        this.ofOther = ofOther;
    }

    static Column of(MonthOfOpenings month, Respect respect) {
        var found = new Found();
        int[] places = new int[month.size()];
        for (int n = 0; n < places.length; n++) {
            places[n] = found.place(respect.of(month.episode(n)));
        }
        return new Column(found.values, places, null);
    }

    /** What follows from what this one tells. */
    Column then(UnaryOperator<Object> telling) {
        var found = new Found();
        int[] following = new int[values.size()];
        for (int place = 0; place < following.length; place++) {
            following[place] = found.place(telling.apply(values.get(place)));
        }
        return new Column(found.values, places, following);
    }

    private static final class Found {
        private final Map<Object, Integer> known = new HashMap<>();
        private final List<Object> values = new ArrayList<>();

        int place(Object value) {
            Integer place = known.putIfAbsent(value, values.size());
            if (place == null) {
                values.add(value);
                return values.size() - 1;
            }
            return place;
        }
    }

    /** The values that occur, each once. */
    List<Object> values() {
        return values;
    }

    /** Where the value of an episode stands among them. */
    int place(int episode) {
        return ofOther == null ? places[episode] : ofOther[places[episode]];
    }

    Object value(int episode) {
        return values.get(place(episode));
    }
}
