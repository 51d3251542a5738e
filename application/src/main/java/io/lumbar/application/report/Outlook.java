package io.lumbar.application.report;

import java.time.Instant;
import java.util.List;

import io.lumbar.application.Position;
import io.lumbar.domain.Cause;
import io.lumbar.domain.ClinicId;
import io.lumbar.domain.outcome.Chronicity;
import org.jspecify.annotations.Nullable;

/**
 * What became of people like somebody: a description of others, and no promise.
 *
 * @param matched in what they are alike
 * @param widened what was given up so that there are enough of them, in this order
 * @param suppressed paths of what is withheld because it would be about too few people
 * @param episodes one for each person; null when withheld
 * @param medianSessionsToResponse after which half had responded; null when the curve does not get so far
 * @param medianLow of its 95 percent interval; null where the curve does not tell
 * @param shares by number of sessions, from 1, as far as there are enough at risk; null when withheld
 * @param inWords the same in a sentence
 */
public record Outlook(Definition definition, Instant asOf, Position position, long incompleteEpisodes, Matched matched,
        List<String> widened, List<String> suppressed, @Nullable Long episodes,
        @Nullable Integer medianSessionsToResponse, @Nullable Integer medianLow, @Nullable Integer medianHigh,
        @Nullable List<Share> shares, String inWords) {
    public Outlook {
        widened = List.copyOf(widened);
        suppressed = List.copyOf(suppressed);
    }

    /** In what people are alike; null where it was given up or is not known. */
    public record Matched(@Nullable ClinicId clinicId, @Nullable Chronicity chronicity, @Nullable String baselineBand,
            @Nullable Cause cause) {}

    /**
     * How many had responded by a number of sessions.
     *
     * @param share 0 to 1
     * @param low of the 95 percent interval; null where the share is 1
     * @param high null where the share is 0
     */
    public record Share(int sessions, long atRisk, double share, @Nullable Double low, @Nullable Double high) {}
}
