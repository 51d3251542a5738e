package io.lumbar.api.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.lumbar.api.report.Chart.Kind;
import io.lumbar.api.report.Chart.Series;
import io.lumbar.application.report.Outcomes;
import io.lumbar.application.report.Outcomes.At;
import io.lumbar.application.report.Outcomes.Group;
import io.lumbar.application.report.Outcomes.Occasion;
import io.lumbar.application.report.Outcomes.Point;
import io.lumbar.application.report.OutcomesReport;
import io.lumbar.domain.outcome.Instrument;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** {@code outcomes} on a page. */
@Component
@Order(3)
final class OutcomesShown extends AnswerShown<Outcomes> {
    private static final List<String> HEADS = List.of("Measured", "Of expected", "Mean change", "Standard deviation",
            "Improved", "Share improved", "95 % low", "95 % high");

    OutcomesShown(OutcomesReport report) {
        super(report, "outcomes", "Outcomes",
                "How are people, compared with how they were when they came, and does it last?");
    }

    @Override
    Content content(Outcomes answer, boolean whole, Naming naming) {
        List<Group> groups = answer.groups();
        boolean empty = groups.stream().allMatch(group -> group.series() != null && group.series().isEmpty());
        var charts = new ArrayList<Chart>();
        if (!empty) {
            charts.add(lasting(groups, whole, naming));
            Chart course = course(groups, whole, naming);
            if (course.series().stream().anyMatch(series -> series.points().size() > 1)) {
                charts.add(course);
            }
        }
        return new Content(empty, List.of(), charts, whole ? ofOne(groups.getFirst()) : ofEach(groups, naming));
    }

    private static List<Point> points(Group group) {
        return Objects.requireNonNullElse(group.series(), List.of());
    }

    /** The share that improved, at discharge and later: of each instrument, or of pain in each group. */
    private static Chart lasting(List<Group> groups, boolean whole, Naming naming) {
        List<Occasion> occasions = List.of(Occasion.values());
        Map<String, List<Chart.Point>> series = new LinkedHashMap<>();
        for (Group group : groups) {
            for (Point point : points(group)) {
                Occasion occasion = point.at().occasion();
                if (occasion != null && (whole || point.instrument() == Instrument.NPRS)
                        && point.proportion() != null) {
                    series.computeIfAbsent(whole ? name(point.instrument()) : naming.apply(group.key()),
                            _ -> new ArrayList<>()).add(
                                    new Chart.Point(occasions.indexOf(occasion),
                                            point.proportion(), point.low(), point.high(), null));
                }
            }
        }
        return new Chart(Kind.INTERVALS,
                whole ? "Share of people who improved, at discharge and later"
                        : "Share of people whose pain (NPRS) improved, at discharge and later",
                "Points with their 95 percent interval: the share of those measured who improved by what matters to a "
                        + "person, at discharge and after 6 weeks, 3, 6 and 12 months. The tables below have the same figures.",
                "", "Share improved", occasions.stream().map(OutcomesShown::name).toList(), true, series(series));
    }

    /** Mean change of pain by number of sessions. */
    private static Chart course(List<Group> groups, boolean whole, Naming naming) {
        Map<String, List<Chart.Point>> series = new LinkedHashMap<>();
        for (Group group : groups) {
            for (Point point : points(group)) {
                Integer sessions = point.at().sessions();
                if (sessions != null && point.instrument() == Instrument.NPRS && point.meanChange() != null) {
                    series.computeIfAbsent(whole ? "Everybody" : naming.apply(group.key()), _ -> new ArrayList<>())
                            .add(new Chart.Point(sessions, point.meanChange()));
                }
            }
        }
        return new Chart(Kind.LINE, "Mean change of pain (NPRS) by number of sessions; below zero is better",
                "Lines: how far pain has changed since the intake on average, after each number of sessions.",
                "Sessions",
                "Points", List.of(), false, series(series));
    }

    private static List<Series> series(Map<String, List<Chart.Point>> points) {
        return points.entrySet().stream().map(each -> new Series(each.getKey(), each.getValue())).toList();
    }

    private static List<Table> ofOne(Group group) {
        Map<Instrument, List<List<Cell>>> rows = new LinkedHashMap<>();
        for (Point point : points(group)) {
            rows.computeIfAbsent(point.instrument(), _ -> new ArrayList<>()).add(row(List.of(name(point.at())), point));
        }
        return rows.entrySet().stream()
                .map(each -> new Table(name(each.getKey()), heads("When"), each.getValue())).toList();
    }

    private static List<Table> ofEach(List<Group> groups, Naming naming) {
        Map<Instrument, List<List<Cell>>> rows = new LinkedHashMap<>();
        for (Group group : groups) {
            points(group).stream().filter(point -> point.at().occasion() != null)
                    .forEach(point -> rows.computeIfAbsent(point.instrument(), _ -> new ArrayList<>())
                            .add(row(List.of(naming.apply(group.key()), name(point.at())), point)));
        }
        return rows.entrySet().stream()
                .map(each -> new Table(name(each.getKey()), heads("Group", "When"), 2, each.getValue())).toList();
    }

    private static List<String> heads(String... labels) {
        var heads = new ArrayList<>(List.of(labels));
        heads.addAll(HEADS);
        return heads;
    }

    private static List<Cell> row(List<String> labels, Point point) {
        var row = new ArrayList<Cell>(labels.stream().map(Cell::of).toList());
        if (point.n() == null) {
            row.add(Cell.Blank.WITHHELD);
            row.addAll(Collections.nCopies(HEADS.size() - 1, Cell.Blank.EMPTY));
        } else {
            row.addAll(List.of(Cell.count(point.n()), Cell.count(point.expected()), Cell.decimal(point.meanChange()),
                    Cell.decimal(point.sd()), Cell.count(point.responders()), Cell.share(point.proportion()),
                    Cell.share(point.low()), Cell.share(point.high())));
        }
        return row;
    }

    private static String name(At at) {
        Integer sessions = at.sessions();
        return sessions == null ? name(at.occasion()) : sessions == 1 ? "1 session" : sessions + " sessions";
    }

    private static String name(@Nullable Occasion occasion) {
        return switch (occasion) {
            case DISCHARGE -> "Discharge";
            case W6 -> "6 weeks";
            case M3 -> "3 months";
            case M6 -> "6 months";
            case M12 -> "12 months";
            case null -> Figures.NONE;
        };
    }

    private static String name(Instrument instrument) {
        return switch (instrument) {
            case NPRS -> "Pain (NPRS)";
            case ODI -> "Disability (ODI)";
            case RMDQ -> "Disability (RMDQ)";
            case PSFS -> "Own activities (PSFS)";
            case PGIC -> "Own impression (PGIC)";
            case START_BACK -> "Risk (STarT Back)";
        };
    }
}
