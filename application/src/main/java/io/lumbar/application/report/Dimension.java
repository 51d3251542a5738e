package io.lumbar.application.report;

/**
 * By what episodes are selected and grouped. Style, kind and therapist are those of the episode's first held session,
 * since the one used most is known only afterwards; the cause is the primary one for grouping, while a filter matches
 * any.
 */
public enum Dimension {
    CLINIC("clinic"),
    THERAPIST("therapist"),
    STYLE("style"),
    KIND("kind"),
    CAUSE("cause"),
    CHRONICITY("chronicity"),
    AGE_BAND("ageBand"),
    SEX("sex"),
    BASELINE_BAND("baselineBand");

    private final String label;

    Dimension(String label) {
        this.label = label;
    }

    /** The name in queries and answers. */
    public String label() {
        return label;
    }
}
