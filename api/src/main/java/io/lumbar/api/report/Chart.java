package io.lumbar.api.report;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A chart, drawn by a browser or here. Everything in it stands in a table beside it too.
 *
 * @param description what is seen, for those who do not see it
 * @param categories of the horizontal axis; empty where it is a number
 * @param percent whether the vertical axis is a share of 0 to 1
 */
public record Chart(Kind kind, String title, String description, String across, String up, List<String> categories,
        boolean percent, List<Series> series) {
    public Chart {
        categories = List.copyOf(categories);
        series = List.copyOf(series);
    }

    /** How it is drawn. */
    public enum Kind {
        /** Bars on top of each other, one for each category. */
        BARS,
        /** Points with an interval each, above categories. */
        INTERVALS,
        /** Steps with a band around them, over numbers. */
        CURVE,
        /** Straight lines, over numbers. */
        LINE,
        /** Points between limits, over numbers. */
        FUNNEL
    }

    /**
     * Points of one colour.
     *
     * @param limit whether it is a line that only bounds others
     */
    public record Series(String name, boolean limit, List<Point> points) {
        public Series {
            points = List.copyOf(points);
        }

        public Series(String name, List<Point> points) {
            this(name, false, points);
        }
    }

    /**
     * A point.
     *
     * @param x a number, or the index of a category from 0
     * @param y null where there is none
     * @param low lower end of its interval; null for none
     * @param high upper end
     * @param label what it is, where its place does not tell
     */
    public record Point(double x, @Nullable Double y, @Nullable Double low, @Nullable Double high,
            @Nullable String label) {
        public Point(double x, @Nullable Double y) {
            this(x, y, null, null, null);
        }
    }
}
