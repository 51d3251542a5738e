package io.lumbar.api.episode;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import io.lumbar.api.ClinicIT;
import org.junit.jupiter.api.Test;

import static io.lumbar.api.Bodies.at;
import static io.lumbar.api.Bodies.path;
import static io.lumbar.api.Bodies.session;
import static org.assertj.core.api.Assertions.assertThat;

/** Facts cannot be refused for ever: what did happen against a rule is recorded, seen to, and put right where it can be. */
class RecordingDespiteRulesIT extends ClinicIT {

    private static final String HIP = "\"areas\": [\"HIP\"], ";

    @Test
    void a_session_that_took_place_against_a_rule_is_recorded_and_seen_to_until_it_is_put_right() {
        String clinic = openClinic();
        String anna = registerTherapist(clinic);
        String episode = openTreatedEpisode(clinic, anna, 20);
        String sports = session(at(15, 9), null).replace("SWEDISH", "SPORTS");
        assertThat(post(path(episode, "/sessions/held"), sports).at("type"))
                .isEqualTo("/problems/therapist-not-qualified");

        Answer recorded = post(path(episode, "/sessions/held"),
                despite(sports, "\"rule\": \"THERAPIST_NOT_QUALIFIED\""));

        String session = id(recorded);
        long stored = eventsStored();
        Answer shown = get(path(episode, "/sessions/" + session));
        assertThat(shown.at("held.breaches.0.rule")).isEqualTo("THERAPIST_NOT_QUALIFIED");
        assertThat(shown.at("held.breaches.0.reason")).isEqualTo("it did happen");
        Answer list = get("/api/v1/worklist?clinic=" + clinic);
        assertThat(list.at("items.0.kind")).isEqualTo("RULE_BREACHED");
        assertThat(list.at("items.0.episodeId")).isEqualTo(episode);
        assertThat(list.at("items.0.sessionId")).isEqualTo(session);
        assertThat(list.at("items.0.since")).isEqualTo(at(15, 9));
        assertThat(list.at("items.0.codes.0")).isEqualTo("THERAPIST_NOT_QUALIFIED");
        Answer timeline = get(path(episode, "/timeline"));
        assertThat(words(timeline)).endsWith("Session held: 45 minutes sports, whole body",
                "Recorded despite a rule: therapist not qualified");
        assertThat(timeline.at("items.5.remark")).isEqualTo("it did happen");
        assertThat(eventsStored()).isEqualTo(stored);

        String correction = path(episode, "/sessions/" + session + "/correction");
        id(post(correction, "{\"minutes\": 50, \"reason\": \"clock was late\"}"));
        assertThat(get("/api/v1/worklist?clinic=" + clinic).at("items.0.sessionId")).isEqualTo(session);
        id(post(correction, "{\"style\": \"SWEDISH\", \"reason\": \"wrong line\"}"));

        assertThat(get(path(episode, "/sessions/" + session)).at("held.breaches")).isEqualTo("[]");
        assertThat(get("/api/v1/worklist?clinic=" + clinic).at("items")).isEqualTo("[]");
        Answer later = get(path(episode, "/timeline"));
        assertThat(later.at("items.5.corrections.0.version")).isEqualTo("7");
        assertThat(later.at("items.5.corrections.1")).isNull();
    }

    @Test
    void every_rule_that_was_broken_is_named_and_the_work_list_keeps_what_is_left() {
        String clinic = openClinic();
        String anna = registerTherapist(clinic);
        String episode = openTreatedEpisode(clinic, anna, 20);
        id(post(path(episode, "/screenings"), """
                {"positive": ["CI-DIAB", {"code": "CI-WOUND", "areas": ["HIP"]}], "at": "%s"}""".formatted(at(18, 9))));
        String stones = session(at(15, 9), null).replace("SWEDISH", "HOT_STONE").replaceFirst("\\{", "{" + HIP);
        String unplanned = path(episode, "/sessions/held");

        Answer one = post(unplanned, despite(stones, "\"rule\": \"STYLE_RESTRICTED\""));
        assertThat(one.at("type")).isEqualTo("/problems/therapist-not-qualified");
        Answer two = post(unplanned, despite(stones,
                "\"rule\": \"STYLE_RESTRICTED\", \"furtherRules\": [\"THERAPIST_NOT_QUALIFIED\"]"));
        assertThat(two.at("type")).isEqualTo("/problems/area-excluded");
        assertThat(two.at("area")).isEqualTo("HIP");
        String session = id(post(unplanned, despite(stones, "\"rule\": \"STYLE_RESTRICTED\","
                + " \"furtherRules\": [\"THERAPIST_NOT_QUALIFIED\", \"AREA_EXCLUDED\"]")));

        assertThat(get("/api/v1/worklist?clinic=" + clinic).at("items.0.codes"))
                .isEqualTo("[\"STYLE_RESTRICTED\",\"THERAPIST_NOT_QUALIFIED\",\"AREA_EXCLUDED\"]");
        id(post(path(episode, "/sessions/" + session + "/correction"),
                "{\"areas\": [\"LUMBAR\"], \"reason\": \"it was the back\"}"));
        assertThat(get("/api/v1/worklist?clinic=" + clinic).at("items.0.codes"))
                .isEqualTo("[\"STYLE_RESTRICTED\",\"THERAPIST_NOT_QUALIFIED\"]");
        id(post(path(episode, "/sessions/" + session + "/voiding"), "{\"reason\": \"of another client\"}"));
        assertThat(get("/api/v1/worklist?clinic=" + clinic).at("items")).isEqualTo("[]");
    }

    private static String despite(String holding, String rules) {
        return holding.substring(0, holding.length() - 1) + ", \"despite\": {" + rules
                + ", \"reason\": \"it did happen\"}}";
    }

    private static List<String> words(Answer timeline) {
        var words = new ArrayList<String>();
        Objects.requireNonNull(timeline.json()).at("/items").forEach(item -> words.add(item.at("/words").asString()));
        return words;
    }
}
