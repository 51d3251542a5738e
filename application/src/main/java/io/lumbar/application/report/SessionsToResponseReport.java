package io.lumbar.application.report;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

import io.lumbar.application.report.ReportFacts.Known;
import io.lumbar.application.report.SessionsToResponse.Group;
import io.lumbar.application.report.SessionsToResponse.Step;
import io.lumbar.application.report.SessionsToResponse.Test;
import io.lumbar.domain.outcome.ResponseRule;
import io.lumbar.domain.outcome.statistics.Comparison;
import io.lumbar.domain.outcome.statistics.CumulativeIncidence;
import io.lumbar.domain.outcome.statistics.Gray;
import io.lumbar.domain.outcome.statistics.MedianSessions;
import io.lumbar.domain.outcome.statistics.OutcomesAt;
import org.jspecify.annotations.Nullable;

/** After how many sessions people respond. */
public final class SessionsToResponseReport extends Report<SessionsToResponse> {
    private static final ResponseRule RULE = ResponseRule.NPRS_30PCT_2PTS_V1;
    private static final int DORMANT_DAYS = 30;

    /** What the figures mean; docs/reports.md repeats it. */
    public static final Definition DEFINITION = new Definition("sessions-to-response", 1,
            """
            The share of people in whom a response had been observed by a number of held sessions (cumulative incidence, \
            Aalen-Johansen), with drop-out as competing event. Each person is followed in one episode: the first in the \
            group that had a held session and does not go on with an episode of another clinic. It is among those \
            opened from the first to the last day of the window (local date at the clinic, both included) that match \
            the filters; what happened to it later counts, whenever it did. laterEpisodes are the person's others with \
            a session, withoutSession all those without one. Response:\s""" + RULE.text() + """
             The first measurement in treatment that meets this is the observed response; it judges the held sessions that \
            had ended by then, and one taken on arrival does not judge the session it was taken at. Those taken before \
            the first session, after the discharge or at a follow-up never create a response. dropped are episodes that \
            ended without response, for whatever reason but MOVED and TRANSFERRED; those two, and open episodes, are \
            censored after their last held session. Events come before censorings at the same number of sessions. \
            undefined are episodes to whose baseline the rule cannot be applied; they are not on the curve. \
            neverMeasured are episodes on the curve whose pain was not measured after any session, and \
            medianSessionsBetweenMeasurements tells how closely the others were watched. dormant are open episodes \
            without a held session in the 30 days up to the date of asOf (UTC). The median is the smallest number of \
            sessions by which half had responded, its limits those by which the limits of the curve reach half. The \
            curve, and with it the median, ends where fewer than 5 (10 in exports) are at risk. The test compares the \
            groups that are shown (Gray 1988, rho = 0); its variance takes into account that nobody both responds and \
            drops out, so that its chi-square differs from that of other programs where both happen at the same number \
            of sessions. Style, kind and therapist are those of the episode's first held session; for grouping, the \
            cause is the primary one, while a filter matches any.\s"""
                    + Definition.SMALL_GROUPS,
            Responses.name(RULE), Definition.QUANTILES, "log-log, delta method, 95 percent", Definition.NOTE);

    /** Answers from {@code facts}. */
    public SessionsToResponseReport(ReportFacts facts) {
        super(facts, List.of(new Version<>(DEFINITION, SessionsToResponseReport::answer)));
    }

    private static SessionsToResponse answer(Definition definition, Known known, ReportQuery query,
            Disclosure disclosure) {
        LocalDate today = LocalDate.ofInstant(known.asOf(), ZoneOffset.UTC);
        var suppressed = new ArrayList<String>();
        var groups = new ArrayList<Group>();
        var compared = new ArrayList<Collection<OutcomesAt>>();
        for (Census.Group<ResponseCounts> group : Census.of(known, query, new ResponseCounts.By(RULE), disclosure)) {
            if (group.withheld()) {
                suppressed.add("groups[" + groups.size() + "]");
                groups.add(
                        new Group(group.key(), null, null, null, null, null, null, null, null, null, null, null, null,
                                null, null));
            } else {
                groups.add(figures(group.key(), group.counts(), today.minusDays(DORMANT_DAYS), disclosure));
                compared.add(group.counts().outcomes());
            }
        }
        return new SessionsToResponse(definition, known.asOf(), known.position(), known.incompleteEpisodes(),
                Filters.of(query), suppressed, groups, test(Gray.between(compared)));
    }

    private static Group figures(Map<String, @Nullable String> key, ResponseCounts counts, LocalDate dormantBefore,
            Disclosure disclosure) {
        List<CumulativeIncidence.Point> points = shown(counts, disclosure);
        MedianSessions median = new CumulativeIncidence(counts.episodes(), points).median();
        return new Group(key, counts.episodes(), counts.responded(), counts.dropped(), counts.censored(),
                counts.undefined(), counts.withoutSession(), counts.laterEpisodes(), counts.neverMeasured(),
                counts.openSince(dormantBefore), counts.between().histogram().quantile(50), median.sessions(),
                median.low(), median.high(),
                points.stream().map(point -> new Step(point.sessions(), point.atRisk(), point.responded(),
                        point.dropped(), point.censored(), point.incidence(), point.standardError(), point.low(),
                        point.high(), point.dropoutIncidence(), point.still())).toList());
    }

    /** The curve at every number of sessions from 1, as far as enough are at risk. */
    static List<CumulativeIncidence.Point> shown(ResponseCounts counts, Disclosure disclosure) {
        var curve = CumulativeIncidence.of(counts.outcomes());
        var points = new ArrayList<CumulativeIncidence.Point>();
        CumulativeIncidence.Point point = curve.at(1);
        while (point != null && point.atRisk() > disclosure.tooFew()) {
            points.add(point);
            point = curve.at(points.size() + 1);
        }
        return points;
    }

    private static @Nullable Test test(@Nullable Comparison comparison) {
        return comparison == null
                ? null
                : new Test("Gray", comparison.chiSquare(), comparison.degreesOfFreedom(), comparison.p());
    }
}
