package io.lumbar.api.episode;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import io.lumbar.api.ClinicIT;
import org.junit.jupiter.api.Test;

import static io.lumbar.api.Bodies.at;
import static io.lumbar.api.Bodies.path;
import static io.lumbar.api.Bodies.plan;
import static io.lumbar.api.Bodies.session;
import static org.assertj.core.api.Assertions.assertThat;

/** What was recorded turns out to be otherwise: it is put right, and the history keeps both. */
class CorrectingWhatWasRecordedIT extends ClinicIT {

    @Test
    void a_planned_session_is_moved_and_leaves_its_old_time_free() {
        String clinic = openClinic();
        String anna = registerTherapist(clinic);
        String episode = openTreatedEpisode(clinic, anna, 20);
        String other = openTreatedEpisode(clinic, anna, 20);
        String session = id(post(path(episode, "/sessions"), plan(at(-5, 9))));

        Answer moved = post(path(episode, "/sessions/" + session + "/rescheduling"), """
                {"start": "%s", "minutes": 60}""".formatted(at(-6, 14)));

        id(moved);
        Answer stands = get(path(episode, "/sessions/" + session));
        assertThat(stands.at("state")).isEqualTo("PLANNED");
        assertThat(stands.at("plan.start")).isEqualTo(at(-6, 14));
        assertThat(stands.at("plan.minutes")).isEqualTo("60");
        id(post(path(other, "/sessions"), plan(at(-5, 9))));
        assertThat(post(path(other, "/sessions"), plan(at(-6, 14))).at("type"))
                .isEqualTo("/problems/therapist-double-booked");
        assertThat(starts(getAfter(moved,
                "/api/v1/calendar?therapist=" + anna + "&from=" + at(-6, 0) + "&to=" + at(-7, 0))))
                .containsExactly(at(-6, 14));
        assertThat(words(episode)).endsWith("Session moved to " + at(-6, 14) + ": 60 minutes swedish");
    }

    @Test
    void a_no_show_that_was_none_is_taken_back_if_the_time_is_still_free() {
        String clinic = openClinic();
        String anna = registerTherapist(clinic);
        String episode = openTreatedEpisode(clinic, anna, 20);
        String session = id(post(path(episode, "/sessions"), plan(at(10, 9))));
        id(post(path(episode, "/sessions/" + session + "/no-show"), ""));
        String other = openTreatedEpisode(clinic, anna, 20);
        String meanwhile = id(post(path(other, "/sessions"), plan(at(10, 9))));
        String reversal = path(episode, "/sessions/" + session + "/no-show-reversal");
        String because = "{\"reason\": \"waited in the hall\"}";

        assertThat(post(reversal, because).at("type")).isEqualTo("/problems/therapist-double-booked");
        id(post(path(other, "/sessions/" + meanwhile + "/cancellation"), "{\"by\": \"CLINIC\"}"));
        id(post(reversal, because));
        long stored = eventsStored();
        assertThat(post(reversal, because).status()).isEqualTo(200);
        assertThat(eventsStored()).isEqualTo(stored);

        assertThat(get(path(episode, "/sessions/" + session)).at("state")).isEqualTo("PLANNED");
        Answer timeline = get(path(episode, "/timeline"));
        assertThat(words(timeline)).endsWith("No-show taken back: session planned again for " + at(10, 9));
        assertThat(Objects.requireNonNull(timeline.json()).at("/items").findValuesAsString("remark"))
                .endsWith("waited in the hall");
        id(post(path(episode, "/sessions/" + session + "/held"), session(at(10, 9), null)));
    }

    private List<String> words(String episode) {
        return words(get(path(episode, "/timeline")));
    }

    private static List<String> words(Answer timeline) {
        return texts(timeline, "words");
    }

    private static List<String> starts(Answer calendar) {
        return texts(calendar, "start");
    }

    private static List<String> texts(Answer list, String name) {
        var texts = new ArrayList<String>();
        Objects.requireNonNull(list.json()).at("/items").forEach(item -> texts.add(item.at("/" + name).asString()));
        return texts;
    }
}
