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

    @Test
    void a_measurement_is_put_right_then_voided_and_the_response_and_the_timeline_follow() {
        String clinic = openClinic();
        String episode = openTreatedEpisode(clinic, registerTherapist(clinic), 20);
        id(post(path(episode, "/sessions/held"), session(at(15, 9), null)));
        String taken = id(post(path(episode, "/measurements"), """
                {"instrument": "NPRS", "score": 4, "takenAt": "%s"}""".formatted(at(14, 9))));
        assertThat(get(path(episode, "")).at("response.result")).isEqualTo("RESPONDED");

        Answer corrected = post(path(episode, "/measurements/" + taken + "/correction"), """
                {"instrument": "NPRS", "score": 6, "takenAt": "%s", "reason": "misread"}""".formatted(at(14, 10)));

        assertThat(corrected.status()).as(corrected.http().body()).isEqualTo(200);
        assertThat(get(path(episode, "")).at("response.result")).isEqualTo("NOT_RESPONDED");
        Answer stands = get(path(episode, "/measurements/" + taken));
        assertThat(stands.at("score")).isEqualTo("6");
        assertThat(stands.at("takenAt")).isEqualTo(at(14, 10));
        assertThat(stands.at("voided")).isNull();

        id(post(path(episode, "/measurements/" + taken + "/voiding"), "{\"reason\": \"of another client\"}"));

        Answer voided = get(path(episode, "/measurements/" + taken));
        assertThat(voided.at("score")).isEqualTo("6");
        assertThat(voided.at("voided.reason")).isEqualTo("of another client");
        assertThat(Objects.requireNonNull(get(path(episode, "")).json()).at("/measurements")).hasSize(1);
        Answer timeline = get(path(episode, "/timeline"));
        assertThat(words(timeline)).endsWith("NPRS taken: 4",
                "NPRS of " + at(14, 9) + " corrected: score 6 (was 4), takenAt " + at(14, 10) + " (was " + at(14, 9)
                        + ")",
                "NPRS of " + at(14, 10) + " voided: 6 was entered in error");
        assertThat(timeline.at("items.6.changes.0")).isEqualTo("""
                {"field":"score","was":"4","now":"6"}""");
        assertThat(timeline.at("items.5.corrections.0.version")).isEqualTo("6");
        assertThat(timeline.at("items.5.corrections.1.version")).isEqualTo("7");
        assertThat(timeline.at("items.5.corrections.0.recordedBy")).isEqualTo("client:admin-cli");
        assertThat(timeline.at("items.6.corrections.0.version")).isEqualTo("7");
        assertThat(timeline.at("items.4.corrections")).isEqualTo("[]");
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
