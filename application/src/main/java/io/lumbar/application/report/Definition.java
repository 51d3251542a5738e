package io.lumbar.application.report;

import org.jspecify.annotations.Nullable;

/**
 * What the figures of a report mean. A definition that was released is never edited; a better one is a new version, and
 * the old one can still be asked for.
 *
 * @param name the report's
 * @param version 1 or more
 * @param text the whole definition
 * @param responseRule name and version of the rule by which a response is judged; null where the figures do not depend
 *     on any
 * @param quantiles how quantiles are interpolated; null where there are none
 * @param intervals how intervals are worked out; null where there are none
 * @param note how the figures may not be read
 */
public record Definition(String name, int version, String text, @Nullable String responseRule,
        @Nullable String quantiles, @Nullable String intervals, String note) {

    /** How no report may be read. */
    static final String NOTE = "descriptive, not causal";

    /** How all reports interpolate quantiles. */
    static final String QUANTILES = "Hyndman-Fan type 7";

    /** What all reports but the first say of small groups. */
    static final String SMALL_GROUPS = """
            What is about 1 to 4 people (1 to 9 in exports) is withheld, and so is that by which so few could be found \
            by subtraction.""";
}
