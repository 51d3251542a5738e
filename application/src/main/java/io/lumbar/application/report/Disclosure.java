package io.lumbar.application.report;

/** Where an answer goes: what leaves the product says less about small groups than what is looked at and gone. */
public enum Disclosure {
    ON_SCREEN(4),
    EXPORTED(9);

    private final int tooFew;

    Disclosure(int tooFew) {
        this.tooFew = tooFew;
    }

    /** The most people who are too few to be shown. */
    public int tooFew() {
        return tooFew;
    }

    /** Whether there is anybody, but too few. */
    boolean isTooFew(long people) {
        return people > 0 && people <= tooFew;
    }
}
