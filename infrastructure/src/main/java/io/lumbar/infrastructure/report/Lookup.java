package io.lumbar.infrastructure.report;

import java.util.Objects;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * Things by a key that they hold themselves, in one array: a {@link java.util.HashMap} would need an object of its own for
 * each. Linear probing; at most two thirds of the places are taken.
 */
final class Lookup<K, T> {
    private static final int SMALLEST = 16;

    private final Function<T, K> key;
    private @Nullable Object[] places = new Object[SMALLEST];
    private int size;

    Lookup(Function<T, K> key) {
        this.key = key;
    }

    /** Null when there is none. */
    @Nullable
    T get(K of) {
        return at(place(of));
    }

    /** Puts it in the place of the one with the same key, which is answered; null when there was none. */
    @Nullable
    T put(T thing) {
        int place = place(key.apply(thing));
        T before = at(place);
        places[place] = thing;
        if (before == null && ++size * 3L > places.length * 2L) {
            @Nullable
            Object[] all = places;
            places = new Object[all.length * 2];
            for (Object each : all) {
                if (each != null) {
                    places[place(key.apply(thing(each)))] = each;
                }
            }
        }
        return before;
    }

    /** The one that was there; null when there was none. */
    @Nullable
    T remove(K of) {
        int free = place(of);
        T before = at(free);
        if (before == null) {
            return null;
        }
        size--;
        places[free] = null;
        // Whoever was put further on because of the one that went is put anew.
        for (int next = after(free); places[next] != null; next = after(next)) {
            T moved = thing(places[next]);
            places[next] = null;
            places[place(key.apply(moved))] = moved;
        }
        return before;
    }

    void clear() {
        places = new Object[SMALLEST];
        size = 0;
    }

    /** Where it is or would be. */
    private int place(K of) {
        int hash = of.hashCode() * 0x9E3779B9;
        int place = (hash ^ hash >>> 16) & places.length - 1;
        while (places[place] != null && !key.apply(thing(places[place])).equals(of)) {
            place = after(place);
        }
        return place;
    }

    private int after(int place) {
        return place + 1 & places.length - 1;
    }

    private @Nullable T at(int place) {
        Object there = places[place];
        return there == null ? null : thing(there);
    }

    @SuppressWarnings("unchecked") // nothing else is put in
    private T thing(@Nullable Object there) {
        return (T) Objects.requireNonNull(there);
    }
}
