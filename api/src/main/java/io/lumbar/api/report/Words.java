package io.lumbar.api.report;

import java.util.Locale;

import io.lumbar.application.report.Dimension;

/** How constants of the code are called in front of people. */
public final class Words {

    private Words() {}

    /** A constant as words: {@code DEEP_TISSUE} is "Deep tissue". Labels such as {@code 30-39} stay as they are. */
    public static String of(String constant) {
        String words = constant.replace('_', ' ').toLowerCase(Locale.ROOT);
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    /** What is asked for by a filter or grouping. */
    public static String of(Dimension dimension) {
        return switch (dimension) {
            case CLINIC -> "Clinic";
            case THERAPIST -> "Therapist";
            case STYLE -> "Style";
            case KIND -> "Kind";
            case CAUSE -> "Cause";
            case CHRONICITY -> "Chronicity";
            case AGE_BAND -> "Age";
            case SEX -> "Sex";
            case BASELINE_BAND -> "Pain at intake";
        };
    }

    /** What is not plain about a dimension; empty where nothing is. */
    static String hint(Dimension dimension) {
        return switch (dimension) {
            case THERAPIST, STYLE, KIND -> "of the first session";
            case CHRONICITY -> "days since onset: acute below 42, subacute to 84, chronic above";
            case BASELINE_BAND -> "NPRS, 0 to 10";
            case AGE_BAND -> "years, at opening";
            case CLINIC, CAUSE, SEX -> "";
        };
    }
}
