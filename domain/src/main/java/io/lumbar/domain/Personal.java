package io.lumbar.domain;

import java.util.function.Function;

/**
 * A value that says something about an identifiable person, or the mark that it was erased. Whoever reads it must
 * say what happens when it is gone. {@code toString} never shows the value, so that it cannot reach a log.
 *
 * @param <T> the value's type
 */
public sealed interface Personal<T> {

    /** Whom the value is about. */
    Subject subject();

    /** The value is there. */
    record Known<T>(Subject subject, T value) implements Personal<T> {
        @Override
        public String toString() {
            return "Known[" + subject.kind() + "]";
        }
    }

    /** The value was erased together with the subject's key, for ever. */
    record Erased<T>(Subject subject) implements Personal<T> {}

    /** {@code value}, which is about {@code subject}. */
    static <T> Personal<T> of(Subject subject, T value) {
        return new Known<>(subject, value);
    }

    /** The same, seen through {@code view}; erased stays erased. */
    default <R> Personal<R> map(Function<? super T, ? extends R> view) {
        return switch (this) {
            case Known<T>(Subject about, T value) -> new Known<>(about, view.apply(value));
            case Erased<T>(Subject about) -> new Erased<>(about);
        };
    }

    /** The value, or {@code substitute} when it was erased. */
    default T orElse(T substitute) {
        return switch (this) {
            case Known<T> known -> known.value();
            case Erased<T> _ -> substitute;
        };
    }
}
