package io.lumbar.domain.outcome.statistics;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;

/**
 * The outcomes at one number of sessions beside the episodes that were at risk of them: those whose outcome comes then
 * or later.
 */
record AtRisk(OutcomesAt outcomes, long count) {

    /** One row for each number of sessions with an outcome, ascending, whatever the order and division of the counts. */
    static List<AtRisk> table(Collection<OutcomesAt> counts) {
        var merged = new TreeMap<Integer, OutcomesAt>();
        long left = 0;
        for (OutcomesAt outcomes : counts) {
            if (outcomes.total() > 0) {
                merged.merge(outcomes.sessions(), outcomes, OutcomesAt::plus);
                left = Math.addExact(left, outcomes.total());
            }
        }
        var rows = new ArrayList<AtRisk>(merged.size());
        for (OutcomesAt outcomes : merged.values()) {
            rows.add(new AtRisk(outcomes, left));
            left -= outcomes.total();
        }
        return rows;
    }

    int sessions() {
        return outcomes.sessions();
    }

    long responded() {
        return outcomes.responded();
    }

    long dropped() {
        return outcomes.dropped();
    }

    /** Outcomes of either kind. */
    long ended() {
        return outcomes.responded() + outcomes.dropped();
    }
}
