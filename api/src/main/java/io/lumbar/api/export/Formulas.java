package io.lumbar.api.export;

/** What spreadsheets would reckon out instead of showing it. */
public final class Formulas {
    /** What they take a formula by, also in the width of East Asian letters. */
    private static final String BEGINS = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20";

    private Formulas() {}

    /** The text, with an apostrophe before it where it would be taken for a formula. */
    public static String escaped(String text) {
        String shown = text.stripLeading();
        boolean formula = !text.isEmpty() && (BEGINS.indexOf(text.charAt(0)) >= 0
                || (!shown.isEmpty() && BEGINS.indexOf(shown.charAt(0)) >= 0));
        return formula ? "'" + text : text;
    }
}
