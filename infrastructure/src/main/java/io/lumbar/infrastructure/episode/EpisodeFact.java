package io.lumbar.infrastructure.episode;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;

import io.lumbar.application.episode.EpisodeList;
import io.lumbar.domain.Cause;
import io.lumbar.domain.SessionKind;
import io.lumbar.domain.Sex;
import io.lumbar.domain.Style;
import io.lumbar.domain.episode.Discharge;
import io.lumbar.domain.outcome.AgeBand;
import io.lumbar.domain.outcome.BaselineBand;
import io.lumbar.domain.outcome.Chronicity;
import org.jspecify.annotations.Nullable;

/**
 * What reports know of an episode.
 *
 * @param baselineNprs pain at intake, 0 to 10; null when it was not measured
 * @param therapist who is, or at the end was, responsible; null when nobody ever was
 * @param first the earliest held session in the clinic's order; null when there is none
 * @param held how many sessions were held
 * @param endedOn local date; null while it is open
 * @param endReason null unless it was discharged
 */
record EpisodeFact(Opening opening, @Nullable Integer baselineNprs, @Nullable UUID therapist, @Nullable First first,
        int held, EpisodeList.State state, @Nullable LocalDate endedOn, Discharge.@Nullable Reason endReason) {

    /**
     * How it began.
     *
     * @param on local date of {@code at} at the clinic
     * @param continued whether it goes on with an episode that was transferred from another clinic
     */
    record Opening(UUID client, UUID clinic, ZoneId zone, Instant at, LocalDate on, Chronicity chronicity,
            AgeBand ageBand, Sex sex, List<Cause> causes, boolean continued) {}

    /** By what an episode is grouped once a session was held. */
    record First(Style style, SessionKind kind, UUID therapist) {}

    /** The band of the baseline; null without one. */
    @Nullable
    BaselineBand baselineBand() {
        return baselineNprs == null ? null : BaselineBand.of(baselineNprs);
    }
}
