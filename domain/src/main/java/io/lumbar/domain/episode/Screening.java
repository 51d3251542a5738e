package io.lumbar.domain.episode;

import java.time.Instant;
import java.util.List;

import io.lumbar.domain.EpisodeId;
import io.lumbar.domain.Personal;
import io.lumbar.domain.Style;
import io.lumbar.domain.client.ClientStanding;
import org.jspecify.annotations.Nullable;

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
     * Screen the client again, at any time while the episode is open.
     *
     * @param client the client as registered; the age at {@code at} adds its signs
     * @param catalogueVersion null for the version of the latest screening
     * @param positive every sign that is present, also those found before, see {@link ScreeningCatalogue}
     * @param at when the client was screened, not in the future, not before the opening
     */
    public record RecordScreening(EpisodeId episode, ClientStanding client, @Nullable Integer catalogueVersion,
            List<PositiveSign> positive, Instant at, Instant now) implements EpisodeCommand {
        public RecordScreening {
            positive = List.copyOf(positive);
        }
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
