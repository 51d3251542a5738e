package io.lumbar.api.export;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

import io.lumbar.api.export.Drawing.Anchor;
import io.lumbar.api.export.Drawing.Area;
import io.lumbar.api.export.Drawing.Dot;
import io.lumbar.api.export.Drawing.Label;
import io.lumbar.api.export.Drawing.Line;
import io.lumbar.api.export.Drawing.Mark;
import io.lumbar.api.export.Drawing.Spot;
import io.lumbar.api.report.Chart;
import io.lumbar.api.report.Shown.Fact;

/**
 * The charts of a report one below the other, under its title and what was asked, above where they come from: a picture that
 * can stand alone. Words stay words; there is no script in it, and nothing from outside.
 */
final class SvgExport {
    private static final double WIDTH = 760;
    private static final double EDGE = 20;
    private static final double TITLE = 17;
    private static final double TEXT = 11.5;
    private static final double LINE_HEIGHT = 17;
    private static final double CHART_TITLE = 13;

    private SvgExport() {}

    static void write(Exported report, OutputStream out) throws IOException {
        var marks = new ArrayList<Mark>();
        double y = EDGE + TITLE;
        marks.add(new Label(new Spot(EDGE, y), Anchor.START, TITLE, true, report.title()));
        for (Fact fact : report.asked()) {
            y = wrapped(marks, fact.label() + ": " + fact.value(), y);
        }
        for (Fact remark : report.remarks()) {
            y = wrapped(marks, remark.value(), y);
        }
        if (!report.shown().empty()) {
            for (Chart chart : report.shown().charts()) {
                y += LINE_HEIGHT * 1.7;
                marks.add(new Label(new Spot(EDGE, y), Anchor.START, CHART_TITLE, true, chart.title()));
                Drawing drawing = Draughtsman.draw(chart, WIDTH - 2 * EDGE);
                y += LINE_HEIGHT / 2;
                for (Mark mark : drawing.marks()) {
                    marks.add(moved(mark, EDGE, y));
                }
                y += drawing.height();
            }
        }
        y = wrapped(marks, "%s, version %d, as known on %s; %s.".formatted(report.shown().definition().name(),
                report.shown().definition().version(), report.shown().moment(),
                report.shown().definition().note()), y + LINE_HEIGHT / 2);
        write(new Drawing(WIDTH, y + EDGE, marks), report.title(), description(report), out);
    }

    private static String description(Exported report) {
        return report.shown().charts().stream().map(Chart::description).collect(Collectors.joining(" "));
    }

    private static double wrapped(List<Mark> marks, String text, double above) {
        double y = above;
        for (String line : Letters.lines(text, TEXT, WIDTH - 2 * EDGE)) {
            y += LINE_HEIGHT;
            marks.add(new Label(new Spot(EDGE, y), Anchor.START, TEXT, false, line));
        }
        return y;
    }

    private static Mark moved(Mark mark, double right, double down) {
        return switch (mark) {
            case Line line ->
                new Line(moved(line.spots(), right, down), line.colour(), line.thickness(), line.dashes());
            case Area area -> new Area(moved(area.corners(), right, down), area.colour(), area.opacity());
            case Dot dot -> new Dot(moved(dot.centre(), right, down), dot.radius(), dot.colour());
            case Label label -> new Label(moved(label.at(), right, down), label.anchor(), label.size(), label.bold(),
                    label.text());
        };
    }

    private static List<Spot> moved(List<Spot> spots, double right, double down) {
        return spots.stream().map(spot -> moved(spot, right, down)).toList();
    }

    private static Spot moved(Spot spot, double right, double down) {
        return new Spot(spot.x() + right, spot.y() + down);
    }

    private static void write(Drawing drawing, String title, String description, OutputStream out) throws IOException {
        try {
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(out,
                    StandardCharsets.UTF_8.name());
            xml.writeStartDocument(StandardCharsets.UTF_8.name(), "1.0");
            xml.writeStartElement("svg");
            xml.writeDefaultNamespace("http://www.w3.org/2000/svg");
            attributes(xml, "width", number(drawing.width()), "height", number(drawing.height()), "viewBox",
                    "0 0 " + number(drawing.width()) + " " + number(drawing.height()), "role", "img",
                    "aria-labelledby", "title", "aria-describedby", "description", "font-family",
                    "Liberation Sans, Arial, Helvetica, sans-serif", "fill", "#" + Pen.INK);
            element(xml, "title", title, "id", "title");
            element(xml, "desc", description, "id", "description");
            element(xml, "rect", "", "width", "100%", "height", "100%", "fill", "#FFFFFF");
            for (Mark mark : drawing.marks()) {
                write(xml, mark);
            }
            xml.writeEndElement();
            xml.writeEndDocument();
            xml.flush();
        } catch (XMLStreamException e) {
            throw new IOException(e);
        }
    }

    private static void write(XMLStreamWriter xml, Mark mark) throws XMLStreamException {
        switch (mark) {
            case Line line -> element(xml, "polyline", "", "points", points(line.spots()), "fill", "none", "stroke",
                    "#" + line.colour(), "stroke-width", number(line.thickness()), "stroke-dasharray",
                    line.dashes().isEmpty()
                            ? "none"
                            : line.dashes().stream().map(String::valueOf).collect(Collectors.joining(" ")));
            case Area area -> element(xml, "polygon", "", "points", points(area.corners()), "fill",
                    "#" + area.colour(), "fill-opacity", String.valueOf(area.opacity()));
            case Dot dot -> element(xml, "circle", "", "cx", number(dot.centre().x()), "cy",
                    number(dot.centre().y()), "r", number(dot.radius()), "fill", "#" + dot.colour());
            case Label label -> element(xml, "text", label.text(), "x", number(label.at().x()), "y",
                    number(label.at().y()), "text-anchor", label.anchor().name().toLowerCase(Locale.ROOT),
                    "font-size", number(label.size()), "font-weight", label.bold() ? "bold" : "normal");
        }
    }

    private static void element(XMLStreamWriter xml, String name, String text, String... attributes)
            throws XMLStreamException {
        xml.writeStartElement(name);
        attributes(xml, attributes);
        xml.writeCharacters(text);
        xml.writeEndElement();
    }

    private static void attributes(XMLStreamWriter xml, String... attributes) throws XMLStreamException {
        for (int n = 0; n < attributes.length; n += 2) {
            xml.writeAttribute(attributes[n], attributes[n + 1]);
        }
    }

    private static String points(List<Spot> spots) {
        return spots.stream().map(spot -> number(spot.x()) + "," + number(spot.y())).collect(Collectors.joining(" "));
    }

    private static String number(double number) {
        return String.format(Locale.ROOT, "%.1f", number).replaceFirst("\\.0$", "");
    }
}
