package io.lumbar.api.request;

import io.lumbar.domain.ClientId;
import io.lumbar.domain.Personal;
import io.lumbar.domain.Subject;
import org.jspecify.annotations.Nullable;

/**
 * What an answer shows of people. Only here a personal value leaves its envelope at the edge (ArchitectureTest), and it does
 * not without a note of whose it is, which is kept before any byte of the answer leaves: see {@link ReadNotes}.
 */
public final class Shown {

    private Shown() {}

    /**
     * The value; null when it was erased or never given.
     *
     * @param field what the answer calls it
     * @throws IllegalStateException outside of a request, where nobody could be named who was shown it
     */
    public static <T> @Nullable T of(String field, @Nullable Personal<T> value) {
        return switch (value) {
            case Personal.Known<T>(Subject about, T known) -> {
                ReadNotes.current().add(about, field);
                yield known;
            }
            case Personal.Erased<T> _ -> null;
            case null -> null;
        };
    }

    /** Notes that all of the answer, which is {@code view}, is about this client, whom it does not name. */
    public static void about(ClientId client, Object view) {
        ReadNotes.current().addWhole(Subject.of(client), AnswerShape.fields(view));
    }

    /** Notes that something else of the client is shown. */
    public static void about(ClientId client, String field) {
        ReadNotes.current().add(Subject.of(client), field);
    }

    /** Notes that clients were asked about, also when nobody is shown: that there is none of a name is told then, too. */
    public static void question() {
        ReadNotes.current().add(Subject.Kind.CLIENT);
    }
}
