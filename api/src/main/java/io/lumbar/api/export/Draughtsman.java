package io.lumbar.api.export;

import java.util.List;
import java.util.Objects;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.lumbar.api.export.Drawing.Anchor;
import io.lumbar.api.export.Drawing.Spot;
import io.lumbar.api.report.Chart;
import io.lumbar.api.report.Chart.Kind;
import io.lumbar.api.report.Chart.Point;
import io.lumbar.api.report.Chart.Series;

/** Draws a chart for paper, in the same colours and shapes as pages do. */
final class Draughtsman {
    private static final int MOST_CATEGORIES = 60;
    private static final double LINE_HEIGHT = 15;
    private static final double PLOT_HEIGHT = 250;
    private static final double GAP = 6;
    private static final double WIDEST_LABELS = 0.36;
    private static final double CATEGORY_HEIGHT = 22;
    private static final double SERIES_HEIGHT = 13;
    private static final double BAR_SHARE = 0.8;

    private final Chart chart;
    private final int all;
    private final double width;
    private final double plotHeight;
    private final List<String> categories;
    private final Pen pen = new Pen();
    private double top;

    private Draughtsman(Chart chart, double width, double plotHeight, int mostGroups) {
        this.chart = distinct(chart);
        this.all = chart.series().size();
        this.width = width;
        this.plotHeight = plotHeight;
        this.categories = chart.categories().subList(0, chart.kind() == Kind.INTERVALS
                ? Math.min(mostGroups, chart.categories().size())
                : Math.min(MOST_CATEGORIES, chart.categories().size()));
    }

    /** A drawing of {@code chart} without its title. */
    static Drawing draw(Chart chart, double width) {
        return draw(chart, width, PLOT_HEIGHT, MOST_CATEGORIES);
    }

    /**
     * A drawing of {@code chart} without its title.
     *
     * @param plotHeight of what stands between axes
     * @param mostGroups more are left out, which is said, where each takes a line
     */
    static Drawing draw(Chart chart, double width, double plotHeight, int mostGroups) {
        return new Draughtsman(chart, width, plotHeight, mostGroups).draw();
    }

    private Drawing draw() {
        legend();
        return switch (chart.kind()) {
            case INTERVALS -> lying();
            case BARS, CURVE, LINE, FUNNEL -> standing();
        };
    }

    /** The chart without groups that nobody could tell from others. */
    private static Chart distinct(Chart chart) {
        return chart.kind() == Kind.CURVE || chart.kind() == Kind.LINE || chart.kind() == Kind.INTERVALS
                ? new Chart(chart.kind(), chart.title(), chart.description(), chart.across(), chart.up(),
                        chart.categories(), chart.percent(),
                        chart.series().subList(0, Math.min(Pen.MOST_SERIES, chart.series().size())))
                : chart;
    }

    private void legend() {
        if (shown().count() < 2 && chart.kind() != Kind.FUNNEL) {
            return;
        }
        double x = 0;
        top = LINE_HEIGHT;
        for (int n = 0; n < chart.series().size(); n++) {
            Series series = chart.series().get(n);
            double wide = 30 + Letters.width(series.name(), Pen.TEXT) + 3 * GAP;
            if (x > 0 && x + wide > width) {
                x = 0;
                top += LINE_HEIGHT;
            }
            sample(series, n, x, top - Pen.TEXT / 3);
            pen.label(x + 30, top, Anchor.START, series.name());
            x += wide;
        }
        if (chart.series().size() < all) {
            top += LINE_HEIGHT;
            pen.label(0, top, Anchor.START, "The first %d of %,d groups; CSV and XLSX have all."
                    .formatted(chart.series().size(), all));
        }
        top += GAP;
    }

    private void sample(Series series, int n, double x, double y) {
        if (chart.kind() == Kind.BARS) {
            pen.box(x + 8, y - 5, x + 24, y + 5, n, 1);
        } else if (OverNumbers.isLine(chart) || series.limit()) {
            pen.line(series, n, List.of(new Spot(x + 2, y), new Spot(x + 25, y)));
        } else {
            pen.shape(n, x + 16, y);
        }
    }

    private Stream<Series> shown() {
        return chart.series().stream().filter(series -> !series.limit());
    }

    private Stream<Point> points() {
        return chart.series().stream().flatMap(series -> series.points().stream())
                .filter(point -> chart.categories().isEmpty() || point.x() < categories.size());
    }

    private Axis measured() {
        if (chart.percent() && (chart.kind() == Kind.CURVE || chart.kind() == Kind.FUNNEL)) {
            return Axis.SHARES;
        }
        DoubleStream heights = chart.kind() == Kind.BARS
                ? IntStream.range(0, categories.size()).mapToDouble(category -> shown().flatMap(series -> series
                        .points().stream()).filter(point -> point.x() == category).mapToDouble(Draughtsman::height)
                        .sum())
                : points().flatMap(point -> Stream.of(point.y(), point.low(), point.high()))
                        .filter(Objects::nonNull).mapToDouble(Double::doubleValue);
        return chart.percent() ? Axis.shares(heights.max().orElse(1)) : Axis.through(heights);
    }

    private static double height(Point point) {
        return Objects.requireNonNullElse(point.y(), 0.0);
    }

    // Standing: what is measured goes up.

    private Drawing standing() {
        Axis up = measured();
        pen.label(0, top + LINE_HEIGHT, Anchor.START, chart.up());
        double begin = top + LINE_HEIGHT + 2 * GAP;
        var plane = new Plane(up.steps().stream().mapToDouble(step -> Letters.width(up.written(step), Pen.TEXT)).max()
                .orElse(0) + 2 * GAP, begin, width - 2 * GAP, begin + plotHeight);
        for (double step : up.steps()) {
            double y = plane.y(up, step);
            pen.rule(plane.left(), y, plane.right(), y, Pen.FAINT);
            pen.label(plane.left() - GAP, y + Pen.TEXT / 3, Anchor.END, up.written(step));
        }
        if (chart.categories().isEmpty()) {
            new OverNumbers(chart, pen, plane).draw(up);
        } else {
            bars(up, plane);
        }
        plane.frame(pen);
        pen.label((plane.left() + plane.right()) / 2, plane.bottom() + 2 * LINE_HEIGHT + GAP, Anchor.MIDDLE,
                categories.size() < chart.categories().size()
                        ? "%s (the first %d of %,d)".formatted(chart.across(), categories.size(),
                                chart.categories().size())
                        : chart.across());
        return new Drawing(width, plane.bottom() + (chart.across().isEmpty() ? 1 : 2) * LINE_HEIGHT + 3 * GAP,
                pen.marks());
    }

    private void bars(Axis up, Plane plane) {
        double each = (plane.right() - plane.left()) / Math.max(1, categories.size());
        double widest = categories.stream().mapToDouble(category -> Letters.width(category, Pen.TEXT)).max().orElse(0);
        int every = (int) Math.max(1, Math.ceil((widest + GAP) / each));
        for (int category = 0; category < categories.size(); category++) {
            double middle = plane.left() + (category + 0.5) * each;
            double below = 0;
            for (int n = 0; n < chart.series().size(); n++) {
                int place = category;
                double height = chart.series().get(n).points().stream().filter(point -> point.x() == place)
                        .mapToDouble(Draughtsman::height).sum();
                if (height > 0) {
                    pen.box(middle - each * BAR_SHARE / 2, plane.y(up, below + height), middle + each * BAR_SHARE / 2,
                            plane.y(up, below), n, 1);
                }
                below += height;
            }
            if (category % every == 0) {
                pen.label(middle, plane.bottom() + LINE_HEIGHT, Anchor.MIDDLE, categories.get(category));
            }
        }
    }

    // Lying: categories stand below each other, where their names have room.

    private Drawing lying() {
        Axis across = measured();
        double widest = categories.stream().mapToDouble(category -> Letters.width(category, Pen.TEXT)).max().orElse(0);
        double each = Math.max(CATEGORY_HEIGHT, SERIES_HEIGHT * chart.series().size() + GAP);
        var plane = new Plane(Math.min(width * WIDEST_LABELS, widest + 2 * GAP), top + GAP, width - 3 * GAP,
                top + GAP + each * Math.max(1, categories.size()));
        for (double step : across.steps()) {
            double x = plane.x(across, step);
            pen.rule(x, plane.top(), x, plane.bottom(), Pen.FAINT);
            pen.label(x, plane.bottom() + LINE_HEIGHT, Anchor.MIDDLE, across.written(step));
        }
        for (int category = 0; category < categories.size(); category++) {
            double middle = plane.top() + (category + 0.5) * each;
            pen.label(plane.left() - GAP, middle + Pen.TEXT / 3, Anchor.END,
                    Letters.cut(categories.get(category), Pen.TEXT, plane.left() - GAP));
            for (int n = 0; n < chart.series().size(); n++) {
                double y = middle + (n - (chart.series().size() - 1) / 2.0) * SERIES_HEIGHT;
                int place = category;
                int colour = n;
                chart.series().get(n).points().stream().filter(point -> point.x() == place)
                        .forEach(point -> interval(point, colour, plane, across, y));
            }
        }
        plane.frame(pen);
        double below = plane.bottom() + 2 * LINE_HEIGHT + GAP;
        pen.label((plane.left() + plane.right()) / 2, below, Anchor.MIDDLE, chart.up());
        if (categories.size() < chart.categories().size()) {
            below += LINE_HEIGHT;
            pen.label(plane.left(), below, Anchor.START, "The first %d of %,d groups; CSV and XLSX have all."
                    .formatted(categories.size(), chart.categories().size()));
        }
        return new Drawing(width, below + 2 * GAP, pen.marks());
    }

    private void interval(Point point, int n, Plane plane, Axis across, double y) {
        if (point.low() != null && point.high() != null) {
            pen.whisker(new Spot(plane.x(across, point.low()), y), new Spot(plane.x(across, point.high()), y), n);
        }
        if (point.y() != null) {
            pen.shape(n, plane.x(across, point.y()), y);
        }
    }
}
