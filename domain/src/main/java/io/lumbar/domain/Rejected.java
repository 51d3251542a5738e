package io.lumbar.domain;

/** A command was refused by a rule. It is an answer, not a failure: no stack trace, nothing was changed. */
public final class Rejected extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient DomainError error;

    /** Refuses with {@code error}. */
    public Rejected(DomainError error) {
        super(error.code() + ": " + error.message(), null, false, false);
        this.error = error;
    }

    /** Which rule, with its facts. */
    public DomainError error() {
        return error;
    }
}
