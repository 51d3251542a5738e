package io.lumbar.api.report;

import java.time.Instant;
import java.util.List;

/**
 * A report's answer as people see it.
 *
 * @param definition all of it
 * @param asOf the moment whose knowledge it shows
 * @param position by which it is told whether there is something new
 * @param incompleteEpisodes see the report
 * @param withheld how many groups are withheld, being too small
 * @param empty whether nobody matches
 * @param facts the answer in a few figures; none where there are several groups
 */
public record Shown(Definition definition, Instant asOf, String position, long incompleteEpisodes, int withheld,
        boolean empty, List<Fact> facts, List<Chart> charts, List<Table> tables) {
    public Shown {
        facts = List.copyOf(facts);
        charts = List.copyOf(charts);
        tables = List.copyOf(tables);
    }

    /** {@link #asOf()} as people read it. */
    public String moment() {
        return Figures.moment(asOf);
    }

    /** What the figures mean: the text, and how it was reckoned by name. */
    public record Definition(String name, int version, String text, List<Fact> methods, String note) {
        public Definition {
            methods = List.copyOf(methods);
        }
    }

    /** A figure, or anything else, with what it is. */
    public record Fact(String label, String value) {}
}
