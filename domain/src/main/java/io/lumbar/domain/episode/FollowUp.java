package io.lumbar.domain.episode;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;

import io.lumbar.domain.EpisodeId;
import io.lumbar.domain.FollowUpId;
import io.lumbar.domain.Personal;
import org.jspecify.annotations.Nullable;

/**
 * A contact after discharge that asks how the person fares.
 *
 * <pre>
 *   discharge --> Pending --RecordFollowUp--> Recorded
 *                  |   \--MissFollowUp--> Missed --RecordFollowUp--> Recorded <-- CorrectFollowUp
 *                  \----ReopenEpisode---> Withdrawn
 * </pre>
 */
public sealed interface FollowUp {

    /** Identifies it within the episode. */
    FollowUpId id();

    /** Which of the four it is. */
    Kind kind();

    /** Local date on which it is due. */
    LocalDate dueOn();

    /** Days after the due date on which an answer is still awaited. Our choice. */
    int DAYS_AWAITED = 21;

    /** Local date that is the last on which an answer is awaited. */
    default LocalDate lastAwaitedOn() {
        return dueOn().plusDays(DAYS_AWAITED);
    }

    /** How long after discharge (ICHOM low back pain set, adapted). */
    enum Kind {
        W6(Period.ofWeeks(6)), M3(Period.ofMonths(3)), M6(Period.ofMonths(6)), M12(Period.ofMonths(12));

        private final Period after;

        Kind(Period after) {
            this.after = after;
        }

        /** The date on which it is due after a discharge on {@code dischargedOn}. */
        public LocalDate dueAfter(LocalDate dischargedOn) {
            return dischargedOn.plus(after);
        }
    }

    /** Not yet taken. */
    record Pending(FollowUpId id, Kind kind, LocalDate dueOn) implements FollowUp {}

    /** Overdue for so long that the person is not expected to answer any more; may still be taken. */
    record Missed(FollowUpId id, Kind kind, LocalDate dueOn, Instant at) implements FollowUp {}

    /** Not to be taken, for the episode was reopened. */
    record Withdrawn(FollowUpId id, Kind kind, LocalDate dueOn, Instant at) implements FollowUp {}

    /** Taken. {@code furtherCare} is null when it was not asked. */
    record Recorded(FollowUpId id, Kind kind, LocalDate dueOn, Instant takenAt,
            @Nullable FurtherCare furtherCare) implements FollowUp {}

    /** Care that the person sought since discharge. */
    enum FurtherCare {
        NONE, MASSAGE, PHYSIOTHERAPY, PHYSICIAN, SURGERY, OTHER
    }

    /**
     * Record a follow-up, from 14 days before it is due.
     *
     * @param takenAt when the person answered, not in the future
     * @param measurements at most one an instrument, PGIC among them when it was asked
     * @param furtherCare null when it was not asked
     */
    record RecordFollowUp(EpisodeId episode, FollowUpId followUp, Instant takenAt,
            List<Measurement.Taking> measurements, @Nullable FurtherCare furtherCare,
            Instant now) implements EpisodeCommand {
        public RecordFollowUp {
            measurements = List.copyOf(measurements);
        }
    }

    /** What may be recorded of a follow-up or not. */
    enum Detail {
        FURTHER_CARE
    }

    /**
     * A follow-up was taken otherwise than it was recorded. What is null stays; its measurements move with its time, and
     * are put right themselves by {@link Measurement.CorrectMeasurement}.
     *
     * @param takenAt as in {@link RecordFollowUp}
     * @param removed what was not asked after all, and so is given no value here
     * @param reason 1 to 4,000 characters
     */
    record CorrectFollowUp(EpisodeId episode, FollowUpId followUp, @Nullable Instant takenAt,
            @Nullable FurtherCare furtherCare, List<Detail> removed, String reason,
            Instant now) implements EpisodeCommand {
        public CorrectFollowUp {
            removed = List.copyOf(removed);
        }
    }

    /** Give a follow-up up that is overdue by more than 21 days. */
    record MissFollowUp(EpisodeId episode, FollowUpId followUp, Instant now) implements EpisodeCommand {}

    /** A follow-up is due on a local date. */
    record FollowUpPlanned(EpisodeId episode, FollowUpId followUp, Kind kind,
            LocalDate dueOn) implements EpisodeEvent {}

    /** Nobody answered in time. */
    record FollowUpMissed(EpisodeId episode, FollowUpId followUp, Instant at) implements EpisodeEvent {}

    /** The episode was reopened before it was taken. */
    record FollowUpWithdrawn(EpisodeId episode, FollowUpId followUp, Instant at) implements EpisodeEvent {}

    /** A follow-up was taken. Its measurements follow in the same append. */
    record FollowUpRecorded(EpisodeId episode, FollowUpId followUp, Instant takenAt,
            @Nullable FurtherCare furtherCare) implements EpisodeEvent {}

    /** A follow-up was taken as this says from now on. Measurements that move with it follow in the same append. */
    record FollowUpCorrected(EpisodeId episode, FollowUpId followUp, Instant takenAt,
            @Nullable FurtherCare furtherCare, Personal<String> reason, Instant at) implements Correction {}
}
