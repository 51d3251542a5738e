package io.lumbar.domain.outcome.statistics;

import org.jspecify.annotations.Nullable;

/**
 * The number of sessions by which half of the episodes have come to it, with its 95 percent interval: where the
 * pointwise limits of the curve reach one half (Brookmeyer and Crowley 1982).
 *
 * @param sessions null when the curve does not reach one half
 * @param low where the limit that reaches it first does; null when none does
 * @param high where the limit that reaches it last does; null when it does not, or is unknown there
 */
public record MedianSessions(@Nullable Integer sessions, @Nullable Integer low, @Nullable Integer high) {

    /** Far above the rounding of a product of a thousand fractions, far below what an episode makes of a difference. */
    private static final double ROUNDING = 1e-12;

    /** Whether a probability is one half or more, but for rounding: 5 of 10 one by one is half. */
    static boolean reachesHalf(@Nullable Double probability) {
        return probability != null && probability >= 0.5 - ROUNDING;
    }

    /** Whether a probability is one half or less, but for rounding. */
    static boolean fallsToHalf(@Nullable Double probability) {
        return probability != null && probability <= 0.5 + ROUNDING;
    }
}
