package io.lumbar.domain.episode;

import java.math.BigDecimal;
import java.util.List;

import io.lumbar.domain.DomainError.AlreadyExists;
import io.lumbar.domain.EpisodeError.EpisodeStateForbids;
import io.lumbar.domain.MeasurementId;
import io.lumbar.domain.episode.Measurement.MeasurementRecorded;
import io.lumbar.domain.episode.Measurement.Occasion.BetweenSessions;
import io.lumbar.domain.episode.Measurement.RecordMeasurement;
import io.lumbar.domain.episode.Measurement.Taking;
import io.lumbar.domain.outcome.Instrument;
import io.lumbar.domain.outcome.PsfsActivities;
import io.lumbar.domain.outcome.PsfsActivity;
import io.lumbar.domain.outcome.Reading;
import org.junit.jupiter.api.Test;

import static io.lumbar.domain.People.ANNA;
import static io.lumbar.domain.People.OPENED_AT;
import static io.lumbar.domain.People.id;
import static io.lumbar.domain.episode.Episodes.DISCHARGED_AT;
import static io.lumbar.domain.episode.Episodes.EPISODE;
import static io.lumbar.domain.episode.Episodes.FIRST_AT;
import static io.lumbar.domain.episode.Episodes.SECOND_AT;
import static io.lumbar.domain.episode.Episodes.assigned;
import static io.lumbar.domain.episode.Episodes.declined;
import static io.lumbar.domain.episode.Episodes.discharged;
import static io.lumbar.domain.episode.Episodes.given;
import static io.lumbar.domain.episode.Episodes.intake;
import static io.lumbar.domain.episode.Episodes.measure;
import static io.lumbar.domain.episode.Episodes.nprs;
import static io.lumbar.domain.episode.Episodes.opened;
import static io.lumbar.domain.episode.Episodes.openedWith;
import static io.lumbar.domain.episode.Episodes.psfs;
import static org.assertj.core.api.Assertions.assertThat;

class RecordingMeasurementTest {

    private static final Taking PAIN = nprs("221", 5, FIRST_AT);

    @Test
    void an_instrument_may_be_taken_between_sessions_as_long_as_the_episode_is_open() {
        var event = new MeasurementRecorded(EPISODE, PAIN.id(), new BetweenSessions(), PAIN.reading(), FIRST_AT);
        given(opened(), assigned(ANNA)).when(measure(PAIN)).then(event);
        given(opened()).when(measure(PAIN)).then(event);
        given(openedWith("RF-INF-1")).when(measure(PAIN)).then(event);
    }

    @Test
    void not_after_its_end() {
        given(opened(), declined()).when(measure(PAIN)).rejects(EpisodeStateForbids.class);
        given(opened(), assigned(ANNA), discharged(Discharge.Reason.MOVED))
                .when(measure(nprs("221", 5, DISCHARGED_AT.plusMillis(1)))).rejects(EpisodeStateForbids.class);
    }

    @Test
    void what_was_taken_before_the_discharge_is_recorded_after_it_too() {
        given(opened(), assigned(ANNA), discharged(Discharge.Reason.MOVED))
                .when(measure(nprs("221", 5, DISCHARGED_AT))).then(new MeasurementRecorded(EPISODE, PAIN.id(),
                        new BetweenSessions(), PAIN.reading(), DISCHARGED_AT));
    }

    @Test
    void it_was_taken_between_the_opening_and_now() {
        given(opened()).when(measure(nprs("221", 5, OPENED_AT.minusMillis(1)))).rejectsValueOf("takenAt");
        assertThat(given(opened()).when(measure(nprs("221", 5, OPENED_AT))).accepted()).hasSize(1);
        given(opened()).when(new RecordMeasurement(EPISODE, PAIN, FIRST_AT.minusSeconds(121)))
                .rejectsFuture("takenAt");
        assertThat(given(opened()).when(new RecordMeasurement(EPISODE, PAIN, FIRST_AT.minusSeconds(120))).accepted())
                .hasSize(1);
    }

    @Test
    void the_same_taking_again_changes_nothing_and_another_under_its_id_is_refused() {
        List<EpisodeEvent> taken = List
                .of(new MeasurementRecorded(EPISODE, PAIN.id(), new BetweenSessions(), PAIN.reading(), FIRST_AT));
        given(opened(), taken).when(measure(PAIN)).thenNothing();
        given(opened(), assigned(ANNA), taken, discharged(Discharge.Reason.MOVED)).when(measure(PAIN)).thenNothing();
        given(opened(), taken).when(measure(nprs("221", 4, FIRST_AT)))
                .rejects(new AlreadyExists("measurement", PAIN.id()));
        given(opened(), taken).when(measure(nprs("221", 5, SECOND_AT))).rejects(AlreadyExists.class);
        given(opened()).when(measure(nprs("111", 7, OPENED_AT))).thenNothing();
        given(opened()).when(measure(nprs("111", 6, OPENED_AT))).rejects(AlreadyExists.class);
    }

    @Test
    void an_activity_keeps_its_number_throughout_the_episode_and_a_new_one_gets_the_next() {
        var opening = opened(intake().measuring(nprs("111", 7, OPENED_AT), psfs("112", OPENED_AT, "Lift", "Sit")));
        assertThat(activities(opening, psfs("221", FIRST_AT, "run", " sit"))).extracting(PsfsActivity::number)
                .containsExactly(3, 2);
    }

    @Test
    void the_same_activities_again_change_nothing() {
        var taking = psfs("221", FIRST_AT, "run", "sit");
        var opening = opened(intake().measuring(nprs("111", 7, OPENED_AT), psfs("112", OPENED_AT, "Lift", "Sit")));
        var taken = given(opening).when(measure(taking)).accepted();
        given(opening, taken).when(measure(taking)).thenNothing();
        given(opening, taken).when(measure(psfs("221", FIRST_AT, "run", "lift"))).rejects(AlreadyExists.class);
    }

    private static List<PsfsActivity> activities(List<EpisodeEvent> opening, Taking taking) {
        var event = (MeasurementRecorded) given(opening).when(measure(taking)).accepted().getFirst();
        return ((PsfsActivities) ((Reading.Answered) event.reading()).answers()).activities();
    }

    @Test
    void versions_of_an_instrument_are_not_mixed_within_an_episode() {
        var older = new Reading.Given(Instrument.NPRS, "24-hour", BigDecimal.valueOf(4));
        given(opened()).when(measure(new Taking(new MeasurementId(id("221")), older, FIRST_AT)))
                .rejectsValueOf("instrument");
    }
}
