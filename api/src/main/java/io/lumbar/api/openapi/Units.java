package io.lumbar.api.openapi;

import java.util.HashMap;
import java.util.Map;

import io.lumbar.application.report.AdverseEventRates;
import io.lumbar.application.report.Attendance;
import io.lumbar.application.report.Definition;
import io.lumbar.application.report.FollowUpRates;
import io.lumbar.application.report.Outcomes;
import io.lumbar.application.report.Outlook;
import io.lumbar.application.report.ReportAnswer;
import io.lumbar.application.report.SessionsPerPerson;
import io.lumbar.application.report.SessionsToResponse;
import io.lumbar.application.report.TherapistPoints;
import io.lumbar.domain.outcome.statistics.Summary;
import io.swagger.v3.oas.models.media.Schema;

/** What the numbers in answers of reports are counted in; application and domain carry no annotation of ours. */
final class Units {
    private static final String SESSIONS = "held sessions";
    private static final String EPISODES = "episodes, one for each person";
    private static final String NTH = "number of held sessions, from 1";

    private static final Map<Class<?>, Map<String, String>> UNITS = Map.ofEntries(
            Map.entry(Definition.class, all("from 1", "version")),
            Map.entry(Outlook.class, and(all(EPISODES, "episodes"),
                    all(SESSIONS, "medianSessionsToResponse", "medianLow", "medianHigh"))),
            Map.entry(Outlook.Share.class, and(all(NTH, "sessions"), all(EPISODES, "atRisk"),
                    all("share of the episodes on the curve, 0 to 1", "share", "low", "high"))),
            Map.entry(SessionsPerPerson.Group.class, and(all("people", "people", "withoutSession"),
                    all("episodes", "episodes"), all(SESSIONS, "sessions", "sessionsAgainstRules"),
                    all("sessions held in the window for each person who came for the first time", "pva"),
                    all("held sessions of each episode", "visitsPerDischargedCase"))),
            Map.entry(SessionsPerPerson.Bar.class,
                    and(all(NTH, "sessions"), all("people", "finishedPeople", "unfinishedPeople"))),
            Map.entry(Summary.class, and(all("people or episodes with a held session", "n"),
                    all(SESSIONS, "mean", "median", "q1", "q3", "p90", "max"))),
            Map.entry(SessionsToResponse.Group.class, and(all(EPISODES, "episodes", "responded", "dropped", "censored",
                    "undefined", "neverMeasured", "dormant"),
                    all("further episodes", "withoutSession", "laterEpisodes"),
                    all(SESSIONS, "medianSessionsBetweenMeasurements", "medianSessionsToResponse", "medianLow",
                            "medianHigh"))),
            Map.entry(SessionsToResponse.Step.class, and(all(NTH, "sessions"),
                    all(EPISODES, "atRisk", "responded", "dropped", "censored"),
                    all("share of the episodes on the curve, 0 to 1", "cumulativeResponse", "standardError", "ciLow",
                            "ciHigh", "cumulativeDropout", "stillInTreatment"))),
            Map.entry(SessionsToResponse.Test.class, and(all("chi-square, without unit", "chiSquare"),
                    all("groups compared, less one, or fewer", "degreesOfFreedom"), all("probability, 0 to 1", "p"))),
            Map.entry(Outcomes.At.class, all(NTH, "sessions")),
            Map.entry(Outcomes.Point.class, and(all(EPISODES, "n", "expected", "responders"),
                    all("points of the instrument", "meanChange", "sd"),
                    all("share of n, 0 to 1", "proportion", "low", "high"))),
            Map.entry(Attendance.Group.class, all("sessions", "planned", "held", "noShow")),
            Map.entry(Attendance.DropOff.class,
                    and(all("number of the session in its episode, from 1", "sessions"),
                            all("episodes", "atRisk", "ended"))),
            Map.entry(Attendance.GapDays.class, all("days", "median", "q1", "q3")),
            Map.entry(TherapistPoints.Point.class, and(all("open episodes", "caseload"),
                    all("minutes of sessions for each minute of working hours, 0 or more", "utilisation"),
                    all("finished episodes, one for each person", "n", "responded"),
                    all("share of n, 0 to 1", "proportion"))),
            Map.entry(TherapistPoints.Limit.class, and(all("finished episodes, one for each person", "n"),
                    all("share of n, 0 to 1", "expected", "low95", "high95", "low998", "high998"))),
            Map.entry(AdverseEventRates.Row.class, and(all("adverse events", "events"), all(SESSIONS, "sessions"),
                    all("adverse events for each 1,000 held sessions", "per1000", "low", "high"))),
            Map.entry(FollowUpRates.Row.class, and(
                    all("follow-ups", "due", "recorded", "missed", "pending", "stillResponding"),
                    all("share of those who responded in treatment and were asked, 0 to 1", "proportion", "low",
                            "high"))));
    private static final Map<String, String> OF_EVERY_ANSWER = all(
            "episodes, matching or not, that lack something that was recorded about them", "incompleteEpisodes");

    private Units() {}

    /** Adds to {@code property} what the component {@code name} of {@code type} is counted in, if anything. */
    static void describe(Class<?> type, String name, Schema<?> property) {
        boolean answer = ReportAnswer.class.isAssignableFrom(type) || type == Outlook.class;
        String unit = UNITS.getOrDefault(type, Map.of()).getOrDefault(name,
                answer ? OF_EVERY_ANSWER.getOrDefault(name, "") : "");
        if (!unit.isEmpty()) {
            property.setDescription(unit);
        }
    }

    private static Map<String, String> all(String unit, String... names) {
        Map<String, String> units = new HashMap<>();
        for (String name : names) {
            units.put(name, unit);
        }
        return units;
    }

    @SafeVarargs
    private static Map<String, String> and(Map<String, String>... parts) {
        Map<String, String> units = new HashMap<>();
        for (Map<String, String> part : parts) {
            units.putAll(part);
        }
        return units;
    }
}
