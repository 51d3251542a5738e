package io.lumbar.application.report;

import java.time.Instant;
import java.util.List;

import io.lumbar.application.Position;
import io.lumbar.application.PositionNotReached;
import io.lumbar.domain.Rejected;
import org.jspecify.annotations.Nullable;

/** The facts of every episode, as they were known at a moment. */
public interface ReportFacts {

    /**
     * What is known.
     *
     * @param asOf the moment, by the database's clock; null for now. The answer waits for transactions that began before
     * @param after what must have been read; null for nothing in particular
     * @throws Rejected when {@code asOf} is still to come
     * @throws PositionNotReached when not everything that must be known was read in time
     */
    Known known(@Nullable Instant asOf, @Nullable Position after);

    /**
     * Everything that is known at a moment, and never changes any more.
     *
     * @param asOf the moment asked for, or the present one
     * @param position of the last event recorded by then
     * @param incompleteEpisodes of which something that was recorded is not known
     * @param months in order; those in which no episode was opened are left out
     */
    record Known(Instant asOf, Position position, long incompleteEpisodes, List<MonthOfOpenings> months) {
        public Known {
            months = List.copyOf(months);
        }
    }
}
