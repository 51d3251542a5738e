package io.lumbar.api.worklist;

import java.net.http.HttpRequest.BodyPublishers;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import io.lumbar.api.RefusalTable;
import io.lumbar.application.worklist.Policies;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

import static io.lumbar.api.Bodies.at;
import static io.lumbar.api.Bodies.intake;
import static io.lumbar.api.Bodies.path;
import static io.lumbar.api.Bodies.plan;
import static io.lumbar.api.Bodies.session;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The work list as a front desk works it off. The job is far between in the tests; they do what is due when they want it. */
class WorkListIT extends RefusalTable {

    @Autowired
    private Policies policies;

    @Test
    void an_entry_comes_up_is_claimed_released_and_done() {
        String clinic = openClinic();
        String anna = registerTherapist(clinic);
        String episode = openTreatedEpisode(clinic, anna, 30);
        for (int day = 20; day > 17; day--) {
            id(post(path(episode, "/sessions/held"), session(at(day, 9), null)));
        }
        assertThat(kinds("clinic=" + clinic)).isEmpty();
        whatIsDue();
        Answer list = get("/api/v1/worklist?clinic=" + clinic);
        assertThat(list.at("items.0.kind")).isEqualTo("FUNCTION_MEASUREMENT_DUE");
        assertThat(list.at("items.0.state")).isEqualTo("WAITING");
        assertThat(list.at("items.0.episodeId")).isEqualTo(episode);
        assertThat(list.at("items.0.therapistId")).isEqualTo(anna);
        assertThat(list.at("items.0.sessionNumber")).isEqualTo("4");
        assertThat(list.at("items.0.since")).isEqualTo(at(18, 9));
        assertThat(list.at("items.0.seenBy")).isNull();
        String entry = Objects.requireNonNull(list.at("items.0.id"));

        Answer claimed = act(entry, "/claim");
        assertThat(claimed.status()).isEqualTo(200);
        assertThat(claimed.at("version")).isEqualTo("1");
        assertThat(act(entry, "/claim").header("ETag")).as("the same again").isEqualTo(claimed.header("ETag"));
        Answer seen = get(of(entry, ""));
        assertThat(seen.header("ETag")).isEqualTo("\"1\"");
        assertThat(seen.at("state")).isEqualTo("CLAIMED");
        assertThat(seen.at("seenBy")).isEqualTo("client:admin-cli");
        assertThat(seen.at("seenAt")).isNotBlank();
        assertThat(kinds("clinic=" + clinic + "&state=WAITING")).isEmpty();
        assertThat(kinds("clinic=" + clinic + "&seenBy=client:admin-cli")).containsExactly("FUNCTION_MEASUREMENT_DUE");

        id(act(entry, "/release"));
        assertThat(get(of(entry, "")).at("seenBy")).isNull();
        id(post(of(entry, "/done"), "{\"note\": \"she forgot her glasses; next time\"}"));
        assertThat(kinds("clinic=" + clinic)).isEmpty();
        assertThat(kinds("clinic=" + clinic + "&state=DONE")).containsExactly("FUNCTION_MEASUREMENT_DUE");
        assertThat(get(of(entry, "")).at("note")).isEqualTo("she forgot her glasses; next time");
        whatIsDue();
        assertThat(kinds("clinic=" + clinic)).as("what is done does not come back").isEmpty();
        assertThat(act(entry, "/claim").at("type")).isEqualTo("/problems/work-entry-ended");
        assertThat(actors(entry)).containsExactly("work-entry.raised by policy:work-list",
                "work-entry.claimed by client:admin-cli", "work-entry.released by client:admin-cli",
                "work-entry.done by client:admin-cli");
    }

    @Test
    void an_entry_whose_cause_is_gone_closes_by_itself_and_stays_readable() {
        String clinic = openClinic();
        String episode = openTreatedEpisode(clinic, registerTherapist(clinic), 75);
        whatIsDue();
        String entry = Objects.requireNonNull(get("/api/v1/worklist?clinic=" + clinic).at("items.0.id"));
        assertThat(kinds("clinic=" + clinic)).containsExactly("LAPSE_CANDIDATE");
        id(post(path(episode, "/sessions"), plan(at(-5, 9))));
        whatIsDue();
        assertThat(kinds("clinic=" + clinic)).isEmpty();
        assertThat(kinds("episode=" + episode + "&state=CLOSED")).containsExactly("LAPSE_CANDIDATE");
        assertThat(get(of(entry, "")).at("closedAt")).isNotBlank();
        assertThat(act(entry, "/claim").status()).isEqualTo(409);
        id(post(of(entry, "/done"), "{}"));
        assertThat(get(of(entry, "")).at("state")).as("who had called says so").isEqualTo("DONE");
    }

    @Test
    void an_urgent_referral_is_there_at_once_and_claimed_without_waiting_for_anything() {
        String clinic = openClinic();
        String episode = id(post("/api/v1/episodes", intake(registerClient(clinic), clinic, 10, "\"RF-CES-1\"")));
        Answer list = get("/api/v1/worklist?clinic=" + clinic);
        String entry = Objects.requireNonNull(list.at("items.0.id"));
        assertThat(list.at("items.0.kind")).isEqualTo("URGENT_REFERRAL");
        assertThat(list.at("items.0.version")).isEqualTo("0");
        assertThat(list.at("items.0.codes.0")).isEqualTo("RF-CES-1");
        assertThat(get(of(entry, "")).at("state")).isEqualTo("WAITING");
        Answer claimed = send(request(of(entry, "/claim")).header("If-Match", "\"0\"")
                .header("Idempotency-Key", "claim-" + entry).POST(BodyPublishers.noBody()));
        id(claimed);
        Answer again = send(request(of(entry, "/claim")).header("If-Match", "\"0\"")
                .header("Idempotency-Key", "claim-" + entry).POST(BodyPublishers.noBody()));
        assertThat(again.http().body()).isEqualTo(claimed.http().body());
        assertThat(send(request(of(entry, "/release")).header("If-Match", "\"0\"").POST(BodyPublishers.noBody()))
                .status()).isEqualTo(412);
        whatIsDue();
        assertThat(kinds("clinic=" + clinic + "&state=CLAIMED")).containsExactly("URGENT_REFERRAL");
        id(post(path(episode, "/clearances"), """
                {"clinician": "Dr J. Smit", "clearedAt": "%s"}""".formatted(at(9, 9))));
        assertThat(kinds("clinic=" + clinic)).as("gone with the physician's word").isEmpty();
        whatIsDue();
        assertThat(kinds("clinic=" + clinic + "&state=CLOSED")).containsExactly("URGENT_REFERRAL");
    }

    @Test
    void a_breach_is_seen_to_like_any_other_entry() {
        String clinic = openClinic();
        String episode = openTreatedEpisode(clinic, registerTherapist(clinic), 20);
        String session = id(post(path(episode, "/sessions/held"),
                session(at(15, 9), null).replace("SWEDISH", "SPORTS").replaceFirst("\\{",
                        "{\"despite\": {\"rule\": \"THERAPIST_NOT_QUALIFIED\", \"reason\": \"it did happen\"}, ")));
        Answer list = get("/api/v1/worklist?kind=RULE_BREACHED&clinic=" + clinic);
        assertThat(list.at("items.0.sessionId")).isEqualTo(session);
        String entry = Objects.requireNonNull(list.at("items.0.id"));
        id(post(of(entry, "/done"), "{\"note\": \"talked to her\"}"));
        whatIsDue();
        assertThat(kinds("clinic=" + clinic)).isEmpty();
        assertThat(kinds("clinic=" + clinic + "&state=DONE")).containsExactly("RULE_BREACHED");
    }

    @Test
    void the_list_is_filtered_and_read_in_parts() {
        String clinic = openClinic();
        String anna = registerTherapist(clinic);
        openTreatedEpisode(clinic, anna, 80);
        openTreatedEpisode(clinic, anna, 70);
        openEpisode(clinic, 40);
        whatIsDue();
        assertThat(kinds("clinic=" + clinic)).containsExactly("LAPSE_CANDIDATE", "LAPSE_CANDIDATE",
                "STALLED_INTAKE");
        assertThat(kinds("clinic=" + clinic + "&therapist=" + anna)).hasSize(2);
        assertThat(kinds("clinic=" + clinic + "&kind=STALLED_INTAKE&kind=URGENT_REFERRAL")).hasSize(1);
        Answer first = get("/api/v1/worklist?limit=2&clinic=" + clinic);
        assertThat(first.at("items.1.since")).isEqualTo(at(70, 9));
        assertThat(kinds("clinic=" + clinic + "&cursor=" + first.at("nextCursor"))).containsExactly("STALLED_INTAKE");
    }

    @Test
    void the_product_does_what_is_due_by_itself() {
        await().until(() -> !sql("select last_success from policy.job where task_name = 'what-is-due'"
                + " and last_success is not null and execution_time > last_success").isEmpty());
    }

    @TestFactory
    Stream<DynamicTest> refuses_what_breaks_a_rule() {
        String clinic = openClinic();
        openEpisode(clinic, 40);
        whatIsDue();
        String entry = Objects.requireNonNull(get("/api/v1/worklist?clinic=" + clinic).at("items.0.id"));
        openTreatedEpisode(clinic, registerTherapist(clinic), 80);
        whatIsDue();
        String done = Objects.requireNonNull(
                get("/api/v1/worklist?kind=LAPSE_CANDIDATE&clinic=" + clinic).at("items.0.id"));
        id(post(of(done, "/done"), "{}"));
        for (String action : List.of("/claim", "/release")) {
            bad(of(NOTHING, action), "", 404, "not-found", null);
            bad(of("7", action), "", 400, "malformed-id", "id");
            bad(of(done, action), "", 409, "work-entry-ended", null);
            bad(of(entry, action + "?by=me"), "", 400, "unknown-parameter", "by");
        }
        bad(of(entry, "/done"), "{}", "note", "\" \"", 422, "invalid-value");
        bad(of(entry, "/done"), "{}", "note", "\"" + "x".repeat(4_001) + "\"", 422, "invalid-value");
        bad(of(entry, "/done"), "{}", "note", "7", 400, "wrong-type");
        bad(of(entry, "/done"), "{}", "note", "\"a\\u0007b\"", 400, "forbidden-character");
        bad(of(entry, "/done"), "{\"by\": \"me\"}", 400, "unknown-field", "by");
        bad(of(NOTHING, "/done"), "{}", 404, "not-found", null);
        bad(of(done, "/done"), "{\"note\": \"once more\"}", 409, "work-entry-ended", null);
        return table();
    }

    @TestFactory
    Stream<DynamicTest> refuses_questions_that_it_does_not_understand() {
        return Stream.of("kind=LATE", "kind=,", "state=OPEN", "clinic=7", "cursor=7", "limit=201", "sort=since",
                "seenBy=",
                "therapist=anna").map(
                        query -> DynamicTest.dynamicTest(query,
                                () -> assertThat(get("/api/v1/worklist?" + query).status()).isBetween(400, 422)));
    }

    /** Twice: what comes of the first look is looked at in the second. */
    private void whatIsDue() {
        whatIsDue(policies);
    }

    private Answer act(String entry, String action) {
        return send(request(of(entry, action)).POST(BodyPublishers.noBody()));
    }

    private List<String> kinds(String filter) {
        Answer list = get("/api/v1/worklist?" + filter);
        assertThat(list.status()).as(list.http().body()).isEqualTo(200);
        var kinds = new ArrayList<String>();
        for (JsonNode item : Objects.requireNonNull(list.json()).at("/items")) {
            kinds.add(item.at("/kind").asString());
        }
        return kinds;
    }

    private static List<String> actors(String entry) {
        return sql("select name || ' by ' || (metadata ->> 'actor') from eventstore.event where stream_id = '" + entry
                + "' order by version");
    }

    private static List<String> sql(String query) {
        try (var connection = database().dataSource().getConnection();
                var statement = connection.createStatement();
                var answer = statement.executeQuery(query)) {
            var rows = new ArrayList<String>();
            while (answer.next()) {
                rows.add(answer.getString(1));
            }
            return rows;
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private static String of(String entry, String rest) {
        return "/api/v1/worklist/" + entry + rest;
    }
}
