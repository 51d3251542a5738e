package io.lumbar.api.export;

import java.util.ArrayList;
import java.util.List;

import io.lumbar.api.report.Asked;
import io.lumbar.api.report.Names;
import io.lumbar.api.report.OutlookShown;
import io.lumbar.api.report.Shown;
import io.lumbar.api.report.Shown.Fact;
import io.lumbar.api.report.ShownReport;
import io.lumbar.application.report.Disclosure;
import io.lumbar.application.report.Outlook;
import io.lumbar.application.report.ReportQuery;
import org.jspecify.annotations.Nullable;

/**
 * A report's answer on its way out.
 *
 * @param name as in its path
 * @param question what the report answers, in plain words
 * @param asked filters and groups in words; empty when everything was asked for
 */
record Exported(String name, String title, String question, List<Fact> asked, Shown shown) {
    Exported {
        asked = List.copyOf(asked);
    }

    /**
     * The answer of {@code report} to {@code query}, as it may leave the house.
     *
     * @param definition version of it; null for the newest
     */
    static Exported of(ShownReport report, ReportQuery query, @Nullable Integer definition, Names names) {
        return new Exported(report.name(), report.title(), report.question(), Asked.inWords(query, names),
                report.answer(query, definition, Disclosure.EXPORTED, names));
    }

    /** What became of people like somebody. {@code outlook} was made to leave the house. */
    static Exported of(Outlook outlook, Names names) {
        return new Exported(outlook.definition().name(), "Outlook",
                "What became of people like one who comes? " + outlook.inWords(),
                OutlookShown.likeness(outlook, names), OutlookShown.of(outlook));
    }

    /** The name of its file, such as {@code sessions-per-person-2026-11-23.pdf}. */
    String file(Format format) {
        return name + "-" + shown.asOf().toString().substring(0, "2026-11-23".length()) + "." + format.label();
    }

    /** All that must be known to read the figures, but when they were known. */
    List<Fact> about() {
        Shown.Definition definition = shown.definition();
        var about = new ArrayList<Fact>();
        about.add(new Fact("Report", title));
        about.add(new Fact("Question", question));
        about.addAll(asked.isEmpty() ? List.of(new Fact("Filters", "none")) : asked);
        about.add(new Fact("Definition", definition.name()));
        about.add(new Fact("Version", String.valueOf(definition.version())));
        about.add(new Fact("Text", definition.text()));
        about.addAll(definition.methods());
        about.add(new Fact("Note", definition.note()));
        about.addAll(remarks());
        about.add(new Fact("Position", shown.position()));
        return about;
    }

    /** What is missing and why; empty when nothing is. */
    public List<Fact> remarks() {
        var remarks = new ArrayList<Fact>();
        if (shown.empty() && shown.withheld() == 0) {
            remarks.add(new Fact("Nobody", "No episode matches all filters."));
        }
        if (shown.withheld() > 0) {
            remarks.add(new Fact("Withheld", (shown.withheld() == 1 ? "1 group" : shown.withheld() + " groups")
                    + ": with so few people somebody could be recognised."));
        }
        if (shown.incompleteEpisodes() > 0) {
            remarks.add(new Fact("Incomplete", "Something that was recorded about " + shown.incompleteEpisodes()
                    + " episodes is missing; whoever runs the system can see and mend it."));
        }
        return remarks;
    }
}
