package io.lumbar.domain.episode;

import java.time.LocalDate;
import java.util.List;

import io.lumbar.domain.Area;
import io.lumbar.domain.Cause;
import io.lumbar.domain.Muscle;

/**
 * What brought the client.
 *
 * @param onsetOn day on which the pain began, not after the day of opening
 * @param sites where it hurts, at least one, each once
 * @param causes what is held responsible, the primary one first, at least one, each once
 * @param muscles strained muscles, each once; empty when not known
 * @param limitedActivities what the client can no longer do well, from the clinic's list; each once
 */
public record Complaint(LocalDate onsetOn, List<Area> sites, List<Cause> causes, List<Muscle> muscles,
        List<LimitedActivity> limitedActivities) {
    public Complaint {
        sites = List.copyOf(sites);
        causes = List.copyOf(causes);
        muscles = List.copyOf(muscles);
        limitedActivities = List.copyOf(limitedActivities);
    }

    /** The cause that reports group by. */
    public Cause primaryCause() {
        return causes.getFirst();
    }
}
