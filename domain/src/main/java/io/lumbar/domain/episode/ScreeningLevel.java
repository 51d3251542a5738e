package io.lumbar.domain.episode;

/** What a positive screening item asks for, the gravest first. */
public enum ScreeningLevel {
    /** No treatment; referral on the same day. */
    EMERGENCY,
    /** No treatment; urgent referral. */
    STOP,
    /** No treatment until a physician clears it. */
    CLEARANCE,
    /** Treatment without certain styles. */
    MODIFY,
    /** Treatment that leaves out the areas concerned. */
    LOCAL,
    /** Nothing but attention. */
    NOTE;

    /** Whether treatment waits for a medical clearance. */
    public boolean needsClearance() {
        return compareTo(CLEARANCE) <= 0;
    }

    /** Whether the client is referred urgently. */
    public boolean needsUrgentReferral() {
        return compareTo(STOP) <= 0;
    }
}
