package io.lumbar.domain.episode;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

import io.lumbar.domain.DomainError.NotFound;
import io.lumbar.domain.EpisodeError.FollowUpNotRecorded;
import io.lumbar.domain.EpisodeError.FollowUpTooEarly;
import io.lumbar.domain.FollowUpId;
import io.lumbar.domain.Personal;
import io.lumbar.domain.Scenario;
import io.lumbar.domain.Subject;
import io.lumbar.domain.episode.CareEpisode.Opened;
import io.lumbar.domain.episode.FollowUp.CorrectFollowUp;
import io.lumbar.domain.episode.FollowUp.Detail;
import io.lumbar.domain.episode.FollowUp.FollowUpCorrected;
import io.lumbar.domain.episode.FollowUp.FurtherCare;
import io.lumbar.domain.episode.Measurement.MeasurementCorrected;
import io.lumbar.domain.episode.Measurement.Occasion.AtFollowUp;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static io.lumbar.domain.People.ANNA;
import static io.lumbar.domain.People.MILA;
import static io.lumbar.domain.People.id;
import static io.lumbar.domain.episode.Episodes.EPISODE;
import static io.lumbar.domain.episode.Episodes.FOLLOW_UPS;
import static io.lumbar.domain.episode.Episodes.assigned;
import static io.lumbar.domain.episode.Episodes.discharged;
import static io.lumbar.domain.episode.Episodes.followUp;
import static io.lumbar.domain.episode.Episodes.given;
import static io.lumbar.domain.episode.Episodes.nprs;
import static io.lumbar.domain.episode.Episodes.opened;
import static io.lumbar.domain.episode.Episodes.personal;
import static org.assertj.core.api.Assertions.assertThat;

class CorrectingFollowUpTest {

    private static final FollowUpId SIX_WEEKS = FOLLOW_UPS.getFirst();
    private static final Instant TAKEN_AT = Instant.parse("2026-06-02T09:00:00Z");
    private static final Instant THE_DAY_BEFORE = Instant.parse("2026-06-01T10:00:00Z");
    private static final Instant FOUND_OUT_AT = Instant.parse("2026-06-20T09:00:00Z");

    /** Further care: none. */
    private static Scenario<EpisodeCommand, CareEpisode, EpisodeEvent> recorded(EpisodeEvent... more) {
        var ended = given(opened(), assigned(ANNA), discharged(Discharge.Reason.GOALS_MET));
        return given(opened(), assigned(ANNA), discharged(Discharge.Reason.GOALS_MET),
                ended.when(followUp(SIX_WEEKS, TAKEN_AT, nprs("331", 2, TAKEN_AT))).accepted(), List.of(more));
    }

    private static CorrectFollowUp correct(@Nullable Instant takenAt, @Nullable FurtherCare care, Detail... removed) {
        return correct(SIX_WEEKS, takenAt, care, "wrong line", FOUND_OUT_AT, removed);
    }

    private static CorrectFollowUp correct(FollowUpId followUp, @Nullable Instant takenAt, @Nullable FurtherCare care,
            String reason, Instant now, Detail... removed) {
        return new CorrectFollowUp(EPISODE, followUp, takenAt, care, List.of(removed), reason, now);
    }

    private static FollowUpCorrected corrected(Instant takenAt, @Nullable FurtherCare care) {
        return new FollowUpCorrected(EPISODE, SIX_WEEKS, takenAt, care, personal("wrong line"), FOUND_OUT_AT);
    }

    @Test
    void what_is_given_changes_and_the_rest_stays() {
        recorded().when(correct(null, FurtherCare.PHYSICIAN)).then(corrected(TAKEN_AT, FurtherCare.PHYSICIAN));
        recorded().when(correct(null, null, Detail.FURTHER_CARE)).then(corrected(TAKEN_AT, null));
    }

    @Test
    void its_measurements_move_with_its_time() {
        var moving = recorded().when(correct(THE_DAY_BEFORE, null));
        moving.then(corrected(THE_DAY_BEFORE, FurtherCare.NONE),
                new MeasurementCorrected(EPISODE, nprs("331", 2, TAKEN_AT).id(), new AtFollowUp(SIX_WEEKS),
                        nprs("331", 2, TAKEN_AT).reading(), THE_DAY_BEFORE, personal("wrong line"), FOUND_OUT_AT));
        Course course = ((Opened) moving.state()).course();
        assertThat(course.followUp(SIX_WEEKS)).isInstanceOfSatisfying(FollowUp.Recorded.class,
                stands -> assertThat(stands.takenAt()).isEqualTo(THE_DAY_BEFORE));
        assertThat(course.takenOn(new AtFollowUp(SIX_WEEKS))).extracting(Measurement::takenAt)
                .containsExactly(THE_DAY_BEFORE);
    }

    @Test
    void it_was_taken_when_it_could_be() {
        recorded().when(correct(Instant.parse("2026-05-17T21:59:59Z"), null))
                .rejects(new FollowUpTooEarly(SIX_WEEKS, LocalDate.of(2026, 5, 18)));
        recorded().when(correct(FOUND_OUT_AT.plusSeconds(121), null)).rejectsFuture("takenAt");
    }

    @Test
    void it_needs_a_reason_and_what_is_removed_is_not_given_as_well() {
        recorded().when(correct(SIX_WEEKS, null, FurtherCare.SURGERY, " ", FOUND_OUT_AT)).rejectsValueOf("reason");
        recorded().when(correct(null, FurtherCare.SURGERY, Detail.FURTHER_CARE)).rejectsValueOf("removed[0]");
        recorded().when(correct(null, null, Detail.FURTHER_CARE, Detail.FURTHER_CARE)).rejectsValueOf("removed[1]");
    }

    @Test
    void what_stands_already_changes_nothing() {
        recorded().when(correct(TAKEN_AT, FurtherCare.NONE)).thenNothing();
        recorded().when(correct(null, null)).thenNothing();
    }

    @Test
    void the_same_again_changes_nothing_even_after_it_was_corrected_on() {
        var on = new FollowUpCorrected(EPISODE, SIX_WEEKS, TAKEN_AT, FurtherCare.SURGERY, personal("no, that"),
                FOUND_OUT_AT.plusSeconds(60));
        recorded(corrected(TAKEN_AT, FurtherCare.PHYSICIAN), on).when(correct(null, FurtherCare.PHYSICIAN))
                .thenNothing();
        var erased = new FollowUpCorrected(EPISODE, SIX_WEEKS, TAKEN_AT, FurtherCare.PHYSICIAN,
                new Personal.Erased<>(Subject.of(MILA)), FOUND_OUT_AT);
        recorded(erased, on).when(correct(null, FurtherCare.PHYSICIAN)).thenNothing();
        assertThat(recorded(corrected(TAKEN_AT, FurtherCare.PHYSICIAN), on)
                .when(correct(SIX_WEEKS, null, FurtherCare.PHYSICIAN, "wrong line", FOUND_OUT_AT.plusSeconds(120)))
                .accepted()).hasSize(1);
    }

    @Test
    void only_what_was_recorded_can_be_corrected() {
        recorded().when(correct(FOLLOW_UPS.get(1), null, FurtherCare.SURGERY, "wrong line", FOUND_OUT_AT))
                .rejects(new FollowUpNotRecorded(FOLLOW_UPS.get(1)));
        var unknown = new FollowUpId(id("f99"));
        recorded().when(correct(unknown, null, FurtherCare.SURGERY, "wrong line", FOUND_OUT_AT))
                .rejects(new NotFound("follow-up", unknown));
    }
}
