package io.lumbar.api.export;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import io.lumbar.api.export.Drawing.Anchor;
import io.lumbar.api.export.Drawing.Spot;
import io.lumbar.api.report.Chart;
import io.lumbar.api.report.Chart.Kind;
import io.lumbar.api.report.Chart.Point;
import io.lumbar.api.report.Chart.Series;

/** Draws curves, lines and points over numbers. */
final class OverNumbers {
    /** More curves than these have no bands: they would hide each other. */
    private static final int MOST_BANDS = 4;
    private static final double LINE_HEIGHT = 15;
    private static final double TICK = 4;
    private static final double BAND_OPACITY = 0.15;

    private final Chart chart;
    private final Pen pen;
    private final Plane plane;
    private final List<Room> taken = new ArrayList<>();

    OverNumbers(Chart chart, Pen pen, Plane plane) {
        this.chart = chart;
        this.pen = pen;
        this.plane = plane;
    }

    private Stream<Point> points() {
        return chart.series().stream().flatMap(series -> series.points().stream());
    }

    /** Whether what {@code chart} shows is joined by lines. */
    static boolean isLine(Chart chart) {
        return chart.kind() == Kind.CURVE || chart.kind() == Kind.LINE;
    }

    /** Draws everything, and the level axis. */
    void draw(Axis up) {
        double most = points().mapToDouble(Point::x).max().orElse(1);
        Axis across = Axis.between(chart.kind() == Kind.FUNNEL ? 0 : points().mapToDouble(Point::x).min().orElse(0),
                most);
        for (double step : across.steps()) {
            double x = plane.x(across, step);
            pen.rule(x, plane.bottom(), x, plane.bottom() + TICK, Pen.INK);
            pen.label(x, plane.bottom() + LINE_HEIGHT + 2, Anchor.MIDDLE, across.written(step));
        }
        boolean bands = isLine(chart)
                && chart.series().stream().filter(series -> !series.limit()).count() <= MOST_BANDS;
        for (int n = 0; n < chart.series().size(); n++) {
            Series series = chart.series().get(n);
            if (bands && !series.limit()) {
                band(series, n, across, up);
            }
        }
        for (int n = 0; n < chart.series().size(); n++) {
            Series series = chart.series().get(n);
            if (series.limit() || isLine(chart)) {
                curve(series, n, across, up);
            } else {
                scattered(series, n, across, up);
            }
        }
    }

    private void band(Series series, int n, Axis across, Axis up) {
        List<Point> points = series.points().stream().filter(point -> point.low() != null && point.high() != null)
                .toList();
        for (int step = 0; step + 1 < points.size(); step++) {
            Point point = points.get(step);
            pen.box(plane.x(across, point.x()), plane.y(up, Objects.requireNonNull(point.high())),
                    plane.x(across, points.get(step + 1).x()), plane.y(up, Objects.requireNonNull(point.low())), n,
                    BAND_OPACITY);
        }
    }

    /** A line breaks where there is no number; only a curve has steps. */
    private void curve(Series series, int n, Axis across, Axis up) {
        var spots = new ArrayList<Spot>();
        for (Point point : series.points()) {
            if (point.y() == null) {
                finish(series, n, spots);
                continue;
            }
            double x = plane.x(across, point.x());
            if (chart.kind() == Kind.CURVE && !series.limit() && !spots.isEmpty()) {
                spots.add(new Spot(x, spots.getLast().y()));
            }
            spots.add(new Spot(x, plane.y(up, point.y())));
            if (chart.kind() == Kind.LINE && !series.limit()) {
                pen.shape(n, x, plane.y(up, point.y()));
            }
        }
        finish(series, n, spots);
    }

    private void finish(Series series, int n, List<Spot> spots) {
        if (spots.size() > 1) {
            pen.line(series, n, spots);
        }
        spots.clear();
    }

    private void scattered(Series series, int n, Axis across, Axis up) {
        for (Point point : series.points()) {
            double x = plane.x(across, point.x());
            if (point.low() != null && point.high() != null) {
                double low = plane.y(up, point.low());
                double high = plane.y(up, point.high());
                pen.whisker(new Spot(x, low), new Spot(x, high), n);
            }
            if (point.y() != null) {
                pen.shape(n, x, plane.y(up, point.y()));
            }
        }
        series.points().stream().filter(point -> point.y() != null).forEach(point -> taken.add(Room.around(
                plane.x(across, point.x()), plane.y(up, Objects.requireNonNull(point.y())))));
        series.points().stream().filter(point -> point.y() != null && point.label() != null).forEach(point -> name(
                Objects.requireNonNull(point.label()), plane.x(across, point.x()),
                plane.y(up, Objects.requireNonNull(point.y()))));
    }

    /** Beside its point, where no other name or point is; it is left out where there is no such place. */
    private void name(String name, double x, double y) {
        double wide = Letters.width(name, Pen.TEXT);
        for (double baseLine : List.of(y + Pen.TEXT / 3, y - Pen.DOT, y + Pen.TEXT, y - Pen.TEXT, y + 2 * Pen.TEXT)) {
            for (double begin : List.of(x + 2 * Pen.DOT, x - 2 * Pen.DOT - wide)) {
                var room = new Room(begin, baseLine - Pen.TEXT, begin + wide, baseLine + Pen.TEXT / 4);
                if (begin > plane.left() && begin + wide < plane.right() && taken.stream().noneMatch(room::meets)) {
                    taken.add(room);
                    pen.label(begin, baseLine, Anchor.START, name);
                    return;
                }
            }
        }
    }

    /** What something takes of the plane. */
    private record Room(double left, double top, double right, double bottom) {
        static Room around(double x, double y) {
            return new Room(x - Pen.DOT, y - Pen.DOT, x + Pen.DOT, y + Pen.DOT);
        }

        boolean meets(Room other) {
            return left < other.right && other.left < right && top < other.bottom && other.top < bottom;
        }
    }
}
