package io.lumbar.api.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.lumbar.api.report.Shown.Fact;
import io.lumbar.application.report.Definition;
import io.lumbar.application.report.Dimension;
import io.lumbar.application.report.Disclosure;
import io.lumbar.application.report.Report;
import io.lumbar.application.report.ReportAnswer;
import io.lumbar.application.report.ReportQuery;
import org.jspecify.annotations.Nullable;

/** What the pages of all reports have in common. */
abstract class AnswerShown<A extends ReportAnswer> implements ShownReport {
    private final Report<A> report;
    private final String name;
    private final String title;
    private final String question;

    AnswerShown(Report<A> report, String name, String title, String question) {
        this.report = report;
        this.name = name;
        this.title = title;
        this.question = question;
    }

    /** Tells what groups are called. */
    record Naming(Names names, List<Dimension> groupBy) {

        /** What the group with this key is called. */
        String apply(Map<String, @Nullable String> key) {
            return names.of(groupBy, key);
        }
    }

    /**
     * The figures of an answer.
     *
     * @param empty whether nobody matches
     */
    record Content(boolean empty, List<Fact> facts, List<Chart> charts, List<Table> tables) {}

    /** Puts the figures into words, charts and tables. */
    abstract Content content(A answer, boolean whole, Naming naming);

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final String title() {
        return title;
    }

    @Override
    public final String question() {
        return question;
    }

    @Override
    public final Report<A> report() {
        return report;
    }

    @Override
    public final Shown answer(ReportQuery query, @Nullable Integer definition, Disclosure disclosure, Names names) {
        A answer = report.answer(query, disclosure, definition);
        Content content = content(answer, query.groupBy().isEmpty(), new Naming(names, query.groupBy()));
        return new Shown(definition(answer.definition()), answer.asOf(), answer.position().value(),
                answer.incompleteEpisodes(), answer.suppressed().size(), content.empty, content.facts, content.charts,
                content.tables);
    }

    /** What the figures mean. */
    static Shown.Definition definition(Definition definition) {
        var methods = new ArrayList<Fact>();
        add(methods, "Response", definition.responseRule());
        add(methods, "Quantiles", definition.quantiles());
        add(methods, "Intervals", definition.intervals());
        return new Shown.Definition(definition.name(), definition.version(), definition.text(), methods,
                definition.note());
    }

    private static void add(List<Fact> methods, String label, @Nullable String value) {
        if (value != null) {
            methods.add(new Fact(label, value));
        }
    }
}
