package io.lumbar.application.imports;

import java.util.List;

import io.lumbar.application.imports.ImportStore.Refusal;
import io.lumbar.application.imports.Origin.Place;
import org.jspecify.annotations.Nullable;

/** A line that is not imported, and why. It is an answer, not a failure: no stack trace. */
public final class LineRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String code;
    private final @Nullable String field;
    private final transient List<Refusal> placed;

    /**
     * @param code of the rule that is broken, as in the type of a problem
     * @param field path within the line, such as {@code sessions[3].minutes}; null when no field is to blame
     * @param reason a sentence for a person, without personal data
     */
    public LineRefused(String code, @Nullable String field, String reason) {
        super(reason, null, false, false);
        this.code = code;
        this.field = field;
        this.placed = List.of();
    }

    /**
     * Refuses for everything that is wrong with it.
     *
     * @param placed in the sender's terms, in the order of lines, each line once; not empty
     */
    public LineRefused(List<Refusal> placed) {
        super(placed.getFirst().reason(), null, false, false);
        this.code = placed.getFirst().code();
        this.field = placed.getFirst().field();
        this.placed = List.copyOf(placed);
    }

    /** Of the rule that is broken. */
    public String code() {
        return code;
    }

    /** Path within the line; null when no field is to blame. */
    public @Nullable String field() {
        return field;
    }

    /** A sentence for a person, without personal data. */
    public String reason() {
        return String.valueOf(getMessage());
    }

    /** What is told of the line with this number. */
    List<Refusal> told(int line, Origin origin) {
        if (!placed.isEmpty()) {
            return placed;
        }
        Place place = origin.of(line, field);
        return List.of(new Refusal(place.line(), code, place.field(), reason()));
    }
}
