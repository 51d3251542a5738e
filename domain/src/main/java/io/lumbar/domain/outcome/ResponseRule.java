package io.lumbar.domain.outcome;

import org.jspecify.annotations.Nullable;

/**
 * A named definition of when a person has responded to treatment. A rule that was released is never edited, so that a
 * report can be repeated under the rule it names; a better one gets a new name or version.
 *
 * <p>
 * The thresholds of the first are those of Ostelo et al. 2008 (Spine) for pain; asking for both points and percent, and
 * for a baseline of at least 3, is our choice.
 */
public enum ResponseRule {

    /** At least 2 points and at least 30 percent below a baseline of at least 3 on the NPRS. */
    NPRS_30PCT_2PTS_V1("nprs-30pct-2pts", 1, """
            Pain in the last week (NPRS, 0 to 10, higher is worse) is at least 2 points and at least 30 percent lower \
            than at baseline. Undefined when the baseline is missing or below 3.""") {
        @Override
        Response responseTo(int baseline, int measurement) {
            if (baseline < 3) {
                return Response.UNDEFINED;
            }
            int fall = baseline - measurement;
            return fall >= 2 && fall * 100 >= baseline * 30 ? Response.RESPONDED : Response.NOT_RESPONDED;
        }
    };

    private final String ruleName;
    private final int version;
    private final String text;

    ResponseRule(String ruleName, int version, String text) {
        this.ruleName = ruleName;
        this.version = version;
        this.text = text;
    }

    /** Stable kebab-case name, without the version. */
    public String ruleName() {
        return ruleName;
    }

    /** 1 or more, counted per name. */
    public int version() {
        return version;
    }

    /** The full definition, as printed in reports. */
    public String text() {
        return text;
    }

    /**
     * Whether a person responded. Momentary pain before or after a session is not a measurement and never enters.
     *
     * @param baseline NPRS at intake, 0 to 10; null when it is missing
     * @param measurement a later NPRS, 0 to 10
     * @throws IllegalArgumentException if a score is out of range
     */
    public Response evaluate(@Nullable Integer baseline, int measurement) {
        Instrument.NPRS.score(measurement);
        if (baseline == null) {
            return Response.UNDEFINED;
        }
        Instrument.NPRS.score(baseline);
        return responseTo(baseline, measurement);
    }

    abstract Response responseTo(int baseline, int measurement);
}
