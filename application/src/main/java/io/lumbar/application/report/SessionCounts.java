package io.lumbar.application.report;

import java.time.Instant;
import java.util.List;

import io.lumbar.application.Position;
import io.lumbar.application.PositionNotReached;
import io.lumbar.domain.Rejected;
import org.jspecify.annotations.Nullable;

/** Counts held sessions of a cohort as it was known at a moment. */
public interface SessionCounts {

    /**
     * Counts.
     *
     * @throws Rejected when {@link ReportQuery#asOf()} is still to come
     * @throws PositionNotReached when not everything that must be counted was read in time
     */
    Counted count(ReportQuery query);

    /**
     * The counts.
     *
     * @param asOf the moment asked for, or the present one
     * @param incompleteEpisodes of which something that was recorded is not counted, in whatever cohort they are
     * @param groups ordered by key; empty for an empty cohort
     */
    record Counted(Instant asOf, Position position, long incompleteEpisodes, List<Group> groups) {
        public Counted {
            groups = List.copyOf(groups);
        }
    }

    /**
     * What a group's episodes have in common.
     *
     * @param first by the first of {@link ReportQuery#groupBy()}; null where they have none, or nothing was grouped
     * @param second by the second
     */
    record Key(@Nullable String first, @Nullable String second) {}

    /**
     * One group.
     *
     * @param people with an episode in it
     * @param others who have none in it and yet count by a session held, or an episode discharged, in the window
     * @param leftOut people with an episode that one single filter, or one value of the key, keeps out of the group, all
     *     else being equal: one number for each that keeps anybody out
     * @param perPerson held sessions of a person in the group
     * @param perEpisode held sessions of an episode
     * @param sessionsInWindow held on a local date within the cohort's window, whenever the episode was opened
     * @param newPeople whose first episode ever was opened in the window
     * @param discharged episodes discharged in the window
     * @param sessionsOfDischarged held in them
     * @param againstRules held sessions of the group's episodes that took place against a rule
     */
    record Group(Key key, long people, long others, List<Long> leftOut, List<Count> perPerson,
            List<Count> perEpisode,
            long sessionsInWindow, long newPeople, long discharged,
            long sessionsOfDischarged, long againstRules) {
        public Group {
            leftOut = List.copyOf(leftOut);
            perPerson = List.copyOf(perPerson);
            perEpisode = List.copyOf(perEpisode);
        }
    }

    /** So many people or episodes had so many sessions, and have finished or not. */
    record Count(int sessions, boolean finished, long count) {}
}
