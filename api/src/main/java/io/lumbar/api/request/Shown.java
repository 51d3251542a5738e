package io.lumbar.api.request;

import io.lumbar.domain.Personal;
import org.jspecify.annotations.Nullable;

/** What an answer shows of a personal value. */
public final class Shown {

    private Shown() {}

    /** The value; null when it was erased or never given. */
    public static <T> @Nullable T of(@Nullable Personal<T> value) {
        return switch (value) {
            case Personal.Known<T>(var _, T known) -> known;
            case Personal.Erased<T> _ -> null;
            case null -> null;
        };
    }
}
