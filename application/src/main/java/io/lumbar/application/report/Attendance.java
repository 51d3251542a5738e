package io.lumbar.application.report;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.lumbar.application.Position;
import io.lumbar.domain.episode.Session.CancelledBy;
import org.jspecify.annotations.Nullable;

/**
 * The answer of {@code attendance}, in the shape in which it is published.
 *
 * @param groups one with an empty key where none were asked for
 */
public record Attendance(Definition definition, Instant asOf, Position position, long incompleteEpisodes,
        Filters filters, List<String> suppressed, List<Group> groups) implements ReportAnswer {
    public Attendance {
        suppressed = List.copyOf(suppressed);
        groups = List.copyOf(groups);
    }

    /**
     * The figures of one group; all of them are null when the group is withheld.
     *
     * @param key value by {@linkplain Dimension#label() dimension}, null where an episode has none
     * @param planned sessions that are still only planned
     * @param held sessions that took place
     * @param cancelled sessions by who cancelled; those that a discharge cancelled apart
     * @param noShow sessions to which nobody came
     * @param dropOff by the number of the session, from 1, as far as there are enough episodes
     */
    public record Group(Map<String, @Nullable String> key, @Nullable Long planned, @Nullable Long held,
            @Nullable Long noShow, @Nullable Map<CancelledBy, Long> cancelled, @Nullable List<DropOff> dropOff,
            @Nullable GapDays gapDays) {}

    /**
     * How many go on.
     *
     * @param sessions number of the session
     * @param atRisk episodes in which it took place
     * @param ended those of them that ended without another one
     */
    public record DropOff(int sessions, long atRisk, long ended) {}

    /** Days from one session to the next; null without any two. */
    public record GapDays(@Nullable Double median, @Nullable Double q1, @Nullable Double q3) {}
}
