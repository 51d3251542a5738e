package io.lumbar.api.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.lumbar.api.report.Chart.Kind;
import io.lumbar.api.report.Chart.Point;
import io.lumbar.api.report.Chart.Series;
import io.lumbar.application.report.FollowUpRates;
import io.lumbar.application.report.FollowUpRates.Row;
import io.lumbar.application.report.FollowUpsReport;
import io.lumbar.domain.episode.FollowUp;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** {@code follow-ups} on a page. */
@Component
@Order(7)
final class FollowUpsShown extends AnswerShown<FollowUpRates> {

    private static final List<FollowUp.Kind> KINDS = List.of(FollowUp.Kind.values());

    FollowUpsShown(FollowUpsReport report) {
        super(report, "follow-ups", "Follow-ups",
                "Are people asked after their discharge, and does their response last?");
    }

    @Override
    Content content(FollowUpRates answer, boolean whole, Naming naming) {
        List<Row> rows = answer.rows();
        boolean empty = answer.suppressed().isEmpty() && rows.stream()
                .allMatch(row -> Objects.equals(row.due(), 0L) && Objects.equals(row.pending(), 0L));
        var heads = new ArrayList<>(List.of("When", "Due", "Recorded", "Missed", "Pending", "Still responding",
                "Share", "95 % low", "95 % high"));
        if (!whole) {
            heads.addFirst("Group");
        }
        return new Content(empty, List.of(), empty ? List.of() : List.of(chart(rows, whole, naming)),
                List.of(new Table("Follow-ups by their day", heads, whole ? 1 : 2,
                        rows.stream().map(row -> cells(row, whole, naming)).toList())));
    }

    private static List<Cell> cells(Row row, boolean whole, Naming naming) {
        var cells = new ArrayList<>(List.of(Cell.of(name(row.kind()))));
        if (row.due() == null) {
            cells.add(Cell.Blank.WITHHELD);
            cells.addAll(Collections.nCopies(7, Cell.Blank.EMPTY));
        } else {
            cells.addAll(List.of(Cell.count(row.due()), Cell.count(row.recorded()), Cell.count(row.missed()),
                    Cell.count(row.pending()), Cell.count(row.stillResponding()), Cell.share(row.proportion()),
                    Cell.share(row.low()), Cell.share(row.high())));
        }
        if (!whole) {
            cells.addFirst(Cell.of(naming.apply(row.key())));
        }
        return cells;
    }

    private static Chart chart(List<Row> rows, boolean whole, Naming naming) {
        Map<String, List<Point>> series = new LinkedHashMap<>();
        for (Row row : rows) {
            if (row.proportion() != null) {
                series.computeIfAbsent(whole ? "Everybody" : naming.apply(row.key()), _ -> new ArrayList<>())
                        .add(new Point(KINDS.indexOf(row.kind()), row.proportion(), row.low(), row.high(), null));
            }
        }
        return new Chart(Kind.INTERVALS, "Still responding, of those who responded in treatment and were asked",
                "Points with their 95 percent interval: the share that still responds 6 weeks, 3, 6 and 12 months after the "
                        + "discharge. The table below has the same figures.",
                "", "Share", KINDS.stream().map(FollowUpsShown::name).toList(), true,
                series.entrySet().stream().map(each -> new Series(each.getKey(), each.getValue())).toList());
    }

    private static String name(FollowUp.Kind kind) {
        return switch (kind) {
            case W6 -> "6 weeks";
            case M3 -> "3 months";
            case M6 -> "6 months";
            case M12 -> "12 months";
        };
    }
}
