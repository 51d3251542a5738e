package io.lumbar.api.export;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

import com.openhtmltopdf.extend.FSSupplier;
import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.outputdevice.helper.ExternalResourceControlPriority;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.render.DefaultObjectDrawerFactory;
import com.openhtmltopdf.util.XRLog;
import io.lumbar.api.export.Drawing.Anchor;
import io.lumbar.api.export.Drawing.Area;
import io.lumbar.api.export.Drawing.Dot;
import io.lumbar.api.export.Drawing.Label;
import io.lumbar.api.export.Drawing.Line;
import io.lumbar.api.export.Drawing.Mark;
import io.lumbar.api.export.Drawing.Spot;
import io.lumbar.api.report.Cell;
import io.lumbar.api.report.Chart;
import io.lumbar.api.report.Table;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;

/**
 * A report on paper: on one page unless its tables are long. Letters are embedded and words stay words, also those in charts.
 * A document is laid out as a whole before it is sent, so a table has a limited number of rows on paper and says so;
 * spreadsheets have all.
 */
final class PdfExport {
    /** The most rows of a table. */
    static final int MOST_ROWS = 200;

    private static final String FONTS = "/liberation/LiberationSans-";
    private static final String FAMILY = "Liberation Sans";
    private static final int NORMAL = 400;
    private static final int BOLD = 700;
    private static final int HEXADECIMAL = 16;
    private static final double WIDTH = 690;
    private static final double LABEL_WIDTH = 400;
    /** How far below the top of a line its letters stand, for a line as high as its letters. */
    private static final double BASE_LINE = 0.85;

    static {
        XRLog.setLoggingEnabled(false); // each step of the layout would be a line
    }

    private PdfExport() {}

    /** A chart with its drawing. */
    record Picture(Chart chart, Drawing drawing) {

        /** The words in it, which the template places. */
        public List<Placed> words() {
            return drawing.marks().stream().filter(Label.class::isInstance).map(Label.class::cast).map(Placed::of)
                    .toList();
        }
    }

    /** Words with their place. */
    record Placed(String style, String text) {
        static Placed of(Label label) {
            double left = switch (label.anchor()) {
                case START -> label.at().x();
                case MIDDLE -> label.at().x() - LABEL_WIDTH / 2;
                case END -> label.at().x() - LABEL_WIDTH;
            };
            return new Placed(String.format(Locale.ROOT, "left:%.1fpx;top:%.1fpx;width:%.0fpx;font-size:%.1fpx;"
                    + "text-align:%s;font-weight:%s", left, label.at().y() - BASE_LINE * label.size(), LABEL_WIDTH,
                    label.size(), aligned(label.anchor()), label.bold() ? "bold" : "normal"), label.text());
        }

        private static String aligned(Anchor anchor) {
            return switch (anchor) {
                case START -> "left";
                case MIDDLE -> "center";
                case END -> "right";
            };
        }
    }

    /** A table as far as it is printed. */
    record Printed(Table table, List<List<Cell>> rows) {
        static Printed of(Table table) {
            return new Printed(table, table.rows().subList(0, Math.min(MOST_ROWS, table.rows().size())));
        }

        /** How many rows are not printed. */
        public int more() {
            return table.rows().size() - rows.size();
        }
    }

    static void write(Exported report, ITemplateEngine templates, OutputStream out) throws IOException {
        List<Picture> pictures = report.shown().charts().stream()
                .map(chart -> new Picture(chart, Draughtsman.draw(chart, WIDTH))).toList();
        String page = templates.process("paper", new Context(Locale.ENGLISH, Map.of("report", report, "pictures",
                pictures, "tables", report.shown().tables().stream().map(Printed::of).toList())));
        var objects = new DefaultObjectDrawerFactory();
        objects.registerDrawer("application/x-drawing", (element, x, y, width, height, device, _, dots) -> {
            Drawing drawing = pictures.get(Integer.parseInt(element.getAttribute("data"))).drawing();
            device.drawWithGraphics((float) x, (float) y, (float) width / dots, (float) height / dots,
                    graphics -> drawing.marks().forEach(mark -> draw(mark, graphics)));
            return null;
        });
        new PdfRendererBuilder().useObjectDrawerFactory(objects)
                .useFont(letters("Regular"), FAMILY, NORMAL, FontStyle.NORMAL, true)
                .useFont(letters("Bold"), FAMILY, BOLD, FontStyle.NORMAL, true)
                .useExternalResourceAccessControl((_, _) -> false,
                        ExternalResourceControlPriority.RUN_BEFORE_RESOLVING_URI)
                .usePdfUaAccessibility(true).withProducer("Lumbar").withHtmlContent(page, null).toStream(out).run();
    }

    private static FSSupplier<InputStream> letters(String style) {
        return () -> Objects.requireNonNull(PdfExport.class.getResourceAsStream(FONTS + style + ".ttf"));
    }

    private static void draw(Mark mark, Graphics2D graphics) {
        switch (mark) {
            case Line line -> {
                graphics.setColor(colour(line.colour(), 1));
                graphics.setStroke(stroke(line));
                graphics.draw(path(line.spots()));
            }
            case Area area -> {
                graphics.setColor(colour(area.colour(), area.opacity()));
                Path2D path = path(area.corners());
                path.closePath();
                graphics.fill(path);
            }
            case Dot(Spot centre, double radius, String colour) -> {
                graphics.setColor(colour(colour, 1));
                graphics.fill(new Ellipse2D.Double(centre.x() - radius, centre.y() - radius, 2 * radius, 2 * radius));
            }
            case Label _ -> {
                // Words are placed by the template, in embedded letters.
            }
        }
    }

    private static Path2D path(List<Spot> spots) {
        var path = new Path2D.Double();
        path.moveTo(spots.getFirst().x(), spots.getFirst().y());
        spots.stream().skip(1).forEach(spot -> path.lineTo(spot.x(), spot.y()));
        return path;
    }

    private static BasicStroke stroke(Line line) {
        float thickness = (float) line.thickness();
        if (line.dashes().isEmpty()) {
            return new BasicStroke(thickness);
        }
        float[] dashes = new float[line.dashes().size()];
        for (int n = 0; n < dashes.length; n++) {
            dashes[n] = line.dashes().get(n);
        }
        return new BasicStroke(thickness, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, dashes, 0);
    }

    private static Color colour(String hexadecimal, double opacity) {
        int colour = Integer.parseInt(hexadecimal, HEXADECIMAL);
        return new Color(colour >> 16 & 0xFF, colour >> 8 & 0xFF, colour & 0xFF, (int) Math.round(opacity * 0xFF));
    }
}
