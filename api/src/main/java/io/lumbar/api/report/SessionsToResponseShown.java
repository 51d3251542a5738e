package io.lumbar.api.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.IntStream;

import io.lumbar.api.report.Chart.Kind;
import io.lumbar.api.report.Chart.Point;
import io.lumbar.api.report.Chart.Series;
import io.lumbar.api.report.Shown.Fact;
import io.lumbar.application.report.SessionsToResponse;
import io.lumbar.application.report.SessionsToResponse.Group;
import io.lumbar.application.report.SessionsToResponse.Step;
import io.lumbar.application.report.SessionsToResponseReport;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** {@code sessions-to-response} on a page. */
@Component
@Order(1)
final class SessionsToResponseShown extends AnswerShown<SessionsToResponse> {
    /** Columns of the table under the curve; every number of sessions would not fit. */
    private static final int[] TOLD = {1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 25, 30};

    SessionsToResponseShown(SessionsToResponseReport report) {
        super(report, "sessions-to-response", "Sessions to response",
                "After how many sessions do people respond, and how many leave before they do?");
    }

    @Override
    Content content(SessionsToResponse answer, boolean whole, Naming naming) {
        List<Group> groups = answer.groups();
        List<Group> drawn = groups.stream().filter(group -> group.curve() != null && !group.curve().isEmpty())
                .toList();
        var tables = new ArrayList<Table>();
        tables.add(medians(groups, naming));
        if (!drawn.isEmpty()) {
            tables.add(0, told("At risk: people whose outcome comes with this session or later", drawn, naming,
                    step -> Cell.count(step.atRisk())));
            tables.add(told("Responded by this session", drawn, naming,
                    step -> Cell.share(step.cumulativeResponse())));
        }
        if (whole && !drawn.isEmpty()) {
            tables.add(steps(drawn.getFirst()));
        }
        tables.add(beside(groups, naming));
        return new Content(
                groups.isEmpty() || (whole && answer.suppressed().isEmpty() && nobody(groups.getFirst())),
                facts(answer, whole), drawn.isEmpty() ? List.of() : List.of(chart(drawn, whole, naming)), tables);
    }

    private static boolean nobody(Group group) {
        return Objects.equals(group.episodes(), 0L) && Objects.equals(group.withoutSession(), 0L);
    }

    private static List<Fact> facts(SessionsToResponse answer, boolean whole) {
        var facts = new ArrayList<Fact>();
        if (whole && answer.suppressed().isEmpty()) {
            Group group = answer.groups().getFirst();
            facts.add(new Fact("Median sessions to response", Figures.count(group.medianSessionsToResponse())));
            facts.add(new Fact("95 % interval", interval(group)));
            facts.add(new Fact("People followed", Figures.count(group.episodes())));
            facts.add(new Fact("Responded", Figures.count(group.responded())));
            facts.add(new Fact("Left without response", Figures.count(group.dropped())));
        }
        SessionsToResponse.Test test = answer.test();
        if (test != null) {
            facts.add(new Fact("Do the groups differ? " + test.name() + "'s test", test.p() < 0.001
                    ? "p < 0.001"
                    : String.format(Locale.ENGLISH, "p = %.3f", test.p())));
        }
        return facts;
    }

    private static String interval(Group group) {
        return Figures.interval(Figures.count(group.medianLow()), Figures.count(group.medianHigh()));
    }

    private static Chart chart(List<Group> groups, boolean whole, Naming naming) {
        var series = new ArrayList<Series>();
        for (Group group : groups) {
            List<Step> curve = Objects.requireNonNull(group.curve());
            var points = new ArrayList<>(List.of(new Point(0, 0.0)));
            curve.forEach(step -> points.add(new Point(step.sessions(), step.cumulativeResponse(), step.ciLow(),
                    step.ciHigh(), null)));
            series.add(new Series(whole ? "Responded" : naming.apply(group.key()), points));
            if (whole) {
                var left = new ArrayList<>(List.of(new Point(0, 0.0)));
                curve.forEach(step -> left.add(new Point(step.sessions(), step.cumulativeDropout())));
                series.add(new Series("Left without response", left));
            }
        }
        return new Chart(Kind.CURVE, "Share of people who had responded, by number of sessions",
                "Curves that rise with the number of sessions: the share of people in whom a response was observed, with "
                        + "its 95 percent interval. The tables below have the same figures.",
                "Sessions", "Share of people", List.of(), true, series);
    }

    private static Table told(String caption, List<Group> groups, Naming naming, Function<Step, Cell> figure) {
        int last = groups.stream().mapToInt(group -> Objects.requireNonNull(group.curve()).size()).max().orElse(0);
        int[] told = IntStream.of(TOLD).filter(sessions -> sessions <= last).toArray();
        var heads = new ArrayList<>(List.of("Sessions"));
        IntStream.of(told).forEach(sessions -> heads.add(String.valueOf(sessions)));
        return Table.of(caption, heads, groups, group -> {
            List<Step> curve = Objects.requireNonNull(group.curve());
            var row = new ArrayList<>(List.of(Cell.of(naming.apply(group.key()))));
            for (int sessions : told) {
                row.add(sessions <= curve.size() ? figure.apply(curve.get(sessions - 1)) : Cell.Blank.EMPTY);
            }
            return row;
        });
    }

    private static Table medians(List<Group> groups, Naming naming) {
        var heads = List.of("Group", "Median sessions to response", "95 % low", "95 % high", "People followed",
                "Responded", "Left without response", "Not known yet, or moved");
        return Table.of("Sessions until half of the people had responded (–: not seen while enough were followed)",
                heads, groups,
                group -> group.episodes() == null
                        ? Table.withheld(naming.apply(group.key()), heads.size())
                        : Table.row(naming.apply(group.key()), Cell.count(group.medianSessionsToResponse()),
                                Cell.count(group.medianLow()), Cell.count(group.medianHigh()),
                                Cell.count(group.episodes()), Cell.count(group.responded()),
                                Cell.count(group.dropped()), Cell.count(group.censored())));
    }

    private static Table steps(Group group) {
        return Table.of("The curve in numbers",
                List.of("Sessions", "At risk", "Responded", "Left", "Not known after", "Responded by then", "95 % low",
                        "95 % high", "Left by then", "Still in treatment"),
                Objects.requireNonNull(group.curve()),
                step -> Table.row(String.valueOf(step.sessions()), Cell.count(step.atRisk()),
                        Cell.count(step.responded()), Cell.count(step.dropped()), Cell.count(step.censored()),
                        Cell.share(step.cumulativeResponse()), Cell.share(step.ciLow()), Cell.share(step.ciHigh()),
                        Cell.share(step.cumulativeDropout()), Cell.share(step.stillInTreatment())));
    }

    private static Table beside(List<Group> groups, Naming naming) {
        var heads = List.of("Group", "Baseline missing or too low", "Without session", "Later episodes",
                "Never measured", "No session for 30 days", "Sessions between measurements");
        return Table.of("Beside the curve", heads, groups, group -> group.episodes() == null
                ? Table.withheld(naming.apply(group.key()), heads.size())
                : Table.row(naming.apply(group.key()), Cell.count(group.undefined()),
                        Cell.count(group.withoutSession()), Cell.count(group.laterEpisodes()),
                        Cell.count(group.neverMeasured()), Cell.count(group.dormant()),
                        Cell.decimal(group.medianSessionsBetweenMeasurements())));
    }
}
