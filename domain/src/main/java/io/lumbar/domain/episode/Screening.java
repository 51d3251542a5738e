package io.lumbar.domain.episode;

import java.time.Instant;
import java.util.List;

import io.lumbar.domain.EpisodeId;
import io.lumbar.domain.Personal;
import io.lumbar.domain.Style;

/** What was looked for before treatment, and what a physician said about it. */
public final class Screening {

    private Screening() {}

    /** What the physician found. */
    public enum ClearanceOutcome {
        /** Massage may be given. */
        CLEARED,
        /** Massage must not be given. */
        NOT_CLEARED
    }

    /**
     * Record a physician's word on the signs that were known at its date.
     *
     * @param clinician who gave it, 1 to 200 characters
     * @param clearedAt when it was given, not in the future
     * @param permittedStyles styles that the clinician names as allowed although a sign restricts them
     */
    public record RecordClearance(EpisodeId episode, String clinician, Instant clearedAt, ClearanceOutcome outcome,
            List<Style> permittedStyles, Instant now) implements EpisodeCommand {
        public RecordClearance {
            permittedStyles = List.copyOf(permittedStyles);
        }
    }

    /**
     * The client was screened.
     *
     * @param positive every sign that is present, those that follow from the age included
     */
    public record ScreeningRecorded(EpisodeId episode, int catalogueVersion, List<PositiveSign> positive,
            Instant at) implements EpisodeEvent {
        public ScreeningRecorded {
            positive = List.copyOf(positive);
        }
    }

    /** A physician said whether massage may be given. */
    public record ClearanceRecorded(EpisodeId episode, Personal<String> clinician, Instant clearedAt,
            ClearanceOutcome outcome, List<Style> permittedStyles) implements EpisodeEvent {
        public ClearanceRecorded {
            permittedStyles = List.copyOf(permittedStyles);
        }
    }
}
