package io.lumbar.application.imports;

import org.jspecify.annotations.Nullable;

/** A line that is not imported, and why. It is an answer, not a failure: no stack trace. */
public final class LineRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String code;
    private final @Nullable String field;

    /**
     * @param code of the rule that is broken, as in the type of a problem
     * @param field path within the line, such as {@code sessions[3].minutes}; null when no field is to blame
     * @param reason a sentence for a person, without personal data
     */
    public LineRefused(String code, @Nullable String field, String reason) {
        super(reason, null, false, false);
        this.code = code;
        this.field = field;
    }

    String code() {
        return code;
    }

    @Nullable
    String field() {
        return field;
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
