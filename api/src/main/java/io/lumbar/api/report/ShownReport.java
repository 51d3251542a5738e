package io.lumbar.api.report;

import io.lumbar.application.report.Disclosure;
import io.lumbar.application.report.Report;
import io.lumbar.application.report.ReportAnswer;
import io.lumbar.application.report.ReportQuery;
import org.jspecify.annotations.Nullable;

/** Puts the answer of one report into words, charts and tables. */
public interface ShownReport {

    /** As in its path. */
    String name();

    /** As in headings and menus. */
    String title();

    /** What it answers, in plain words. */
    String question();

    /** The report that is shown. */
    Report<? extends ReportAnswer> report();

    /**
     * The answer, to be shown where {@code disclosure} says.
     *
     * @param definition version of it; null for the newest
     */
    Shown answer(ReportQuery query, @Nullable Integer definition, Disclosure disclosure, Names names);
}
