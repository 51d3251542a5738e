package io.lumbar.api.export;

import java.util.ArrayList;
import java.util.List;

import io.lumbar.api.export.Drawing.Anchor;
import io.lumbar.api.export.Drawing.Area;
import io.lumbar.api.export.Drawing.Dot;
import io.lumbar.api.export.Drawing.Label;
import io.lumbar.api.export.Drawing.Line;
import io.lumbar.api.export.Drawing.Mark;
import io.lumbar.api.export.Drawing.Spot;
import io.lumbar.api.report.Chart.Series;

/** Makes the marks of one drawing. Series are told apart by number: each has a colour, a shape and dashes. */
final class Pen {
    /** The colour of words. */
    static final String INK = "1A1A1A";
    /** The colour of what only guides the eye. */
    static final String FAINT = "DDDDDD";
    /** The size of letters. */
    static final double TEXT = 11;
    /** Half as wide as a point. */
    static final double DOT = 4;

    /** Okabe and Ito's colours, which people tell apart however they see. */
    private static final List<String> COLOURS = List.of("0072B2", "E69F00", "009E73", "CC79A7", "D55E00", "56B4E9",
            "999999", "000000");
    /** How many series people tell apart. */
    static final int MOST_SERIES = COLOURS.size();

    private static final List<List<Integer>> DASHES = List.of(List.of(), List.of(8, 4), List.of(3, 3),
            List.of(10, 3, 3, 3), List.of(14, 6), List.of(2, 6), List.of(6, 2), List.of(12, 3));
    private static final String GREY = "888888";

    private final List<Mark> marks = new ArrayList<>();

    /** What was made so far, the last one on top. */
    List<Mark> marks() {
        return marks;
    }

    static String colour(int n) {
        return COLOURS.get(n % COLOURS.size());
    }

    /** A line with ends, up or level. */
    void whisker(Spot from, Spot to, int n) {
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
    void shape(int n, double x, double y) {
        double more = DOT * 1.2;
        switch (n % 4) {
            case 0 -> marks.add(new Dot(new Spot(x, y), DOT, colour(n)));
            case 1 -> box(x - DOT, y - DOT, x + DOT, y + DOT, n, 1);
            case 2 -> marks.add(new Area(List.of(new Spot(x, y - more), new Spot(x + more, y + DOT),
                    new Spot(x - more, y + DOT)), colour(n), 1));
            default -> marks.add(new Area(List.of(new Spot(x, y - more), new Spot(x + more, y), new Spot(x, y + more),
                    new Spot(x - more, y)), colour(n), 1));
        }
    }

    void line(Series series, int n, List<Spot> spots) {
        marks.add(series.limit()
                ? new Line(spots, GREY, 1, List.of(4, 3))
                : new Line(spots, colour(n), 2, DASHES.get(n % DASHES.size())));
    }

    void box(double left, double top, double right, double bottom, int n, double opacity) {
        marks.add(new Area(List.of(new Spot(left, top), new Spot(right, top), new Spot(right, bottom),
                new Spot(left, bottom)), colour(n), opacity));
    }

    void rule(double fromX, double fromY, double toX, double toY, String colour) {
        marks.add(new Line(List.of(new Spot(fromX, fromY), new Spot(toX, toY)), colour, 1, List.of()));
    }

    /** Words, unless there are none. */
    void label(double x, double y, Anchor anchor, String text) {
        if (!text.isEmpty()) {
            marks.add(new Label(new Spot(x, y), anchor, TEXT, false, text));
        }
    }
}
