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
import com.openhtmltopdf.pdfboxout.PdfBoxRenderer;
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
import io.lumbar.api.report.Chart;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;

/**
 * A report on paper: on one page, as {@link Layout} says. Letters are embedded and words stay words, also those in charts.
 */
final class PdfExport {
    private static final String FONTS = "/liberation/LiberationSans-";
    private static final String FAMILY = "Liberation Sans";
    private static final int NORMAL = 400;
    private static final int BOLD = 700;
    private static final int HEXADECIMAL = 16;
    private static final double LABEL_WIDTH = 400;
    /** How far below the top of a line its letters stand, for a line as high as its letters. */
    private static final double BASE_LINE = 0.85;

    static {
        XRLog.setLoggingEnabled(false); // each step of the layout would be a line
    }

    private PdfExport() {}

    /** A chart with its drawing, which is laid out in larger letters and made smaller by {@code scale}. */
    record Picture(Chart chart, Drawing drawing, double scale) {

        /** In units of the page. */
        public int width() {
            return (int) (drawing.width() * scale);
        }

        /** In units of the page. */
        public String size() {
            return String.format(Locale.ROOT, "width:%.1fpx;height:%.1fpx", drawing.width() * scale,
                    drawing.height() * scale);
        }

        /** The words in it, which the template places. */
        public List<Placed> words() {
            return drawing.marks().stream().filter(Label.class::isInstance).map(Label.class::cast)
                    .map(label -> Placed.of(label, scale)).toList();
        }
    }

    /** Words with their place. */
    record Placed(String style, String text) {
        static Placed of(Label label, double scale) {
            double x = label.at().x() * scale;
            double size = label.size() * scale;
            double left = switch (label.anchor()) {
                case START -> x;
                case MIDDLE -> x - LABEL_WIDTH / 2;
                case END -> x - LABEL_WIDTH;
            };
            return new Placed(String.format(Locale.ROOT, "left:%.1fpx;top:%.1fpx;width:%.0fpx;font-size:%.1fpx;"
                    + "text-align:%s;font-weight:%s", left, label.at().y() * scale - BASE_LINE * size, LABEL_WIDTH,
                    size, aligned(label.anchor()), label.bold() ? "bold" : "normal"), label.text());
        }

        private static String aligned(Anchor anchor) {
            return switch (anchor) {
                case START -> "left";
                case MIDDLE -> "center";
                case END -> "right";
            };
        }
    }

    static void write(Exported report, ITemplateEngine templates, OutputStream out) throws IOException {
        Sheet sheet = new Fitting(report, layout -> sheet(report, layout, templates, out)).sheet();
        try (PdfBoxRenderer renderer = sheet.renderer()) {
            renderer.createPDF();
        }
    }

    /** A document that is laid out and not written yet. */
    record Sheet(PdfBoxRenderer renderer) {
        int pages() {
            return renderer.getRootBox().getLayer().getPages().size();
        }
    }

    private static Sheet sheet(Exported report, Layout layout, ITemplateEngine templates, OutputStream out) {
        List<Picture> pictures = layout.pictures(report.shown().charts());
        String page = templates.process("paper",
                new Context(Locale.ENGLISH, Map.of("report", report, "layout", layout, "pictures",
                        Layout.inRows(pictures, layout.abreast()), "tables", layout.tables(report.shown().tables()))));
        var objects = new DefaultObjectDrawerFactory();
        objects.registerDrawer("application/x-drawing", (element, x, y, width, height, device, _, dots) -> {
            Picture picture = pictures.get(Integer.parseInt(element.getAttribute("data")));
            device.drawWithGraphics((float) x, (float) y, (float) width / dots, (float) height / dots, graphics -> {
                graphics.scale(picture.scale(), picture.scale());
                picture.drawing().marks().forEach(mark -> draw(mark, graphics));
            });
            return null;
        });
        PdfBoxRenderer renderer = new PdfRendererBuilder().useObjectDrawerFactory(objects)
                .useFont(letters("Regular"), FAMILY, NORMAL, FontStyle.NORMAL, true)
                .useFont(letters("Bold"), FAMILY, BOLD, FontStyle.NORMAL, true)
                .useExternalResourceAccessControl((_, _) -> false,
                        ExternalResourceControlPriority.RUN_BEFORE_RESOLVING_URI)
                .usePdfUaAccessibility(true).withProducer("Lumbar").withHtmlContent(page, null).toStream(out)
                .buildPdfRenderer();
        renderer.layout();
        return new Sheet(renderer);
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
