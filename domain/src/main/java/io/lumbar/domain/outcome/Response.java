package io.lumbar.domain.outcome;

/** What a {@link ResponseRule} says about a measurement. */
public enum Response {
    /** The rule is met. */
    RESPONDED,
    /** The rule is not met. */
    NOT_RESPONDED,
    /** The rule cannot be applied to this baseline. */
    UNDEFINED
}
