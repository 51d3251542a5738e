package io.lumbar.api.export;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.lumbar.api.export.Drawing.Anchor;
import io.lumbar.api.export.Drawing.Area;
import io.lumbar.api.export.Drawing.Dot;
import io.lumbar.api.export.Drawing.Label;
import io.lumbar.api.export.Drawing.Line;
import io.lumbar.api.export.Drawing.Mark;
import io.lumbar.api.export.Drawing.Spot;
import io.lumbar.api.report.Chart;
import io.lumbar.api.report.Chart.Kind;
import io.lumbar.api.report.Chart.Point;
import io.lumbar.api.report.Chart.Series;

/** Draws a chart for paper, in the same colours and shapes as pages do. */
final class Draughtsman {
    /** The colour of words. */
    static final String INK = "1A1A1A";

    /** Okabe and Ito's colours, which people tell apart however they see. */
    private static final List<String> COLOURS = List.of("0072B2", "E69F00", "009E73", "CC79A7", "D55E00", "56B4E9",
            "999999", "000000");
    private static final List<List<Integer>> DASHES = List.of(List.of(), List.of(8, 4), List.of(3, 3),
            List.of(10, 3, 3, 3), List.of(14, 6), List.of(2, 6), List.of(6, 2), List.of(12, 3));
    private static final String FAINT = "DDDDDD";
    private static final String GREY = "888888";
    /** More curves than these have no bands: they would hide each other. */
    private static final int MOST_BANDS = 4;
    private static final int MOST_CATEGORIES = 60;
    private static final double TEXT = 11;
    private static final double LINE_HEIGHT = 15;
    private static final double PLOT_HEIGHT = 250;
    private static final double GAP = 6;
    private static final double TICK = 4;
    private static final double DOT = 4;
    private static final double BAND_OPACITY = 0.15;
    private static final double WIDEST_LABELS = 0.36;
    private static final double CATEGORY_HEIGHT = 22;
    private static final double SERIES_HEIGHT = 13;
    private static final double BAR_SHARE = 0.8;

    /** More groups than there are colours nobody tells apart. */
    private static final int MOST_GROUPS = COLOURS.size();

    private final Chart chart;
    private final int all;
    private final double width;
    private final double plotHeight;
    private final List<String> categories;
    private final List<Room> taken = new ArrayList<>();
    private final List<Mark> marks = new ArrayList<>();
    private double left;
    private double right;
    private double top;
    private double bottom;

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
                        chart.series().subList(0, Math.min(MOST_GROUPS, chart.series().size())))
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
            double wide = 30 + Letters.width(series.name(), TEXT) + 3 * GAP;
            if (x > 0 && x + wide > width) {
                x = 0;
                top += LINE_HEIGHT;
            }
            sample(series, n, x, top - TEXT / 3);
            label(x + 30, top, Anchor.START, series.name());
            x += wide;
        }
        if (chart.series().size() < all) {
            top += LINE_HEIGHT;
            label(0, top, Anchor.START, "The first %d of %,d groups; CSV and XLSX have all."
                    .formatted(chart.series().size(), all));
        }
        top += GAP;
    }

    private void sample(Series series, int n, double x, double y) {
        if (chart.kind() == Kind.BARS) {
            box(x + 8, y - 5, x + 24, y + 5, colour(n), 1);
        } else if (isLine() || series.limit()) {
            marks.add(line(series, n, List.of(new Spot(x + 2, y), new Spot(x + 25, y))));
        } else {
            shape(n, x + 16, y);
        }
    }

    private boolean isLine() {
        return chart.kind() == Kind.CURVE || chart.kind() == Kind.LINE;
    }

    private Stream<Series> shown() {
        return chart.series().stream().filter(series -> !series.limit());
    }

    private Stream<Point> points() {
        return chart.series().stream().flatMap(series -> series.points().stream())
                .filter(point -> chart.categories().isEmpty() || point.x() < categories.size());
    }

    private Axis measured() {
        if (chart.percent()) {
            return Axis.SHARES;
        }
        return Axis.through(chart.kind() == Kind.BARS
                ? IntStream.range(0, categories.size()).mapToDouble(category -> shown().flatMap(series -> series
                        .points().stream()).filter(point -> point.x() == category).mapToDouble(Draughtsman::height)
                        .sum())
                : points().flatMap(point -> Stream.of(point.y(), point.low(), point.high()))
                        .filter(Objects::nonNull).mapToDouble(Double::doubleValue));
    }

    private static double height(Point point) {
        return Objects.requireNonNullElse(point.y(), 0.0);
    }

    // Standing: what is measured goes up.

    private Drawing standing() {
        Axis up = measured();
        label(0, top + LINE_HEIGHT, Anchor.START, chart.up());
        top += LINE_HEIGHT + 2 * GAP;
        bottom = top + plotHeight;
        left = up.steps().stream().mapToDouble(step -> Letters.width(up.written(step), TEXT)).max().orElse(0) + 2 * GAP;
        right = width - 2 * GAP;
        for (double step : up.steps()) {
            double y = y(up, step);
            rule(left, y, right, y, FAINT);
            label(left - GAP, y + TEXT / 3, Anchor.END, up.written(step));
        }
        if (chart.categories().isEmpty()) {
            overNumbers(up);
        } else {
            bars(up);
        }
        rule(left, bottom, right, bottom, INK);
        rule(left, top, left, bottom, INK);
        label((left + right) / 2, bottom + 2 * LINE_HEIGHT + GAP, Anchor.MIDDLE,
                categories.size() < chart.categories().size()
                        ? "%s (the first %d of %,d)".formatted(chart.across(), categories.size(),
                                chart.categories().size())
                        : chart.across());
        return new Drawing(width, bottom + (chart.across().isEmpty() ? 1 : 2) * LINE_HEIGHT + 3 * GAP, marks);
    }

    private double y(Axis up, double number) {
        return bottom - up.along(number) * (bottom - top);
    }

    private void bars(Axis up) {
        double each = (right - left) / Math.max(1, categories.size());
        double widest = categories.stream().mapToDouble(category -> Letters.width(category, TEXT)).max().orElse(0);
        int every = (int) Math.max(1, Math.ceil((widest + GAP) / each));
        for (int category = 0; category < categories.size(); category++) {
            double middle = left + (category + 0.5) * each;
            double below = 0;
            for (int n = 0; n < chart.series().size(); n++) {
                int place = category;
                double height = chart.series().get(n).points().stream().filter(point -> point.x() == place)
                        .mapToDouble(Draughtsman::height).sum();
                if (height > 0) {
                    box(middle - each * BAR_SHARE / 2, y(up, below + height), middle + each * BAR_SHARE / 2,
                            y(up, below), colour(n), 1);
                }
                below += height;
            }
            if (category % every == 0) {
                label(middle, bottom + LINE_HEIGHT, Anchor.MIDDLE, categories.get(category));
            }
        }
    }

    private void overNumbers(Axis up) {
        double most = points().mapToDouble(Point::x).max().orElse(1);
        Axis across = Axis.between(chart.kind() == Kind.FUNNEL ? 0 : points().mapToDouble(Point::x).min().orElse(0),
                most);
        for (double step : across.steps()) {
            double x = x(across, step);
            rule(x, bottom, x, bottom + TICK, INK);
            label(x, bottom + LINE_HEIGHT + 2, Anchor.MIDDLE, across.written(step));
        }
        boolean bands = isLine() && shown().count() <= MOST_BANDS;
        for (int n = 0; n < chart.series().size(); n++) {
            Series series = chart.series().get(n);
            if (bands && !series.limit()) {
                band(series, n, across, up);
            }
        }
        for (int n = 0; n < chart.series().size(); n++) {
            Series series = chart.series().get(n);
            if (series.limit() || isLine()) {
                curve(series, n, across, up);
            } else {
                scattered(series, n, across, up);
            }
        }
    }

    private double x(Axis across, double number) {
        return left + across.along(number) * (right - left);
    }

    private void band(Series series, int n, Axis across, Axis up) {
        List<Point> points = series.points().stream().filter(point -> point.low() != null && point.high() != null)
                .toList();
        for (int step = 0; step + 1 < points.size(); step++) {
            Point point = points.get(step);
            box(x(across, point.x()), y(up, Objects.requireNonNull(point.high())),
                    x(across, points.get(step + 1).x()), y(up, Objects.requireNonNull(point.low())), colour(n),
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
            double x = x(across, point.x());
            if (chart.kind() == Kind.CURVE && !series.limit() && !spots.isEmpty()) {
                spots.add(new Spot(x, spots.getLast().y()));
            }
            spots.add(new Spot(x, y(up, point.y())));
            if (chart.kind() == Kind.LINE && !series.limit()) {
                shape(n, x, y(up, point.y()));
            }
        }
        finish(series, n, spots);
    }

    private void finish(Series series, int n, List<Spot> spots) {
        if (spots.size() > 1) {
            marks.add(line(series, n, spots));
        }
        spots.clear();
    }

    private void scattered(Series series, int n, Axis across, Axis up) {
        for (Point point : series.points()) {
            double x = x(across, point.x());
            if (point.low() != null && point.high() != null) {
                double low = y(up, point.low());
                double high = y(up, point.high());
                whisker(new Spot(x, low), new Spot(x, high), n);
            }
            if (point.y() != null) {
                shape(n, x, y(up, point.y()));
            }
        }
        series.points().stream().filter(point -> point.y() != null).forEach(point -> taken.add(Room.around(
                x(across, point.x()), y(up, Objects.requireNonNull(point.y())))));
        series.points().stream().filter(point -> point.y() != null && point.label() != null).forEach(point -> name(
                Objects.requireNonNull(point.label()), x(across, point.x()),
                y(up, Objects.requireNonNull(point.y()))));
    }

    /** Beside its point, where no other name or point is; it is left out where there is no such place. */
    private void name(String name, double x, double y) {
        double wide = Letters.width(name, TEXT);
        for (double baseLine : List.of(y + TEXT / 3, y - DOT, y + TEXT, y - TEXT, y + 2 * TEXT)) {
            for (double begin : List.of(x + 2 * DOT, x - 2 * DOT - wide)) {
                var room = new Room(begin, baseLine - TEXT, begin + wide, baseLine + TEXT / 4);
                if (begin > left && begin + wide < right && taken.stream().noneMatch(room::meets)) {
                    taken.add(room);
                    label(begin, baseLine, Anchor.START, name);
                    return;
                }
            }
        }
    }

    /** What something takes of the plane. */
    private record Room(double left, double top, double right, double bottom) {
        static Room around(double x, double y) {
            return new Room(x - DOT, y - DOT, x + DOT, y + DOT);
        }

        boolean meets(Room other) {
            return left < other.right && other.left < right && top < other.bottom && other.top < bottom;
        }
    }

    // Lying: categories stand below each other, where their names have room.

    private Drawing lying() {
        Axis across = measured();
        double widest = categories.stream().mapToDouble(category -> Letters.width(category, TEXT)).max().orElse(0);
        left = Math.min(width * WIDEST_LABELS, widest + 2 * GAP);
        right = width - 3 * GAP;
        double each = Math.max(CATEGORY_HEIGHT, SERIES_HEIGHT * chart.series().size() + GAP);
        top += GAP;
        bottom = top + each * Math.max(1, categories.size());
        for (double step : across.steps()) {
            double x = x(across, step);
            rule(x, top, x, bottom, FAINT);
            label(x, bottom + LINE_HEIGHT, Anchor.MIDDLE, across.written(step));
        }
        for (int category = 0; category < categories.size(); category++) {
            double middle = top + (category + 0.5) * each;
            label(left - GAP, middle + TEXT / 3, Anchor.END,
                    Letters.cut(categories.get(category), TEXT, left - GAP));
            for (int n = 0; n < chart.series().size(); n++) {
                double y = middle + (n - (chart.series().size() - 1) / 2.0) * SERIES_HEIGHT;
                int place = category;
                int colour = n;
                chart.series().get(n).points().stream().filter(point -> point.x() == place)
                        .forEach(point -> interval(point, colour, across, y));
            }
        }
        rule(left, bottom, right, bottom, INK);
        rule(left, top, left, bottom, INK);
        double below = bottom + 2 * LINE_HEIGHT + GAP;
        label((left + right) / 2, below, Anchor.MIDDLE, chart.up());
        if (categories.size() < chart.categories().size()) {
            below += LINE_HEIGHT;
            label(left, below, Anchor.START, "The first %d of %,d groups; CSV and XLSX have all."
                    .formatted(categories.size(), chart.categories().size()));
        }
        return new Drawing(width, below + 2 * GAP, marks);
    }

    private void interval(Point point, int n, Axis across, double y) {
        if (point.low() != null && point.high() != null) {
            whisker(new Spot(x(across, point.low()), y), new Spot(x(across, point.high()), y), n);
        }
        if (point.y() != null) {
            shape(n, x(across, point.y()), y);
        }
    }

    // What both are made of.

    private void whisker(Spot from, Spot to, int n) {
        boolean level = from.y() == to.y();
        for (Spot end : List.of(from, to)) {
            marks.add(new Line(level
                    ? List.of(new Spot(end.x(), end.y() - DOT), new Spot(end.x(), end.y() + DOT))
                    : List.of(new Spot(end.x() - DOT, end.y()), new Spot(end.x() + DOT, end.y())), colour(n), 1.5,
                    List.of()));
        }
        marks.add(new Line(List.of(from, to), colour(n), 1.5, List.of()));
    }

    /** Each series has a shape of its own, for those who do not see its colour. */
    private void shape(int n, double x, double y) {
        double more = DOT * 1.2;
        switch (n % 4) {
            case 0 -> marks.add(new Dot(new Spot(x, y), DOT, colour(n)));
            case 1 -> box(x - DOT, y - DOT, x + DOT, y + DOT, colour(n), 1);
            case 2 -> marks.add(new Area(List.of(new Spot(x, y - more), new Spot(x + more, y + DOT),
                    new Spot(x - more, y + DOT)), colour(n), 1));
            default -> marks.add(new Area(List.of(new Spot(x, y - more), new Spot(x + more, y), new Spot(x, y + more),
                    new Spot(x - more, y)), colour(n), 1));
        }
    }

    private Line line(Series series, int n, List<Spot> spots) {
        return series.limit()
                ? new Line(spots, GREY, 1, List.of(4, 3))
                : new Line(spots, colour(n), 2, DASHES.get(n % DASHES.size()));
    }

    private void box(double left, double top, double right, double bottom, String colour, double opacity) {
        marks.add(new Area(List.of(new Spot(left, top), new Spot(right, top), new Spot(right, bottom),
                new Spot(left, bottom)), colour, opacity));
    }

    private void rule(double fromX, double fromY, double toX, double toY, String colour) {
        marks.add(new Line(List.of(new Spot(fromX, fromY), new Spot(toX, toY)), colour, 1, List.of()));
    }

    private void label(double x, double y, Anchor anchor, String text) {
        if (!text.isEmpty()) {
            marks.add(new Label(new Spot(x, y), anchor, TEXT, false, text));
        }
    }

    private static String colour(int n) {
        return COLOURS.get(n % COLOURS.size());
    }
}
