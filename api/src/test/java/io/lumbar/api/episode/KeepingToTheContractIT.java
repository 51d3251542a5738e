package io.lumbar.api.episode;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

import io.lumbar.api.ClinicIT;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static io.lumbar.api.Bodies.at;
import static io.lumbar.api.Bodies.path;
import static io.lumbar.api.Bodies.plan;
import static io.lumbar.api.Bodies.with;
import static org.assertj.core.api.Assertions.assertThat;

/** What the contract says of every resource and every command, where no other test tells a story of it. */
class KeepingToTheContractIT extends ClinicIT {

    private String clinic;
    private String episode;

    @BeforeEach
    void treat() {
        clinic = openClinic();
        episode = openTreatedEpisode(clinic, registerTherapist(clinic), 20);
    }

    @Test
    void each_resource_within_an_episode_tells_its_version() {
        String session = id(post(path(episode, "/sessions/held"), held(at(19, 10), 45)));
        String measurement = id(post(path(episode, "/measurements"), """
                {"instrument": "NPRS", "score": 3, "takenAt": "%s"}""".formatted(at(18, 9))));
        String adverseEvent = id(post(path(episode, "/adverse-events"), """
                {"duration": "HOURS", "severity": "MILD", "occurredAt": "%s"}""".formatted(at(18, 10))));
        id(discharge("GOALS_MET"));
        Answer whole = get(path(episode, ""));
        String version = Objects.requireNonNull(whole.at("version"));

        for (String part : List.of("/sessions/" + session, "/measurements/" + measurement,
                "/adverse-events/" + adverseEvent, "/follow-ups/" + whole.at("followUps.0.id"))) {
            Answer one = get(path(episode, part));
            assertThat(one.at("version")).as(part).isEqualTo(version);
            assertThat(one.header("ETag")).as(part).isEqualTo("\"" + version + "\"");
        }
        for (String list : List.of("sessions", "measurements", "adverseEvents", "followUps")) {
            List<JsonNode> parts = Objects.requireNonNull(whole.json()).at("/" + list).valueStream().toList();
            assertThat(parts).as(list).isNotEmpty()
                    .allSatisfy(each -> assertThat(each.at("/version").asString()).isEqualTo(version));
        }
    }

    @Test
    void a_timeline_read_in_parts_is_the_whole_with_its_corrections() {
        String session = id(post(path(episode, "/sessions/held"), held(at(19, 10), 45)));
        id(post(path(episode, "/sessions/" + session + "/correction"), "{\"minutes\": 50, \"reason\": \"too short\"}"));
        JsonNode whole = Objects.requireNonNull(get(path(episode, "/timeline")).json()).at("/items");
        var parts = new ArrayList<JsonNode>();
        String cursor = "";
        while (cursor != null) {
            Answer part = get(path(episode, "/timeline?limit=2" + cursor));
            List<JsonNode> items = Objects.requireNonNull(part.json()).at("/items").valueStream().toList();
            assertThat(items).hasSizeBetween(1, 2);
            parts.addAll(items);
            cursor = part.at("nextCursor") == null ? null : "&cursor=" + part.at("nextCursor");
        }

        assertThat(parts).isEqualTo(whole.valueStream().toList()).hasSizeGreaterThan(4);
        assertThat(parts.getLast().at("/changes/0/was").asString()).isEqualTo("45");
        assertThat(parts.get(parts.size() - 2).at("/corrections")).hasSize(1);
    }

    @Test
    void the_same_discharge_again_changes_nothing_also_where_no_time_is_said() {
        Answer first = discharge("PLATEAU");
        long before = eventsStored();
        Answer again = discharge("PLATEAU");

        assertThat(again.status()).as(again.http().body()).isEqualTo(200);
        assertThat(again.at("version")).isEqualTo(first.at("version"));
        assertThat(eventsStored()).isEqualTo(before);
        assertThat(discharge("MOVED").status()).isEqualTo(409);
    }

    @Test
    void a_planned_session_that_is_not_there_is_not_found_whatever_else_is_wrong() {
        String waiting = openEpisode(clinic, 5);
        String unknown = "/sessions/" + UUID.randomUUID() + "/held";

        assertThat(post(path(waiting, unknown), held(at(1, 9), 45)).at("type")).isEqualTo("/problems/not-found");
        assertThat(post(path(episode, unknown), held(at(1, 9), 3)).at("type")).isEqualTo("/problems/not-found");
    }

    @Test
    void who_held_a_session_is_who_it_was_planned_with_or_else_who_is_responsible() {
        String anna = Objects.requireNonNull(get(path(episode, "")).at("therapistId"));
        String ben = registerTherapist(clinic);
        String planned = id(post(path(episode, "/sessions"),
                with(plan(at(10, 9)), "\"therapistId\": \"" + ben + "\"")));

        id(post(path(episode, "/sessions/" + planned + "/held"), held(at(10, 9), 45)));
        String unplanned = id(post(path(episode, "/sessions/held"), held(at(9, 9), 45)));

        assertThat(ben).isNotEqualTo(anna);
        assertThat(get(path(episode, "/sessions/" + planned)).at("held.therapistId")).isEqualTo(ben);
        assertThat(get(path(episode, "/sessions/" + unplanned)).at("held.therapistId")).isEqualTo(anna);
    }

    @Test
    void an_activity_is_named_in_at_most_200_characters() {
        Answer refused = rate("x".repeat(201));

        assertThat(refused.status()).as(refused.http().body()).isEqualTo(422);
        assertThat(refused.at("field")).isEqualTo("answers.activities[0].name");
        id(rate("x".repeat(200)));
    }

    @Test
    void a_report_is_of_whole_months_and_names_the_rule_of_response_or_none() {
        Answer report = get("/api/v1/reports/sessions-per-person?from=2026-02-10&to=2026-02-11&clinic=" + clinic);

        assertThat(report.at("filters.from")).isEqualTo("2026-02-01");
        assertThat(report.at("filters.to")).isEqualTo("2026-02-28");
        assertThat(Objects.requireNonNull(report.json()).at("/definition").has("responseRule")).isTrue();
    }

    private Answer discharge(String reason) {
        return post(path(episode, "/discharge"), "{\"reason\": \"" + reason + "\"}");
    }

    private Answer rate(String activity) {
        return post(path(episode, "/measurements"), """
                {"instrument": "PSFS", "takenAt": "%s", "answers": {"activities": [{"name": "%s", "score": 3}]}}"""
                .formatted(at(18, 9), activity));
    }

    private static String held(String startedAt, int minutes) {
        return """
                {"startedAt": "%s", "minutes": %d, "style": "SWEDISH", "kind": "STRUCTURAL"}"""
                .formatted(startedAt, minutes);
    }
}
