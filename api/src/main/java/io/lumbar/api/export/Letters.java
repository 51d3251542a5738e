package io.lumbar.api.export;

import java.util.ArrayList;
import java.util.List;

/** About how wide words are, in the sans serif letters that are common: exact enough to leave them room. */
final class Letters {
    private static final String NARROW = "iljt.,:;'|!()[]fIr -–";
    private static final String WIDE = "mwMW@%";
    private static final double NARROW_WIDTH = 0.32;
    private static final double WIDE_WIDTH = 0.88;
    private static final double UPPER_WIDTH = 0.7;
    private static final double OTHER_WIDTH = 0.56;

    private Letters() {}

    /** The width of {@code text} in letters of {@code size}. */
    static double width(String text, double size) {
        return size * text.codePoints().mapToDouble(Letters::width).sum();
    }

    private static double width(int letter) {
        if (NARROW.indexOf(letter) >= 0) {
            return NARROW_WIDTH;
        }
        if (WIDE.indexOf(letter) >= 0) {
            return WIDE_WIDTH;
        }
        return Character.isUpperCase(letter) ? UPPER_WIDTH : OTHER_WIDTH;
    }

    /** {@code text} broken between words where it would be wider than {@code width}. */
    static List<String> lines(String text, double size, double width) {
        var lines = new ArrayList<String>();
        var line = new StringBuilder();
        for (String word : text.split(" ")) {
            if (!line.isEmpty() && width(line + " " + word, size) > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }

    /** The beginning of {@code text} that is no wider than {@code width}, with three points where something is left out. */
    static String cut(String text, double size, double width) {
        if (width(text, size) <= width) {
            return text;
        }
        int end = text.length();
        while (end > 1 && width(text.substring(0, end) + "…", size) > width) {
            end = text.offsetByCodePoints(end, -1);
        }
        return text.substring(0, end).stripTrailing() + "…";
    }
}
