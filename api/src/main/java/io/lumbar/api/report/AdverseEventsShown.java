package io.lumbar.api.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.lumbar.api.report.Chart.Kind;
import io.lumbar.api.report.Chart.Point;
import io.lumbar.api.report.Chart.Series;
import io.lumbar.application.report.AdverseEventRates;
import io.lumbar.application.report.AdverseEventRates.Row;
import io.lumbar.application.report.AdverseEventsReport;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** {@code adverse-events} on a page. */
@Component
@Order(6)
final class AdverseEventsShown extends AnswerShown<AdverseEventRates> {

    AdverseEventsShown(AdverseEventsReport report) {
        super(report, "adverse-events", "Adverse events", "How often does treatment do harm, and how grave is it?");
    }

    @Override
    Content content(AdverseEventRates answer, boolean whole, Naming naming) {
        List<Row> rows = answer.rows();
        boolean empty = answer.suppressed().isEmpty()
                && rows.stream()
                        .allMatch(row -> Objects.equals(row.sessions(), 0L) && Objects.equals(row.events(), 0L));
        var heads = new ArrayList<>(List.of("Style", "Grade", "Events", "Sessions", "Per 1,000 sessions",
                "95 % low", "95 % high"));
        if (!whole) {
            heads.addFirst("Group");
        }
        return new Content(empty, List.of(), empty ? List.of() : charts(rows, whole, naming),
                List.of(new Table("Adverse events by style and grade", heads, whole ? 2 : 3,
                        rows.stream().map(row -> cells(row, whole, naming)).toList())));
    }

    private static String style(Row row) {
        return row.style() == null ? "No session held responsible" : Words.of(row.style().name());
    }

    private static List<Cell> cells(Row row, boolean whole, Naming naming) {
        var cells = new ArrayList<>(List.of(Cell.of(style(row)), Cell.of(Words.of(row.grade().name()))));
        if (row.events() == null) {
            cells.addAll(List.of(Cell.Blank.WITHHELD, Cell.Blank.EMPTY, Cell.Blank.EMPTY, Cell.Blank.EMPTY,
                    Cell.Blank.EMPTY));
        } else {
            cells.addAll(List.of(Cell.count(row.events()), Cell.count(row.sessions()), Cell.decimal(row.per1000()),
                    Cell.decimal(row.low()), Cell.decimal(row.high())));
        }
        if (!whole) {
            cells.addFirst(Cell.of(naming.apply(row.key())));
        }
        return cells;
    }

    private static List<Chart> charts(List<Row> rows, boolean whole, Naming naming) {
        var categories = new ArrayList<String>();
        Map<String, List<Point>> series = new LinkedHashMap<>();
        for (Row row : rows) {
            if (row.style() != null && row.per1000() != null) {
                String category = whole ? style(row) : naming.apply(row.key()) + ", " + style(row);
                if (!categories.contains(category)) {
                    categories.add(category);
                }
                series.computeIfAbsent(Words.of(row.grade().name()), _ -> new ArrayList<>())
                        .add(new Point(categories.indexOf(category), row.per1000(), row.low(), row.high(), null));
            }
        }
        return categories.isEmpty() ? List.of() : List.of(new Chart(Kind.INTERVALS, "Adverse events per 1,000 sessions",
                "Points with their 95 percent interval: events for each 1,000 sessions, by style and grade. The table below "
                        + "has the same figures.",
                "", "Per 1,000 sessions", categories, false, series.entrySet().stream()
                        .map(each -> new Series(each.getKey(), each.getValue())).toList()));
    }
}
