package io.lumbar.api.episode;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import io.lumbar.application.Position;
import io.lumbar.application.Recorded;
import io.lumbar.application.Versioned;
import io.lumbar.domain.Personal;
import io.lumbar.domain.Subject;
import io.lumbar.domain.episode.CareEpisode;
import io.lumbar.domain.episode.CareEpisodeDecider;
import io.lumbar.domain.episode.EpisodeEvent;
import io.lumbar.domain.episode.Episodes;
import io.lumbar.domain.episode.Intake.EpisodeDeclined;
import io.lumbar.domain.episode.Intake.EpisodeOpened;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class ShowingWhatWasErasedTest {

    @BeforeEach
    void answerARequest() {
        RequestContextHolder.setRequestAttributes(new ServletRequestAttributes(new MockHttpServletRequest()));
    }

    @AfterEach
    void answered() {
        RequestContextHolder.resetRequestAttributes();
    }

    @Test
    void nothing_is_shown_where_nobody_asked() {
        RequestContextHolder.resetRequestAttributes();

        assertThatIllegalStateException().isThrownBy(() -> view(Episodes.storyOfADecline()));
    }

    @Test
    void an_episode_shows_null_and_says_that_it_was_erased() {
        EpisodeView before = view(Episodes.storyOfADecline());
        EpisodeView after = view(erased(Episodes.storyOfADecline()));

        assertThat(before.erased()).isFalse();
        assertThat(before.decline()).extracting(EpisodeView.TurnedAway::reason).isEqualTo("wants acupuncture");
        assertThat(before.intake().limitedActivities()).containsExactly("BENDING_TO_TIE_SHOES", "playing the cello");
        assertThat(after.erased()).isTrue();
        assertThat(after.decline()).extracting(EpisodeView.TurnedAway::reason).isNull();
        assertThat(after.intake().limitedActivities()).containsExactly("BENDING_TO_TIE_SHOES");
    }

    @Test
    void a_timeline_keeps_its_entries_without_the_remarks() {
        List<TimelineEntry> before = timeline(Episodes.storyOfADecline());
        List<TimelineEntry> after = timeline(erased(Episodes.storyOfADecline()));

        assertThat(before.getLast().remark()).isEqualTo("wants acupuncture");
        assertThat(after.getLast().remark()).isNull();
        assertThat(after).extracting(TimelineEntry::words)
                .isEqualTo(before.stream().map(TimelineEntry::words).toList());
    }

    @Test
    void a_timeline_tells_every_kind_of_event_of_a_treated_episode() {
        assertThat(timeline(Episodes.story())).extracting(TimelineEntry::words)
                .contains("Treatment cleared by a physician, permitting hot stone", "PSFS taken: 4",
                        "Session held: 45 minutes swedish, structural", "Session cancelled by the client",
                        "Session cancelled because of the discharge", "Client did not come to the session",
                        "Episode ended: goals met")
                .allSatisfy(words -> assertThat(words).doesNotContain("null", "Personal", "["));
    }

    private static List<EpisodeEvent> erased(List<EpisodeEvent> events) {
        return events.stream().<EpisodeEvent>map(event -> switch (event) {
            case EpisodeOpened e -> new EpisodeOpened(e.episode(), e.client(), e.clinic(), e.openedAt(), e.zone(),
                    e.ageBand(), e.sex(), e.complaint(), new Personal.Erased<>(Subject.of(e.client())),
                    e.doctorConsulted(), e.preference(), e.continues(), e.overrideReason());
            case EpisodeDeclined e ->
                new EpisodeDeclined(e.episode(), new Personal.Erased<>(e.reason().subject()), e.at());
            case EpisodeEvent other -> other;
        }).toList();
    }

    private static EpisodeView view(List<EpisodeEvent> events) {
        return EpisodeView.of(new Versioned<>((CareEpisode.Opened) new CareEpisodeDecider().replay(events), 3));
    }

    private static List<TimelineEntry> timeline(List<EpisodeEvent> events) {
        var history = new ArrayList<Recorded<?>>();
        for (EpisodeEvent event : events) {
            history.add(new Recorded<>(new UUID(0, history.size()), history.size(), Instant.EPOCH, "client:desk",
                    new Position("1-1-1"), event));
        }
        return TimelineEntry.of(history);
    }
}
