package io.lumbar.application.report;

import java.util.ArrayList;
import java.util.List;

import io.lumbar.application.report.Changes.Figures;
import io.lumbar.application.report.Changes.Series;
import io.lumbar.application.report.Outcomes.Group;
import io.lumbar.application.report.Outcomes.Point;
import io.lumbar.application.report.ReportFacts.Known;
import io.lumbar.domain.outcome.statistics.Proportion;

/** How people are, compared with how they were. */
public final class OutcomesReport extends Report<Outcomes> {

    /** What the figures mean; docs/reports.md repeats it. */
    public static final Definition DEFINITION = new Definition("outcomes", 1, """
            Change from baseline by instrument: after each number of held sessions, at discharge and at each follow-up. Each \
            person is followed in one episode: the first in the group that had a held session and does not go on with \
            an episode of another clinic. It is among those opened from the first to the last day of the window (local \
            date at the clinic, both included) that match the filters; what happened to it later counts, whenever it \
            did. After k sessions stands the last score that judges k held sessions; one taken on arrival does not judge \
            the session it was taken at. DISCHARGE is the last score of treatment after at least one session, of \
            episodes that were discharged. n were measured with the same version of the instrument as at baseline; \
            expected are all who had a baseline of the instrument and could have been: at least k sessions held, \
            discharged, or the follow-up recorded or missed. meanChange is later minus baseline in points: below zero \
            is better for NPRS, ODI and RMDQ, above zero for PSFS; sd is the standard deviation of the sample. \
            responders improved by at least the important change of the instrument: 30 percent of baseline and 2 points \
            on the NPRS, 10 on the ODI, 5 on the RMDQ; 2 points on the PSFS. This does not ask for a baseline of at \
            least 3, as the response rule of sessions-to-response does. PGIC has no baseline: n answered, expected are \
            the follow-ups recorded or missed, responders are much or very much improved. Style, kind and therapist are \
            those of the episode's first held session; for grouping, the cause is the primary one, while a filter \
            matches any.\s""" + Definition.SMALL_GROUPS, null, null, "Wilson, 95 percent", Definition.NOTE);

    /** Answers from {@code facts}. */
    public OutcomesReport(ReportFacts facts) {
        super(facts, List.of(new Version<>(DEFINITION, OutcomesReport::answer)));
    }

    private static Outcomes answer(Definition definition, Known known, ReportQuery query, Disclosure disclosure) {
        var suppressed = new ArrayList<String>();
        var groups = new ArrayList<Group>();
        for (Census.Group<Changes.Sums> group : Census.of(known, query, new Changes(), disclosure)) {
            String path = "groups[" + groups.size() + "]";
            if (group.withheld()) {
                suppressed.add(path);
                groups.add(new Group(group.key(), null));
                continue;
            }
            var series = new ArrayList<Point>();
            group.counts().forEach((at, figures) -> {
                if (group.withholds(at) || disclosure.isTooFew(figures.expected())) {
                    suppressed.add(path + ".series[" + series.size() + "]");
                    series.add(new Point(at.instrument(), at.at(), null, null, null, null, null, null, null, null));
                } else {
                    series.add(point(at, figures));
                }
            });
            groups.add(new Group(group.key(), series));
        }
        return new Outcomes(definition, known.asOf(), known.position(), known.incompleteEpisodes(), Filters.of(query),
                suppressed, groups);
    }

    private static Point point(Series at, Figures figures) {
        var share = Proportion.of(figures.responders(), figures.n());
        return new Point(at.instrument(), at.at(), figures.n(), figures.expected(), figures.mean(at.instrument()),
                figures.deviation(), figures.responders(), share.value(), share.low(), share.high());
    }
}
