package io.lumbar.api.export;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import io.lumbar.api.export.PdfExport.Picture;
import io.lumbar.api.report.Cell;
import io.lumbar.api.report.Chart;
import io.lumbar.api.report.Table;

/**
 * How a report is spread over a page of A4. No letter is smaller than 6.5 points.
 *
 * @param landscape whether the page lies on its side
 * @param dense whether lines stand close to each other, and in small letters
 * @param abreast how many charts stand beside each other
 * @param pairs whether two tables may stand beside each other
 * @param plot how high what stands between the axes of a chart is
 * @param charts the most that are drawn
 * @param rows the most of a table
 */
record Layout(boolean landscape, boolean dense, int abreast, boolean pairs, double plot, int charts, int rows) {

    /** Tables and charts as people like to read them. */
    static final Layout ROOMY = new Layout(false, false, 1, false, 250, Integer.MAX_VALUE,
            Integer.MAX_VALUE);

    private static final double WIDTH = 690;
    private static final double LANDSCAPE_WIDTH = 1020;
    private static final double GAP = 14;
    /** Of the letters in charts, which have 11 units: not less than 6.5 points. */
    private static final double SMALL = 0.8;
    private static final double SMALL_LETTERS = 8.7;
    private static final double CELL_EDGES = 9;
    private static final double LOW_PLOT = 150;
    private static final int MOST_CATEGORIES = 12;
    /** A table of fewer rows is not parted. */
    private static final int PARTED = 24;
    /** Rows by which the width of a table is judged. */
    private static final int JUDGED = 200;

    /** The same with small letters, and charts beside each other. */
    Layout snug() {
        return new Layout(landscape, true, 2, false, plot, charts, rows);
    }

    /** The same with lines as close as they go, and tables beside each other as well. */
    Layout tight() {
        return new Layout(landscape, true, 2, true, LOW_PLOT, charts, rows);
    }

    Layout onItsSide() {
        return new Layout(true, dense, abreast, pairs, plot, charts, rows);
    }

    Layout showing(int fewerCharts, int fewerRows) {
        return new Layout(landscape, dense, abreast, pairs, plot, fewerCharts, fewerRows);
    }

    /**
     * A table as far as it is printed, or a part of it.
     *
     * @param more rows that are not printed
     */
    record Printed(Table table, String caption, List<List<Cell>> rows, int width, int more) {

        /** How many rows there are; empty where all are printed, or stand beside these. */
        public String left() {
            int all = table.rows().size();
            return more == 0 ? "" : "The first %,d of %,d rows; CSV and XLSX have all.".formatted(all - more, all);
        }
    }

    private double width() {
        return landscape ? LANDSCAPE_WIDTH : WIDTH;
    }

    /** The drawings of those that are shown. */
    List<Picture> pictures(List<Chart> all) {
        List<Chart> shown = all.subList(0, Math.min(charts, all.size()));
        double scale = dense ? SMALL : 1;
        int beside = Math.min(abreast, Math.max(1, shown.size()));
        double wide = (width() - (beside - 1) * GAP) / beside / scale;
        return shown.stream().map(chart -> new Picture(chart, dense
                ? Draughtsman.draw(chart, wide, plot, MOST_CATEGORIES)
                : Draughtsman.draw(chart, wide), scale)).toList();
    }

    /** The tables as far as they are printed, those that stand beside each other in one list. */
    List<List<Printed>> tables(List<Table> all) {
        var lines = new ArrayList<List<Printed>>();
        for (int n = 0; n < all.size(); n++) {
            Table table = all.get(n);
            Table next = n + 1 < all.size() ? all.get(n + 1) : null;
            if (pairs && next != null && isNarrow(table) && isNarrow(next)) {
                lines.add(List.of(printed(table, true), printed(next, true)));
                n++;
            } else if (pairs && isNarrow(table) && Math.min(rows, table.rows().size()) > PARTED) {
                lines.add(parted(table));
            } else {
                lines.add(List.of(printed(table, false)));
            }
        }
        return lines;
    }

    private Printed printed(Table table, boolean half) {
        int shown = Math.min(rows, table.rows().size());
        return new Printed(table, table.caption(), table.rows().subList(0, shown), half ? half() : (int) width(),
                table.rows().size() - shown);
    }

    /** Both halves beside each other. */
    private List<Printed> parted(Table table) {
        int shown = Math.min(rows, table.rows().size());
        int first = (shown + 1) / 2;
        return List.of(new Printed(table, table.caption(), table.rows().subList(0, first), half(), 0),
                new Printed(table, "Continued", table.rows().subList(first, shown), half(),
                        table.rows().size() - shown));
    }

    private int half() {
        return (int) ((width() - GAP) / 2);
    }

    private boolean isNarrow(Table table) {
        return width(table) <= half();
    }

    /** Whether a table is wider than a page that stands. */
    static boolean isWide(Table table) {
        return width(table) > WIDTH;
    }

    /** What it takes at least: heads may be broken between words, cells are not. */
    private static double width(Table table) {
        List<List<Cell>> rows = table.rows().subList(0, Math.min(JUDGED, table.rows().size()));
        return IntStream.range(0, table.heads().size()).mapToDouble(column -> CELL_EDGES + Math.max(
                List.of(table.heads().get(column).split(" ")).stream().mapToDouble(Layout::wide).max().orElse(0),
                rows.stream().mapToDouble(row -> wide(row.get(column).written())).max().orElse(0))).sum();
    }

    private static double wide(String text) {
        return Letters.width(text, SMALL_LETTERS);
    }

    /** Things in lines of {@code many}. */
    static <E> List<List<E>> inRows(List<E> things, int many) {
        var lines = new ArrayList<List<E>>();
        for (int n = 0; n < things.size(); n += many) {
            lines.add(things.subList(n, Math.min(n + many, things.size())));
        }
        return lines;
    }
}
