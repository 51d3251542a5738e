package io.lumbar.infrastructure;

import org.jspecify.annotations.Nullable;

/**
 * The product will not start like this, and a person has to change something first. Both texts are printed to that
 * person instead of a stack trace, so they name the place and carry no secret.
 */
public final class StartRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String remedy;

    /** What is wrong, and what to do about it. */
    public StartRefused(String reason, String remedy) {
        this(reason, remedy, null);
    }

    public StartRefused(String reason, String remedy, @Nullable Throwable cause) {
        super(reason, cause);
        this.remedy = remedy;
    }

    public String remedy() {
        return remedy;
    }
}
