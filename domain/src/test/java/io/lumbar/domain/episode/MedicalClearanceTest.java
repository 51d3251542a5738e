package io.lumbar.domain.episode;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.lumbar.domain.EpisodeError.ClearanceMissing;
import io.lumbar.domain.EpisodeError.EpisodeStateForbids;
import io.lumbar.domain.Style;
import io.lumbar.domain.episode.CareEpisode.AwaitingClearance;
import io.lumbar.domain.episode.CareEpisode.AwaitingTherapist;
import io.lumbar.domain.episode.CareEpisode.InTreatment;
import io.lumbar.domain.episode.Screening.ClearanceOutcome;
import io.lumbar.domain.episode.Screening.ClearanceRecorded;
import io.lumbar.domain.episode.Screening.RecordClearance;
import io.lumbar.domain.episode.Screening.ScreeningRecorded;
import org.junit.jupiter.api.Test;

import static io.lumbar.domain.People.ANNA;
import static io.lumbar.domain.People.OPENED_AT;
import static io.lumbar.domain.People.anna;
import static io.lumbar.domain.episode.Episodes.ASSIGNED_AT;
import static io.lumbar.domain.episode.Episodes.EPISODE;
import static io.lumbar.domain.episode.Episodes.assign;
import static io.lumbar.domain.episode.Episodes.assigned;
import static io.lumbar.domain.episode.Episodes.clear;
import static io.lumbar.domain.episode.Episodes.cleared;
import static io.lumbar.domain.episode.Episodes.declined;
import static io.lumbar.domain.episode.Episodes.discharged;
import static io.lumbar.domain.episode.Episodes.given;
import static io.lumbar.domain.episode.Episodes.later;
import static io.lumbar.domain.episode.Episodes.notCleared;
import static io.lumbar.domain.episode.Episodes.opened;
import static io.lumbar.domain.episode.Episodes.openedWith;
import static io.lumbar.domain.episode.Episodes.personal;
import static io.lumbar.domain.episode.Screening.ClearanceOutcome.CLEARED;
import static io.lumbar.domain.episode.Screening.ClearanceOutcome.NOT_CLEARED;
import static org.assertj.core.api.Assertions.assertThat;

class MedicalClearanceTest {

    private static final Instant AT = OPENED_AT.plus(Duration.ofHours(1));

    @Test
    void a_clearance_lets_the_episode_go_on_to_a_therapist() {
        var clearing = given(openedWith("RF-INF-1")).when(clear(AT, CLEARED, Style.SWEDISH));
        clearing.then(new ClearanceRecorded(EPISODE, personal("Dr. J. Smit"), AT, CLEARED, List.of(Style.SWEDISH)));
        assertThat(clearing.state()).isInstanceOf(AwaitingTherapist.class);
    }

    @Test
    void a_physicians_no_leaves_it_waiting() {
        assertThat(given(openedWith("RF-INF-1")).when(clear(AT, NOT_CLEARED)).state())
                .isInstanceOf(AwaitingClearance.class);
        given(openedWith("RF-INF-1"), notCleared(AT)).when(assign(anna()))
                .rejects(new ClearanceMissing(EPISODE, List.of("RF-INF-1")));
    }

    @Test
    void the_word_with_the_latest_date_counts_whenever_it_is_recorded() {
        Instant before = AT.minusSeconds(60);
        assertThat(given(openedWith("RF-INF-1"), notCleared(AT)).when(clear(later(AT), CLEARED)).state())
                .isInstanceOf(AwaitingTherapist.class);
        assertThat(given(openedWith("RF-INF-1"), notCleared(AT)).when(clear(before, CLEARED)).state())
                .isInstanceOf(AwaitingClearance.class);
        assertThat(given(openedWith("RF-INF-1"), notCleared(AT)).when(clear(AT, CLEARED)).state())
                .isInstanceOf(AwaitingTherapist.class);
    }

    @Test
    void a_screening_recorded_later_is_not_covered() {
        List<EpisodeEvent> again = List.of(new ScreeningRecorded(EPISODE, 1,
                List.of(new PositiveSign("CI-PREG", List.of())), later(AT)));
        var screenedAgain = given(openedWith("RF-INF-1"), cleared(AT), again);
        assertThat(screenedAgain.state()).isInstanceOf(AwaitingClearance.class);
        assertThat(screenedAgain.when(clear(later(AT).minusMillis(1), CLEARED)).state())
                .isInstanceOf(AwaitingClearance.class);
        assertThat(screenedAgain.when(clear(later(AT), CLEARED)).state()).isInstanceOf(AwaitingTherapist.class);
    }

    @Test
    void a_clearance_from_before_the_screening_speaks_of_nothing() {
        given(openedWith("RF-INF-1")).when(clear(OPENED_AT.minusMillis(1), CLEARED)).rejectsValueOf("clearedAt");
        assertThat(given(openedWith("RF-INF-1")).when(clear(OPENED_AT, CLEARED)).state())
                .isInstanceOf(AwaitingTherapist.class);
    }

    @Test
    void where_nothing_waits_for_it_a_clearance_may_still_name_styles() {
        assertThat(given(openedWith("CI-DIAB")).when(clear(AT, CLEARED, Style.HOT_STONE)).state())
                .isInstanceOf(AwaitingTherapist.class);
        assertThat(given(opened(), assigned(ANNA)).when(clear(AT, CLEARED, Style.HOT_STONE)).state())
                .isInstanceOf(InTreatment.class);
    }

    @Test
    void but_not_take_back_what_was_never_asked() {
        given(opened()).when(clear(AT, NOT_CLEARED)).rejects(EpisodeStateForbids.class);
        given(opened(), assigned(ANNA)).when(clear(AT, NOT_CLEARED)).rejects(EpisodeStateForbids.class);
    }

    @Test
    void after_the_end_there_is_nothing_to_clear() {
        given(opened(), declined()).when(clear(AT, CLEARED)).rejects(EpisodeStateForbids.class);
        given(opened(), assigned(ANNA), discharged(Discharge.Reason.MOVED)).when(clear(AT, CLEARED))
                .rejects(EpisodeStateForbids.class);
    }

    @Test
    void the_same_word_again_changes_nothing() {
        given(openedWith("RF-INF-1"), cleared(AT), assigned(ANNA)).when(clear(AT, CLEARED)).thenNothing();
        given(openedWith("RF-INF-1"), notCleared(AT)).when(clear(AT, NOT_CLEARED)).thenNothing();
    }

    @Test
    void values_are_checked() {
        refuses("clinician", " ", CLEARED, List.of());
        refuses("clinician", "a".repeat(201), CLEARED, List.of());
        refuses("permittedStyles[1]", "Dr. J. Smit", CLEARED, List.of(Style.SWEDISH, Style.SWEDISH));
        refuses("permittedStyles", "Dr. J. Smit", NOT_CLEARED, List.of(Style.SWEDISH));
        given(openedWith("RF-INF-1"))
                .when(new RecordClearance(EPISODE, "Dr. J. Smit", AT, CLEARED, List.of(), AT.minusSeconds(121)))
                .rejectsFuture("clearedAt");
    }

    private static void refuses(String field, String clinician, ClearanceOutcome outcome, List<Style> styles) {
        given(openedWith("RF-INF-1")).when(new RecordClearance(EPISODE, clinician, AT, outcome, styles, ASSIGNED_AT))
                .rejectsValueOf(field);
    }
}
