package io.lumbar.application.report;

/**
 * Where a table stands: which respects are kept in it, and of which span its spans are made.
 *
 * @param kept a bit for each
 * @param months how long its spans are
 */
record TablePlace(int kept, int months, Span wider) {
    static TablePlace of(int kept, Span span) {
        return new TablePlace(kept, span.months(), span.wider());
    }

    /** Whether the other has no more respects, and wider spans that these are in; a window is made of any. */
    boolean isToldBy(TablePlace other) {
        if ((other.kept & ~kept) != 0) {
            return false;
        }
        if (isWindow()) {
            return !other.equals(this);
        }
        TablePlace each = new TablePlace(other.kept, months, wider);
        while (!each.equals(other) && each.months != 0) {
            each = of(other.kept, each.wider);
        }
        return each.equals(other) && !other.equals(this);
    }

    /** All of time is the widest, and a window is looked at last. */
    int narrowness() {
        return months == 0 ? Integer.MIN_VALUE : -months;
    }

    boolean isWindow() {
        return months == Span.WINDOW.months();
    }
}
