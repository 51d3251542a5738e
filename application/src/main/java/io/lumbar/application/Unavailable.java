package io.lumbar.application;

/**
 * What is recorded cannot be reached at this moment, through no fault of who asks. The same request may be made again a
 * moment later; whether a command was recorded is known only then, which is what idempotency keys are for.
 */
public final class Unavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param cause what failed, for the log of whoever runs the product */
    public Unavailable(Throwable cause) {
        super("not available now: " + cause.getMessage(), cause);
    }
}
