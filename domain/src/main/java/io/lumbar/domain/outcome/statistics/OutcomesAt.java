package io.lumbar.domain.outcome.statistics;

/**
 * How many episodes had their outcome at the same number of sessions. Whoever was lost sight of at k was still seen
 * there: responses and drop-outs at k come before censorings at k.
 *
 * @param sessions number k of held sessions, 0 or more
 * @param responded episodes with the first observed response at k, 0 or more
 * @param dropped episodes that ended at k without response, 0 or more: the competing event
 * @param censored episodes of which no more is known after k, 0 or more
 */
public record OutcomesAt(int sessions, long responded, long dropped, long censored) {

    public OutcomesAt {
        if (sessions < 0) {
            throw new IllegalArgumentException("sessions must be 0 or more");
        }
        if (responded < 0 || dropped < 0 || censored < 0) {
            throw new IllegalArgumentException("counts at " + sessions + " sessions must be 0 or more");
        }
    }

    /** All of them together. */
    long total() {
        return Math.addExact(Math.addExact(responded, dropped), censored);
    }

    OutcomesAt plus(OutcomesAt other) {
        return new OutcomesAt(sessions, Math.addExact(responded, other.responded),
                Math.addExact(dropped, other.dropped), Math.addExact(censored, other.censored));
    }
}
