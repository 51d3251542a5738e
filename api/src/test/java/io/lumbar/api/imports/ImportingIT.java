package io.lumbar.api.imports;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

import io.lumbar.api.ClinicIT;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

import static io.lumbar.api.Bodies.at;
import static io.lumbar.api.Bodies.client;
import static io.lumbar.api.Bodies.licenceNumber;
import static io.lumbar.api.Bodies.therapist;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

class ImportingIT extends ClinicIT {
    private static final String LINES = "application/x-ndjson";

    private String clinic;
    private String licence;
    private String therapist;

    @BeforeEach
    void openClinicWithTherapist() {
        clinic = openClinic();
        licence = licenceNumber();
        therapist = id(post("/api/v1/therapists", therapist(clinic, licence, 1)));
    }

    @Test
    void a_line_becomes_the_episode_that_requests_would_have_made() {
        Answer done = imported(whole("a", 8));

        assertThat(done.at("lines")).isEqualTo("1");
        assertThat(done.at("imported")).as(done.http().body()).isEqualTo("1");
        JsonNode episode = onlyEpisode();
        assertThat(episode.at("/state").asString()).isEqualTo("DISCHARGED");
        assertThat(episode.at("/openedAt").asString()).isEqualTo(at(150, 8));
        assertThat(episode.at("/sessions")).hasSize(2);
        assertThat(texts(episode, "/sessions", "held/startedAt")).containsExactly(at(140, 8), at(130, 8));
        assertThat(texts(episode, "/sessions", "held/therapistId")).containsOnly(therapist);
        assertThat(texts(episode, "/measurements", "instrument")).containsExactlyInAnyOrder("NPRS", "ODI", "NPRS",
                "NPRS", "PGIC");
        assertThat(episode.at("/adverseEvents/0/description").asString()).isEqualTo("sore");
        assertThat(episode.at("/adverseEvents/0/sessionId")).isEqualTo(episode.at("/sessions/1/id"));
        assertThat(texts(episode, "/followUps", "state")).hasSize(4).containsOnlyOnce("RECORDED");
        Answer client = get("/api/v1/clients/" + episode.at("/clientId").asString());
        assertThat(client.at("consents.0.givenAt")).isEqualTo(at(200, 8));
        Answer timeline = get("/api/v1/episodes/" + episode.at("/id").asString() + "/timeline");
        assertThat(timeline.at("items.0.recordedAt")).isGreaterThan(at(1, 0));
    }

    @Test
    void the_same_line_again_adds_nothing_and_another_under_its_name_is_refused() {
        String line = whole("again", 8);
        imported(line);
        long before = eventsStored();

        Answer again = imported(line.replace("{\"externalId\"", "  {  \"externalId\"") + "\n" + line);
        assertThat(again.at("alreadyThere")).isEqualTo("2");
        Answer other = imported(line.replace("GOALS_MET", "PLATEAU"));
        assertThat(other.at("badLines.0.type")).isEqualTo("/problems/history-differs");
        assertThat(other.at("badLines.0.field")).isEqualTo("externalId");
        assertThat(eventsStored()).isEqualTo(before);
    }

    @Test
    void of_one_name_in_one_body_the_first_is_imported() {
        Answer done = imported(String.join("\n", whole("twice", 8), whole("twice", 9)));

        assertThat(done.at("imported")).isEqualTo("1");
        assertThat(done.at("badLines.0.line")).isEqualTo("2");
        assertThat(done.at("badLines.0.type")).isEqualTo("/problems/history-differs");
    }

    @Test
    void lines_of_one_person_are_of_one_client() {
        String first = whole("p-1", 8).replace("\"client\": {", "\"client\": {\"externalId\": \"p\", ");
        String second = first.replace("\"p-1\"", "\"p-2\"").replace(at(140, 8), at(141, 12)).replace(at(130, 8),
                at(131, 12));
        String another = second.replace("\"p-2\"", "\"p-3\"").replace("1985-05-05", "1985-05-06");
        Answer done = imported(String.join("\n", first, second, another));

        assertThat(done.at("imported")).as(done.http().body()).isEqualTo("2");
        assertThat(done.at("badLines.0.line")).isEqualTo("3");
        assertThat(done.at("badLines.0.type")).isEqualTo("/problems/already-exists");
        JsonNode clients = list("/api/v1/clients?clinic=" + clinic);
        assertThat(clients).hasSize(1);
        assertThat(texts(list("/api/v1/episodes?clinic=" + clinic), "", "clientId")).hasSize(2)
                .containsOnly(clients.at("/0/id").asString());
    }

    /** The therapist has room for one. */
    @Test
    void what_has_ended_needs_no_room_in_the_caseload() {
        openTreatedEpisode(clinic, therapist, 100);
        Answer done = imported(whole("past", 8));
        assertThat(done.at("imported")).as(done.http().body()).isEqualTo("1");

        Answer open = imported(goingOn(whole("present", 9)));
        assertThat(open.at("badLines.0.type")).as(open.http().body()).isEqualTo("/problems/caseload-full");
        assertThat(open.at("badLines.0.field")).isEqualTo("assignments[0]");
    }

    /** Another system's files come in any order. */
    @Test
    void what_has_ended_is_no_second_open_episode() {
        String past = whole("past", 8).replace("\"client\": {", "\"client\": {\"externalId\": \"p\", ");
        String present = goingOn(past.replace("\"past\"", "\"present\"").replace(at(140, 8), at(141, 12))
                .replace(at(130, 8), at(131, 12)));
        Answer done = imported(String.join("\n", present, past, present.replace("\"present\"", "\"second\"")));

        assertThat(done.at("imported")).as(done.http().body()).isEqualTo("2");
        assertThat(done.at("badLines.0.line")).isEqualTo("3");
        assertThat(done.at("badLines.0.type")).isEqualTo("/problems/client-has-open-episode");
        assertThat(texts(list("/api/v1/episodes?clinic=" + clinic), "", "state"))
                .containsExactlyInAnyOrder("IN_TREATMENT", "DISCHARGED");
    }

    /** The line without its end and what came after it. */
    private static String goingOn(String line) {
        return line.replaceFirst("\"followUps\": \\[.*?\"furtherCare\": \"NONE\"}], ", "")
                .replaceFirst(", *\"discharge\": \\{[^}]*}", "");
    }

    @Test
    void a_bad_line_is_told_by_number_and_the_good_ones_around_it_are_imported() {
        id(post("/api/v1/clients", client(clinic, "Wie er is")));
        String known = whole("e", 11).replaceFirst("\"family\": \"[^\"]*\"", "\"family\": \"Wie er is\"");
        Answer done = imported(String.join("\r\n", whole("a", 8), "", "{", whole("b", 8), "  ", whole("c", 9), known));

        assertThat(done.at("lines")).isEqualTo("5");
        assertThat(done.at("imported")).as(done.http().body()).isEqualTo("2");
        JsonNode bad = Objects.requireNonNull(done.json()).at("/badLines");
        assertThat(texts(bad, "", "line")).containsExactly("3", "4", "7");
        assertThat(texts(bad, "", "type")).containsExactly("/problems/malformed-json",
                "/problems/therapist-double-booked", "/problems/client-already-registered");
        assertThat(bad.at("/1/field").asString()).isEqualTo("sessions[1]");
        assertThat(bad.at("/2/field").asString()).isEqualTo("client.name");

        Answer page = get("/api/v1/imports/" + done.at("id") + "?limit=2");
        assertThat(page.at("nextCursor")).isEqualTo("4");
        Answer rest = get("/api/v1/imports/" + done.at("id") + "?limit=2&cursor=" + page.at("nextCursor"));
        assertThat(rest.at("badLines.0.line")).isEqualTo("7");
        assertThat(rest.at("nextCursor")).isNull();
    }

    /** @param good part of a good line that is replaced, as a regular expression */
    private record Bad(String what, String good, String bad, String code, @Nullable String field) {}

    @TestFactory
    Stream<DynamicTest> refuses_a_line_with() {
        var rows = List.of(new Bad("an unknown field", "^\\{", "{\"surprise\": 1, ",
                "unknown-field", "surprise"),
                new Bad("an unknown field within", "\"note\"", "\"nota\"", "unknown-field", "sessions[0].nota"),
                new Bad("no name", "\"externalId\": \"[0-9]+\",", "", "missing-field", "externalId"),
                new Bad("an empty name", "\"externalId\": \"[0-9]+\"", "\"externalId\": \" \"", "invalid-value",
                        "externalId"),
                new Bad("a missing start", "\"startedAt\": \"[^\"]*\", \"minutes\": 45", "\"minutes\": 45",
                        "missing-field", "sessions[0].startedAt"),
                new Bad("a text for a number", "\"minutes\": 45", "\"minutes\": \"45\"", "wrong-type",
                        "sessions[0].minutes"),
                new Bad("an unknown constant", "GOALS_MET", "GOALS", "unknown-value", "discharge.reason"),
                new Bad("a name twice", "\"pgic\": 2", "\"pgic\": 2, \"pgic\": 2", "malformed-json", null),
                new Bad("something behind", "$", " 1", "malformed-json", null),
                new Bad("both score and answers", "\"score\": 24", "\"score\": 24, \"answers\": {\"ticked\": [1]}",
                        "invalid-value", "measurements[0].answers"),
                new Bad("an impossible score", "\"score\": 24", "\"score\": 101", "invalid-value",
                        "measurements[0].score"),
                new Bad("an impossible baseline", "\"score\": 7", "\"score\": 11", "invalid-value",
                        "episode.baseline[0].score"),
                new Bad("an impossible impression", "\"pgic\": 2", "\"pgic\": 8", "invalid-value",
                        "followUps[0].pgic"),
                new Bad("an impossible length", "\"minutes\": 45", "\"minutes\": 4", "invalid-value",
                        "sessions[0].minutes"),
                new Bad("somebody unborn", "1985-05-05", "2100-05-05", "invalid-value", "client.dateOfBirth"),
                new Bad("an unknown clinic", clinic, UUID.randomUUID().toString(), "unknown-reference",
                        "client.clinicId"),
                new Bad("an unknown licence", "\"licenceNumber\": \"[^\"]*\"", "\"licenceNumber\": \"none\"",
                        "unknown-reference", "assignments[0].licenceNumber"),
                new Bad("an unknown session", "\"sessionExternalId\": \"s2\"", "\"sessionExternalId\": \"s3\"",
                        "unknown-reference", "adverseEvents[0].sessionExternalId"),
                new Bad("a session's name twice", "\"externalId\": \"s1\"", "\"externalId\": \"s2\"", "invalid-value",
                        "sessions[0].externalId"),
                new Bad("a style that needs a certificate", "SWEDISH", "SHIATSU", "therapist-not-qualified",
                        "sessions[1]"),
                new Bad("no consent", "TREATMENT", "RESEARCH", "consent-missing", "sessions[1]"),
                new Bad("a session before the opening", at(140, 7), at(160, 7), "episode-state-forbids",
                        "sessions[1]"),
                new Bad("a discharge before the last session", at(120, 22), at(135, 7), "episode-state-forbids",
                        "sessions[0]"),
                new Bad("a follow-up without discharge", "\"discharge\": \\{[^}]*}", "\"discharge\": null",
                        "unknown-reference", "followUps[0].kind"),
                new Bad("a sign that calls for a physician", "\"positive\": \\[]", "\"positive\": [\"RF-CES-1\"]",
                        "clearance-missing", "assignments[0]"));
        var lines = new ArrayList<String>();
        for (int n = 0; n < rows.size(); n++) {
            String good = whole(Integer.toString(n), 7);
            String bad = good.replaceAll(rows.get(n).good, java.util.regex.Matcher.quoteReplacement(rows.get(n).bad));
            assertThat(bad).as(rows.get(n).what).isNotEqualTo(good);
            lines.add(bad);
        }
        long before = eventsStored();
        JsonNode bad = Objects.requireNonNull(imported(String.join("\n", lines), "?limit=200").json()).at("/badLines");
        assertThat(bad).hasSize(rows.size());
        assertThat(eventsStored()).isEqualTo(before);
        return rows.stream().map(row -> dynamicTest(row.what, () -> {
            JsonNode told = bad.get(rows.indexOf(row));
            assertThat(told.at("/type").asString()).as(told.toString()).isEqualTo("/problems/" + row.code);
            assertThat(told.at("/field").isNull() ? null : told.at("/field").asString()).as(told.toString())
                    .isEqualTo(row.field);
            assertThat(told.at("/reason").asString()).isNotBlank().doesNotContain("Mila", "io.lumbar", "java.");
        }));
    }

    @Test
    void a_line_that_is_too_long_is_refused_alone() {
        Answer done = imported("[" + " ".repeat(300_000) + "]\n" + whole("short", 8));

        assertThat(done.at("imported")).isEqualTo("1");
        assertThat(done.at("badLines.0.type")).isEqualTo("/problems/body-too-large");
    }

    @Test
    void a_body_without_a_line_or_with_too_many_is_refused() {
        assertThat(send("\n  \n").at("field")).isEqualTo("body");
        assertThat(send("{}\n".repeat(100_001)).status()).isEqualTo(413);
        assertThat(send(request("/api/v1/imports").header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{}"))).at("type")).isEqualTo("/problems/unsupported-media-type");
        assertThat(send(anonymous("/api/v1/imports").header("Content-Type", LINES)
                .POST(BodyPublishers.ofString("{}"))).status()).isEqualTo(401);
        assertThat(get("/api/v1/imports/" + UUID.randomUUID()).at("type")).isEqualTo("/problems/not-found");
        assertThat(get("/api/v1/imports/7").at("type")).isEqualTo("/problems/malformed-id");
    }

    @Test
    void a_cursor_that_was_not_given_is_refused() {
        Answer done = imported(whole("c", 8));
        assertThat(get("/api/v1/imports/" + done.at("id") + "?cursor=x").at("field")).isEqualTo("cursor");
    }

    @Test
    void a_repeat_under_its_key_is_the_first_import_and_another_body_is_refused() {
        String key = UUID.randomUUID().toString();
        String line = whole("key", 8);
        String first = accepted(under(key, line));
        assertThat(accepted(under(key, line))).isEqualTo(first);
        assertThat(under(key, whole("key", 9)).at("type")).isEqualTo("/problems/idempotency-key-reused");
    }

    @Test
    void a_body_whose_length_is_not_announced_is_read_as_it_comes() {
        byte[] line = whole("stream", 8).getBytes(java.nio.charset.StandardCharsets.UTF_8);
        String id = accepted(send(request("/api/v1/imports").header("Content-Type", LINES)
                .POST(BodyPublishers.ofInputStream(() -> (InputStream) new ByteArrayInputStream(line)))));
        assertThat(finished(id, "").at("imported")).isEqualTo("1");
    }

    private String whole(String externalId, int hour) {
        return Line.whole(externalId, clinic, licence, hour);
    }

    private Answer send(String lines) {
        return send(request("/api/v1/imports").header("Content-Type", LINES).POST(BodyPublishers.ofString(lines)));
    }

    private Answer under(String key, String lines) {
        return send(request("/api/v1/imports").header("Content-Type", LINES).header("Idempotency-Key", key)
                .POST(BodyPublishers.ofString(lines)));
    }

    private static String accepted(Answer answer) {
        assertThat(answer.status()).as(answer.http().body()).isEqualTo(202);
        assertThat(answer.header("Location")).isEqualTo("/api/v1/imports/" + answer.at("id"));
        return Objects.requireNonNull(answer.at("id"));
    }

    private Answer imported(String lines) {
        return imported(lines, "");
    }

    private Answer imported(String lines, String query) {
        return finished(accepted(send(lines)), query);
    }

    private Answer finished(String id, String query) {
        await().atMost(Duration.ofSeconds(30)).until(() -> get("/api/v1/imports/" + id).at("finishedAt") != null);
        return get("/api/v1/imports/" + id + query);
    }

    private JsonNode onlyEpisode() {
        JsonNode episodes = list("/api/v1/episodes?clinic=" + clinic);
        assertThat(episodes).hasSize(1);
        return Objects.requireNonNull(get("/api/v1/episodes/" + episodes.at("/0/id").asString()).json());
    }

    /** A list with everything that was recorded until now. */
    private JsonNode list(String path) {
        Answer marker = post("/api/v1/clinics", """
                {"name": "Marker", "timeZone": "Europe/Amsterdam"}""");
        return Objects.requireNonNull(getAfter(marker, path).json()).at("/items");
    }

    private static List<String> texts(JsonNode node, String list, String field) {
        var texts = new ArrayList<String>();
        node.at(list).forEach(each -> texts.add(each.at("/" + field).asString()));
        return texts;
    }
}
