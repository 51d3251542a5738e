package io.lumbar.api.episode;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import io.lumbar.api.ClinicIT;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static io.lumbar.api.Bodies.assignment;
import static io.lumbar.api.Bodies.at;
import static io.lumbar.api.Bodies.intake;
import static io.lumbar.api.Bodies.path;
import static io.lumbar.api.Bodies.plan;
import static io.lumbar.api.Bodies.session;
import static org.assertj.core.api.Assertions.assertThat;

/** A whole episode turns out to be of somebody else: it leaves everything but the history. */
class EnteredInErrorIT extends ClinicIT {

    private static final String REASON = "{\"reason\": \"of another client\"}";

    @Test
    void an_episode_entered_in_error_takes_nothing_and_is_in_no_list_and_stays_in_the_history() {
        String clinic = openClinic();
        String anna = registerTherapist(clinic);
        String client = registerClient(clinic);
        String episode = id(post("/api/v1/episodes", intake(client, clinic, 20, "")));
        id(post(path(episode, "/assignments"), assignment(anna, at(20, 9))));
        String held = id(post(path(episode, "/sessions/held"), session(at(15, 9), 4)));
        id(post(path(episode, "/sessions/held"), despite(session(at(14, 9), null))));
        id(post(path(episode, "/sessions"), plan(at(-5, 9))));
        id(post(path(episode, "/adverse-events"), """
                {"duration": "DAYS", "severity": "MILD", "occurredAt": "%s"}""".formatted(at(15, 18))));
        Answer before = get(path(episode, ""));

        Answer voided = post(path(episode, "/voiding"), REASON);

        id(voided);
        long stored = eventsStored();
        assertThat(post(path(episode, "/voiding"), REASON).status()).isEqualTo(200);
        assertThat(eventsStored()).isEqualTo(stored);
        Answer stands = get(path(episode, ""));
        assertThat(stands.at("state")).isEqualTo("VOIDED");
        assertThat(stands.at("voided.reason")).isEqualTo("of another client");
        assertThat(stands.at("therapistId")).isNull();
        assertThat(stands.at("intake")).isEqualTo(before.at("intake"));
        for (String nothing : List.of("sessions", "measurements", "adverseEvents", "followUps")) {
            assertThat(stands.at(nothing)).as(nothing).isEqualTo("[]");
        }
        Answer session = get(path(episode, "/sessions/" + held));
        assertThat(session.at("state")).isEqualTo("VOIDED");
        assertThat(session.at("held.startedAt")).isEqualTo(at(15, 9));
        assertThat(get(path(episode, "/measurements/" + before.at("measurements.0.id"))).at("voided.reason"))
                .isEqualTo("of another client");

        assertThat(getAfter(voided, "/api/v1/episodes?client=" + client).at("items")).isEqualTo("[]");
        assertThat(get("/api/v1/episodes?state=VOIDED&client=" + client).at("items.0.id")).isEqualTo(episode);
        assertThat(get("/api/v1/worklist?clinic=" + clinic).at("items")).isEqualTo("[]");
        assertThat(get("/api/v1/calendar?therapist=" + anna + "&from=" + at(16, 0) + "&to=" + at(-6, 0)).at("items"))
                .isEqualTo("[]");
        assertThat(get("/api/v1/therapists?clinic=" + clinic).at("items.0.caseload")).isEqualTo("0");

        Answer timeline = get(path(episode, "/timeline"));
        JsonNode entries = Objects.requireNonNull(timeline.json()).at("/items");
        assertThat(words(timeline)).endsWith("Episode voided: it was entered in error, with everything recorded in it");
        String version = stands.at("version");
        for (int n = 0; n < entries.size() - 1; n++) {
            assertThat(entries.at("/" + n + "/corrections").findValuesAsString("version")).as("entry %d", n)
                    .containsExactly(version);
        }
        assertThat(timeline.at("items." + (entries.size() - 1) + ".remark")).isEqualTo("of another client");

        // The client and the times are free again, for the episode that it should have been.
        String right = id(post("/api/v1/episodes", intake(client, clinic, 20, "")));
        id(post(path(right, "/assignments"), assignment(anna, at(20, 9))));
        id(post(path(right, "/sessions/held"), session(at(15, 9), 4)));
        id(post(path(right, "/sessions"), plan(at(-5, 9))));
    }

    @Test
    void an_episode_that_had_ended_goes_with_its_follow_ups_and_keeps_nobody() {
        String clinic = openClinic();
        String anna = registerTherapist(clinic);
        String episode = openTreatedEpisode(clinic, anna, 100);
        id(post(path(episode, "/discharge"), "{\"reason\": \"MOVED\", \"at\": \"" + at(60, 9) + "\"}"));
        Answer ended = get(path(episode, ""));
        String week6 = Objects.requireNonNull(ended.at("followUps.0.id"));

        id(post(path(episode, "/voiding"), REASON));

        Answer stands = get(path(episode, ""));
        assertThat(stands.at("discharge")).isNull();
        assertThat(get(path(episode, "/follow-ups/" + week6)).status()).isEqualTo(404);
        assertThat(post(path(episode, "/follow-ups/" + week6 + "/outcome"), "{\"takenAt\": \"" + at(5, 9) + "\"}")
                .at("type")).isEqualTo("/problems/episode-state-forbids");
        id(post("/api/v1/therapists/" + anna + "/deactivation", "{}"));
        id(post("/api/v1/clinics/" + clinic + "/closing", "{}"));
    }

    private static String despite(String holding) {
        return holding.replace("SWEDISH", "SPORTS").replaceFirst("\\{", """
                {"despite": {"rule": "THERAPIST_NOT_QUALIFIED", "reason": "it did happen"},""");
    }

    private static List<String> words(Answer timeline) {
        var words = new ArrayList<String>();
        Objects.requireNonNull(timeline.json()).at("/items").forEach(item -> words.add(item.at("/words").asString()));
        return words;
    }
}
