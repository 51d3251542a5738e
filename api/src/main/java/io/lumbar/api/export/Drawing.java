package io.lumbar.api.export;

import java.util.List;

/**
 * Lines, areas and words on a plane. Its unit is a 96th of an inch; it counts from the top left.
 *
 * @param marks the last one lies on top
 */
record Drawing(double width, double height, List<Mark> marks) {
    Drawing {
        marks = List.copyOf(marks);
    }

    /** What is drawn. Colours are six hexadecimal digits. */
    sealed interface Mark {}

    /** A place. */
    record Spot(double x, double y) {}

    /**
     * A line from spot to spot.
     *
     * @param dashes lengths drawn and left out in turn; empty for a line without gaps
     */
    record Line(List<Spot> spots, String colour, double thickness, List<Integer> dashes) implements Mark {
        Line {
            spots = List.copyOf(spots);
            dashes = List.copyOf(dashes);
        }
    }

    /**
     * A filled area with corners.
     *
     * @param opacity 0 to 1
     */
    record Area(List<Spot> corners, String colour, double opacity) implements Mark {
        Area {
            corners = List.copyOf(corners);
        }
    }

    /** A filled circle. */
    record Dot(Spot centre, double radius, String colour) implements Mark {}

    /**
     * A line of words.
     *
     * @param at where its letters stand
     * @param size of a letter
     */
    record Label(Spot at, Anchor anchor, double size, boolean bold, String text) implements Mark {}

    /** Which part of a label is at its place. */
    enum Anchor {
        START, MIDDLE, END
    }
}
