package io.lumbar.infrastructure.axon;

import java.util.Arrays;
import java.util.stream.Stream;

/** The records below a sealed type. */
final class Leaves {
    private Leaves() {}

    /** Every permitted type that is not sealed itself, directly or below another; the type alone if it is not sealed. */
    static <T> Stream<Class<? extends T>> of(Class<T> type) {
        if (!type.isSealed()) {
            return Stream.of(type);
        }
        return Arrays.stream(type.getPermittedSubclasses()).flatMap(below -> of(below.asSubclass(type)));
    }
}
