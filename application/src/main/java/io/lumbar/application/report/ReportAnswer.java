package io.lumbar.application.report;

import java.time.Instant;
import java.util.List;

import io.lumbar.application.Position;

/** What every answer says beside its figures, in the shape in which it is published. */
public interface ReportAnswer {

    /** What the figures mean. */
    Definition definition();

    /** Everything recorded up to this moment is counted, nothing later. */
    Instant asOf();

    /** That of the last event recorded by then. */
    Position position();

    /**
     * How many episodes, matching or not, lack something that was recorded about them, since it could not be taken in; 0
     * when all is well.
     */
    long incompleteEpisodes();

    /** The filters as they were applied. */
    Filters filters();

    /** Paths of what is withheld because it would be about too few people, such as {@code groups[2]}. */
    List<String> suppressed();
}
