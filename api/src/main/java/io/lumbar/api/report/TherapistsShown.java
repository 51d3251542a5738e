package io.lumbar.api.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;

import io.lumbar.api.report.Chart.Kind;
import io.lumbar.api.report.Chart.Series;
import io.lumbar.application.report.Dimension;
import io.lumbar.application.report.TherapistPoints;
import io.lumbar.application.report.TherapistPoints.Limit;
import io.lumbar.application.report.TherapistPoints.Point;
import io.lumbar.application.report.TherapistsReport;
import io.lumbar.domain.TherapistId;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** {@code therapists} on a page. */
@Component
@Order(5)
final class TherapistsShown extends AnswerShown<TherapistPoints> {

    TherapistsShown(TherapistsReport report) {
        super(report, "therapists", "Therapists",
                "How much do therapists have to do, and do their clients respond as others do? No ranking, and not adjusted"
                        + " for who comes to whom.");
    }

    @Override
    Content content(TherapistPoints answer, boolean whole, Naming naming) {
        List<Point> points = answer.points();
        var heads = new ArrayList<>(List.of("Therapist", "Open episodes", "Of working hours held", "Finished episodes",
                "Responded", "Share"));
        if (!whole) {
            heads.addFirst("Group");
        }
        return new Content(points.stream().allMatch(TherapistsShown::hasNothing), List.of(),
                charts(answer, whole, naming),
                List.of(new Table(points.stream().allMatch(point -> point.utilisation() == null)
                        ? "Each therapist (of working hours only with a first day and hours recorded)"
                        : "Each therapist", heads, whole ? 1 : 2,
                        points.stream().map(point -> cells(point, whole, naming)).toList())));
    }

    private static boolean hasNothing(Point point) {
        return Objects.equals(point.caseload(), 0L) && Objects.equals(point.n(), 0L);
    }

    private static String name(Point point, Naming naming) {
        TherapistId therapist = point.therapistId();
        String name = therapist == null
                ? "somebody"
                : naming.names().of(Dimension.THERAPIST, therapist.value().toString());
        return point.own() ? name + " (yourself)" : name;
    }

    private static List<Cell> cells(Point point, boolean whole, Naming naming) {
        var cells = new ArrayList<>(List.of(Cell.of(name(point, naming)), Cell.count(point.caseload()),
                Cell.share(point.utilisation())));
        if (point.n() == null) {
            cells.addAll(List.of(Cell.Blank.WITHHELD, Cell.Blank.EMPTY, Cell.Blank.EMPTY));
        } else {
            cells.addAll(List.of(Cell.count(point.n()), Cell.count(point.responded()),
                    Cell.share(point.proportion())));
        }
        if (!whole) {
            cells.addFirst(Cell.of(naming.apply(point.key())));
        }
        return cells;
    }

    /** One funnel for each group: limits of one are not those of another. */
    private static List<Chart> charts(TherapistPoints answer, boolean whole, Naming naming) {
        return answer.limits().stream().map(Limit::key).distinct()
                .map(key -> chart(answer, key, whole ? "" : ", " + naming.apply(key), naming)).toList();
    }

    private static Chart chart(TherapistPoints answer, Map<String, @Nullable String> key, String where, Naming naming) {
        List<Limit> limits = answer.limits().stream().filter(limit -> limit.key().equals(key)).toList();
        var series = new ArrayList<>(List.of(new Series("Therapists", answer.points().stream()
                .filter(point -> point.key().equals(key) && point.n() != null && point.proportion() != null)
                .map(point -> new Chart.Point(Objects.requireNonNull(point.n()), point.proportion(), null, null,
                        name(point, naming)))
                .toList())));
        series.add(line("Everybody", limits, Limit::expected));
        series.add(line("95 % low", limits, Limit::low95));
        series.add(line("95 % high", limits, Limit::high95));
        series.add(line("99.8 % low", limits, Limit::low998));
        series.add(line("99.8 % high", limits, Limit::high998));
        return new Chart(Kind.FUNNEL, "Share of people who responded, by number of finished episodes" + where,
                "Points, one for each therapist, between the limits within which chance alone would leave nearly all of "
                        + "them. The table below has the same figures.",
                "Finished episodes", "Share responded", List.of(), true, series);
    }

    private static Series line(String name, List<Limit> limits, ToDoubleFunction<Limit> at) {
        return new Series(name, true,
                limits.stream().map(limit -> new Chart.Point(limit.n(), at.applyAsDouble(limit))).toList());
    }
}
