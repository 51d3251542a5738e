package io.lumbar.domain.episode;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;

import io.lumbar.domain.DomainError.NotFound;
import io.lumbar.domain.EpisodeError.FollowUpAlreadyRecorded;
import io.lumbar.domain.EpisodeError.FollowUpNotOverdue;
import io.lumbar.domain.EpisodeError.FollowUpTooEarly;
import io.lumbar.domain.EpisodeError.FollowUpWasWithdrawn;
import io.lumbar.domain.FollowUpId;
import io.lumbar.domain.Scenario;
import io.lumbar.domain.episode.FollowUp.FollowUpMissed;
import io.lumbar.domain.episode.FollowUp.FollowUpRecorded;
import io.lumbar.domain.episode.FollowUp.FollowUpWithdrawn;
import io.lumbar.domain.episode.FollowUp.FurtherCare;
import io.lumbar.domain.episode.FollowUp.RecordFollowUp;
import io.lumbar.domain.episode.Measurement.MeasurementRecorded;
import io.lumbar.domain.episode.Measurement.Occasion.AtFollowUp;
import org.junit.jupiter.api.Test;

import static io.lumbar.domain.People.ANNA;
import static io.lumbar.domain.People.id;
import static io.lumbar.domain.episode.Episodes.EPISODE;
import static io.lumbar.domain.episode.Episodes.FOLLOW_UPS;
import static io.lumbar.domain.episode.Episodes.assigned;
import static io.lumbar.domain.episode.Episodes.discharged;
import static io.lumbar.domain.episode.Episodes.followUp;
import static io.lumbar.domain.episode.Episodes.given;
import static io.lumbar.domain.episode.Episodes.miss;
import static io.lumbar.domain.episode.Episodes.nprs;
import static io.lumbar.domain.episode.Episodes.opened;
import static org.assertj.core.api.Assertions.assertThat;

class RecordingFollowUpTest {

    private static final FollowUpId SIX_WEEKS = FOLLOW_UPS.getFirst();
    /** Due on 1 June 2026, so to be taken from 18 May on: 17 May, 22:00 UTC. */
    private static final Instant EARLIEST = Instant.parse("2026-05-17T22:00:00Z");
    /** The last moment of the 21st day after: 22 June, in the clinic. */
    private static final Instant LAST_OF_21 = Instant.parse("2026-06-22T21:59:59.999Z");
    private static final Instant TAKEN_AT = Instant.parse("2026-06-02T09:00:00Z");

    @Test
    void a_follow_up_is_recorded_with_its_measurements() {
        var pain = nprs("331", 2, TAKEN_AT);
        ended().when(followUp(SIX_WEEKS, TAKEN_AT, pain)).then(
                new FollowUpRecorded(EPISODE, SIX_WEEKS, TAKEN_AT, FurtherCare.NONE),
                new MeasurementRecorded(EPISODE, pain.id(), new AtFollowUp(SIX_WEEKS), pain.reading(), TAKEN_AT));
    }

    @Test
    void from_14_days_before_it_is_due() {
        ended().when(followUp(SIX_WEEKS, EARLIEST.minusMillis(1)))
                .rejects(new FollowUpTooEarly(SIX_WEEKS, LocalDate.of(2026, 5, 18)));
        assertThat(ended().when(followUp(SIX_WEEKS, EARLIEST)).accepted()).hasSize(1);
    }

    @Test
    void however_late() {
        assertThat(ended().when(followUp(SIX_WEEKS, Instant.parse("2027-01-10T09:00:00Z"))).accepted()).hasSize(1);
    }

    @Test
    void but_not_in_the_future() {
        ended().when(new RecordFollowUp(EPISODE, SIX_WEEKS, TAKEN_AT, List.of(), null, TAKEN_AT.minusSeconds(121)))
                .rejectsFuture("takenAt");
        ended().when(new RecordFollowUp(EPISODE, SIX_WEEKS, Instant.MIN, List.of(), null, TAKEN_AT))
                .rejectsValueOf("takenAt");
    }

    @Test
    void the_same_again_changes_nothing() {
        var again = given(opened(), assigned(ANNA), discharged(Discharge.Reason.GOALS_MET),
                ended().when(followUp(SIX_WEEKS, TAKEN_AT, nprs("331", 2, TAKEN_AT))).accepted());
        again.when(followUp(SIX_WEEKS, TAKEN_AT, nprs("331", 2, TAKEN_AT))).thenNothing();
        again.when(followUp(SIX_WEEKS, TAKEN_AT, nprs("332", 2, TAKEN_AT))).thenNothing();
    }

    @Test
    void another_outcome_is_refused() {
        var again = given(opened(), assigned(ANNA), discharged(Discharge.Reason.GOALS_MET),
                ended().when(followUp(SIX_WEEKS, TAKEN_AT, nprs("331", 2, TAKEN_AT))).accepted());
        var refused = new FollowUpAlreadyRecorded(SIX_WEEKS);
        again.when(followUp(SIX_WEEKS, TAKEN_AT, nprs("331", 3, TAKEN_AT))).rejects(refused);
        again.when(followUp(SIX_WEEKS, TAKEN_AT)).rejects(refused);
        again.when(followUp(SIX_WEEKS, TAKEN_AT.plusSeconds(1), nprs("331", 2, TAKEN_AT))).rejects(refused);
        again.when(new RecordFollowUp(EPISODE, SIX_WEEKS, TAKEN_AT, List.of(nprs("331", 2, TAKEN_AT)),
                FurtherCare.SURGERY, TAKEN_AT)).rejects(refused);
    }

    @Test
    void one_that_is_overdue_by_more_than_21_days_is_missed() {
        ended().when(miss(SIX_WEEKS, LAST_OF_21)).rejects(
                new FollowUpNotOverdue(SIX_WEEKS, LocalDate.of(2026, 6, 22)));
        ended().when(miss(SIX_WEEKS, LAST_OF_21.plusMillis(1)))
                .then(new FollowUpMissed(EPISODE, SIX_WEEKS, LAST_OF_21.plusMillis(1)));
        ended(missed()).when(miss(SIX_WEEKS, Instant.parse("2026-08-01T09:00:00Z"))).thenNothing();
    }

    @Test
    void and_may_still_be_recorded() {
        Instant late = Instant.parse("2026-08-01T09:00:00Z");
        assertThat(ended(missed()).when(followUp(SIX_WEEKS, late)).accepted()).hasSize(1);
        ended(missed(), ended(missed()).when(followUp(SIX_WEEKS, late)).accepted()).when(miss(SIX_WEEKS, late))
                .rejects(new FollowUpAlreadyRecorded(SIX_WEEKS));
    }

    @Test
    void one_that_was_withdrawn_is_neither_recorded_nor_missed() {
        Instant early = Instant.parse("2026-05-01T09:00:00Z");
        List<EpisodeEvent> withdrawn = List.of(new FollowUpWithdrawn(EPISODE, SIX_WEEKS, early));
        ended(withdrawn).when(followUp(SIX_WEEKS, TAKEN_AT)).rejects(new FollowUpWasWithdrawn(SIX_WEEKS));
        ended(withdrawn).when(miss(SIX_WEEKS, LAST_OF_21.plusMillis(1))).rejects(new FollowUpWasWithdrawn(SIX_WEEKS));
        ended().when(miss(new FollowUpId(id("f99")), TAKEN_AT)).rejects(NotFound.class);
    }

    private static List<EpisodeEvent> missed() {
        return List.of(new FollowUpMissed(EPISODE, SIX_WEEKS, LAST_OF_21.plusMillis(1)));
    }

    @SafeVarargs
    @SuppressWarnings("varargs")
    private static Scenario<EpisodeCommand, CareEpisode, EpisodeEvent> ended(List<EpisodeEvent>... more) {
        return given(Stream.concat(Stream.of(opened(), assigned(ANNA), discharged(Discharge.Reason.GOALS_MET)),
                Stream.of(more)).flatMap(List::stream).toList());
    }

    @Test
    void measurements_are_taken_on_its_local_day_and_no_instrument_twice() {
        ended().when(followUp(SIX_WEEKS, TAKEN_AT, nprs("331", 2, TAKEN_AT.minusSeconds(86_400))))
                .rejectsValueOf("measurements[0].takenAt");
        ended().when(followUp(SIX_WEEKS, TAKEN_AT, nprs("331", 2, TAKEN_AT), nprs("332", 2, TAKEN_AT)))
                .rejectsValueOf("measurements[1].instrument");
    }

    @Test
    void one_that_was_never_planned_is_not_found() {
        var unknown = new FollowUpId(id("f99"));
        ended().when(followUp(unknown, TAKEN_AT)).rejects(new NotFound("follow-up", unknown));
        given(opened(), assigned(ANNA)).when(followUp(SIX_WEEKS, TAKEN_AT))
                .rejects(new NotFound("follow-up", SIX_WEEKS));
        given(opened(), assigned(ANNA), discharged(Discharge.Reason.DECEASED)).when(followUp(SIX_WEEKS, TAKEN_AT))
                .rejects(NotFound.class);
    }
}
