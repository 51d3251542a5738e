package io.lumbar.application.episode;

import java.time.Clock;
import java.time.Instant;
import java.util.List;

import io.lumbar.application.Decisions;
import io.lumbar.application.Ids;
import io.lumbar.application.Lookup;
import io.lumbar.application.Receipt;
import io.lumbar.application.Request;
import io.lumbar.domain.EpisodeId;
import io.lumbar.domain.FollowUpId;
import io.lumbar.domain.Rejected;
import io.lumbar.domain.Subject;
import io.lumbar.domain.episode.FollowUp;
import io.lumbar.domain.episode.FollowUp.CorrectFollowUp;
import io.lumbar.domain.episode.FollowUp.MissFollowUp;
import io.lumbar.domain.episode.FollowUp.RecordFollowUp;
import org.jspecify.annotations.Nullable;

/** Contacts after discharge. */
public final class FollowUps {

    private final Decisions decisions;
    private final Lookup lookup;
    private final Ids ids;
    private final Clock clock;

    /** Follow-ups that are recorded through {@code decisions}. */
    public FollowUps(Decisions decisions, Lookup lookup, Ids ids, Clock clock) {
        this.decisions = decisions;
        this.lookup = lookup;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Records how the person fares.
     *
     * @param sheets taken at {@code takenAt}
     * @param furtherCare null when it was not asked
     * @throws Rejected when episode or follow-up are unknown, it is too early or recorded already, or a value breaks
     *     its rule
     */
    public Receipt record(Request request, EpisodeId episode, FollowUpId followUp, Instant takenAt,
            List<AnswerSheet> sheets, FollowUp.@Nullable FurtherCare furtherCare) {
        var client = Subject.of(lookup.episode(request.scope(), episode).state().course().client());
        var measurements = Takings.of(sheets, client, takenAt, ids);
        return decisions.decide(
                new RecordFollowUp(episode, followUp, takenAt, measurements, furtherCare, clock.instant()), request,
                followUp.value());
    }

    /**
     * Gives up a follow-up that is overdue by more than 21 days.
     *
     * @throws Rejected when episode or follow-up are unknown, or it is not overdue, recorded or withdrawn
     */
    public Receipt miss(Request request, EpisodeId episode, FollowUpId followUp) {
        return decisions.decide(new MissFollowUp(episode, followUp, clock.instant()), request, followUp.value());
    }

    /**
     * Puts right how a follow-up was taken; its measurements are put right themselves.
     *
     * @param takenAt null when it stays
     * @param furtherCare null when it stays
     * @param removed what was not asked after all
     * @throws Rejected when episode or follow-up are unknown, it was not recorded, or a value breaks its rule
     */
    public Receipt correct(Request request, EpisodeId episode, FollowUpId followUp, @Nullable Instant takenAt,
            FollowUp.@Nullable FurtherCare furtherCare, List<FollowUp.Detail> removed, String reason) {
        return decisions.decide(
                new CorrectFollowUp(episode, followUp, takenAt, furtherCare, removed, reason, clock.instant()), request,
                followUp.value());
    }
}
