package io.lumbar.application.report;

import java.time.Instant;
import java.util.List;

import io.lumbar.application.Position;
import io.lumbar.application.PositionNotReached;
import io.lumbar.application.Scope;
import io.lumbar.domain.DomainError.InvalidValue;
import io.lumbar.domain.Rejected;
import org.jspecify.annotations.Nullable;

/**
 * A question to a report.
 *
 * @param cohort its window is widened to whole months, so that nobody is found between two windows that differ by a day
 * @param groupBy none for one group of all, or one or two different dimensions
 * @param asOf the moment, by the database's clock, whose knowledge is asked for; null for now. One that is still to come
 *     is refused. The answer waits at most 5 s for transactions that began before it, then throws
 *     {@link PositionNotReached}.
 * @param after what the report must have read, see {@link io.lumbar.application.PageRequest#after()}
 * @param scope what there is for whoever asks: what lies outside counts as if it had never been; of a therapist, the
 *     therapist's clinics
 */
public record ReportQuery(Cohort cohort, List<Dimension> groupBy, @Nullable Instant asOf, @Nullable Position after,
        Scope scope) {

    /** @throws Rejected when there are more than two dimensions or one comes twice */
    public ReportQuery {
        cohort = cohort.inWholeMonths();
        groupBy = List.copyOf(groupBy);
        if (groupBy.size() > 2 || groupBy.stream().distinct().count() < groupBy.size()) {
            throw new Rejected(new InvalidValue("groupBy", "must be one or two different dimensions"));
        }
    }

    /** The same about other episodes. */
    ReportQuery selecting(Cohort other) {
        return new ReportQuery(other, groupBy, asOf, after, scope);
    }
}
