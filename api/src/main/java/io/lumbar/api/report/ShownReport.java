package io.lumbar.api.report;

import io.lumbar.application.report.Disclosure;
import io.lumbar.application.report.ReportQuery;

/** Puts the answer of one report into words, charts and tables. */
public interface ShownReport {

    /** As in its path. */
    String name();

    /** As in headings and menus. */
    String title();

    /** What it answers, in plain words. */
    String question();

    /** The answer, to be shown where {@code disclosure} says. */
    Shown answer(ReportQuery query, Disclosure disclosure, Names names);
}
