package io.lumbar.application.report;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.lumbar.application.Position;
import org.jspecify.annotations.Nullable;

/**
 * The answer of {@code sessions-to-response}, in the shape in which it is published.
 *
 * @param groups one with an empty key where none were asked for
 * @param test between the groups that are shown; null when nothing can be compared
 */
public record SessionsToResponse(Definition definition, Instant asOf, Position position, long incompleteEpisodes,
        Filters filters, List<String> suppressed, List<Group> groups,
        @Nullable Test test) implements ReportAnswer {
    public SessionsToResponse {
        suppressed = List.copyOf(suppressed);
        groups = List.copyOf(groups);
    }

    /**
     * The figures of one group; all of them are null when the group is withheld.
     *
     * @param key value by {@linkplain Dimension#label() dimension}, null where an episode has none
     * @param episodes one for each person: responded, dropped, censored and undefined together
     * @param responded in whom a response was observed
     * @param dropped whose episode ended without one
     * @param censored of whom it is not known: they are in treatment, have moved or were transferred
     * @param undefined whose baseline is missing or too low for the rule; they are not on the curve
     * @param withoutSession further episodes, without a held session
     * @param laterEpisodes further episodes of the same people
     * @param neverMeasured episodes on the curve whose pain was never measured after a session
     * @param dormant open episodes without a session in the last 30 days
     * @param medianSessionsBetweenMeasurements of pain, the baseline being the first; null without any
     * @param medianSessionsToResponse after which half had responded; null when the curve does not get so far
     * @param medianLow of its 95 percent interval; null where the curve does not tell
     * @param curve by number of sessions, from 1, as far as there are enough at risk
     */
    public record Group(Map<String, @Nullable String> key, @Nullable Long episodes, @Nullable Long responded,
            @Nullable Long dropped, @Nullable Long censored, @Nullable Long undefined, @Nullable Long withoutSession,
            @Nullable Long laterEpisodes, @Nullable Long neverMeasured, @Nullable Long dormant,
            @Nullable Double medianSessionsBetweenMeasurements, @Nullable Integer medianSessionsToResponse,
            @Nullable Integer medianLow, @Nullable Integer medianHigh, @Nullable List<Step> curve) {}

    /**
     * The curve at a number of sessions. Shares are of all episodes on the curve, 0 to 1, and sum to 1.
     *
     * @param atRisk episodes whose outcome comes at this number or later
     * @param ciLow of the 95 percent interval; null where the share is 1
     * @param ciHigh null where the share is 0
     */
    public record Step(int sessions, long atRisk, long responded, long dropped, long censored,
            double cumulativeResponse, double standardError, @Nullable Double ciLow, @Nullable Double ciHigh,
            double cumulativeDropout, double stillInTreatment) {}

    /**
     * Whether the groups differ by more than chance.
     *
     * @param p 0 to 1
     */
    public record Test(String name, double chiSquare, int degreesOfFreedom, double p) {}
}
