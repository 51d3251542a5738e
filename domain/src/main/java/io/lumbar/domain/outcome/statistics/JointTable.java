package io.lumbar.domain.outcome.statistics;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/** Several groups side by side at the numbers of sessions at which any of them has an outcome, ascending. */
record JointTable(int groups, List<Row> rows) {

    /** What the groups show at one number of sessions, each array by group. */
    static final class Row {
        final long[] atRisk;
        final long[] responded;
        final long[] dropped;

        private Row(int groups) {
            atRisk = new long[groups];
            responded = new long[groups];
            dropped = new long[groups];
        }

        long allAtRisk() {
            return sum(atRisk);
        }

        long allResponded() {
            return sum(responded);
        }

        private static long sum(long[] counts) {
            long sum = 0;
            for (long count : counts) {
                sum = Math.addExact(sum, count);
            }
            return sum;
        }
    }

    static JointTable of(List<? extends Collection<OutcomesAt>> groups) {
        var tables = new ArrayList<List<AtRisk>>();
        var sessions = new TreeSet<Integer>();
        for (var counts : groups) {
            var table = AtRisk.table(counts);
            tables.add(table);
            table.forEach(row -> sessions.add(row.sessions()));
        }
        var rows = new ArrayList<Row>();
        var next = new int[groups.size()];
        for (int k : sessions) {
            var row = new Row(groups.size());
            for (int group = 0; group < next.length; group++) {
                var table = tables.get(group);
                if (next[group] < table.size()) {
                    AtRisk one = table.get(next[group]);
                    row.atRisk[group] = one.count();
                    if (one.sessions() == k) {
                        row.responded[group] = one.responded();
                        row.dropped[group] = one.dropped();
                        next[group]++;
                    }
                }
            }
            rows.add(row);
        }
        return new JointTable(groups.size(), rows);
    }
}
