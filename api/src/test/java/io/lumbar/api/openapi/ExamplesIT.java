package io.lumbar.api.openapi;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.lumbar.api.Bodies;
import io.lumbar.api.ClinicIT;
import io.lumbar.api.imports.Line;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Who reads the document alone calls the API as it is meant: every operation shows a request, an answer and its problems,
 * each of which fits its schema; the requests are one story that the clinic accepts from the first to the last; and what is
 * really answered fits its schema, too. With the system property {@code lumbar.examples} set to a folder the answers are
 * written there, for {@code openapi/examples/answers}.
 */
class ExamplesIT extends ClinicIT {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final @Nullable String KEPT_IN = System.getProperty("lumbar.examples");

    private record Operation(String id, String method, String path, JsonNode says) {

        /** Content type of the body; empty when it takes none. */
        String type() {
            return says.at("/requestBody/content").propertyStream().map(Map.Entry::getKey).findFirst().orElse("");
        }

        JsonNode body() {
            return says.at("/requestBody/content").path(type());
        }
    }

    private JsonNode document;
    private final Map<String, Operation> operations = new LinkedHashMap<>();
    /** Ids by the beginning of a path and the name of its variable. */
    private final Map<String, String> ids = new HashMap<>();
    private final Set<String> told = new TreeSet<>();
    /** The answer to the latest write. */
    private @Nullable Answer last;

    @BeforeEach
    void read() {
        document = Objects.requireNonNull(send(anonymous("/openapi")).json());
        for (Map.Entry<String, JsonNode> path : document.at("/paths").properties()) {
            for (Map.Entry<String, JsonNode> method : path.getValue().properties()) {
                String id = method.getValue().at("/operationId").asString();
                if (!path.getKey().startsWith("/api/v1/probes")) {
                    operations.put(id, new Operation(id, method.getKey(), path.getKey(), method.getValue()));
                }
            }
        }
    }

    @Test
    void every_operation_shows_a_request_an_answer_and_problems_that_fit() {
        assertThat(operations).hasSizeGreaterThan(40);
        assertThat(operations.values()).allSatisfy(operation -> {
            if (operation.says.has("requestBody")) {
                shows(operation.body(), operation.id + " request");
            }
            var problems = new TreeSet<String>();
            for (Map.Entry<String, JsonNode> response : operation.says.at("/responses").properties()) {
                if (response.getKey().startsWith("2")) {
                    JsonNode json = response.getValue().at("/content/application~1json");
                    if (!json.isMissingNode()) {
                        shows(json, operation.id + " " + response.getKey());
                    }
                } else {
                    problems.add(response.getKey());
                }
            }
            assertThat(problems).as(operation.id).contains("400", "401", "403", "500", "503");
        });
    }

    @Test
    void every_problem_is_shown_under_its_status() {
        var types = new TreeSet<String>();
        for (Map.Entry<String, JsonNode> response : document.at("/components/responses").properties()) {
            JsonNode content = response.getValue().at("/content/application~1problem+json");
            assertThat(content.at("/examples").size()).as(response.getKey()).isPositive();
            for (JsonNode example : content.at("/examples")) {
                assertThat(SchemaRules.broken(example.at("/value"), content.at("/schema"), document))
                        .as(example.toString()).isEmpty();
                assertThat("Problem" + example.at("/value/status").asInt()).isEqualTo(response.getKey());
                types.add(example.at("/value/type").asString());
                assertThat(example.at("/value/lastDay").isContainer()).as("a date is written as text").isFalse();
            }
        }
        assertThat(types).hasSizeGreaterThan(50).contains("/problems/therapist-double-booked",
                "/problems/unknown-field", "/problems/position-not-reached");
    }

    @Test
    void the_requests_are_one_story_and_its_answers_fit_the_document() {
        tell("openClinic", "clinics", "id");
        tell("changeOpeningHours");
        tell("openAccount", "accounts", "id");
        tell("changeRights");
        tell("giveLogInName");
        tell("renewSecret");
        tell("removeSecondFactor");
        ids.put("apps id", UUID.randomUUID().toString());
        tell("registerApp");
        tell("registerTherapist", "therapists", "id");
        tell("grantQualification");
        tell("setWorkingHours");
        tell("addAbsence");
        tell("changeCaseloadLimit");
        tell("registerClient", "clients", "id");
        tell("correctClientDetails");
        tell("giveConsent");
        tell("findClients");
        tell("openEpisode", "episodes", "id");
        tell("declineEpisode");
        tell("openEpisode", "episodes", "id");
        tell("correctIntake");
        tell("recordScreening");
        ids.put("worklist id", Objects.requireNonNull(hear("worklist").at("items.0.id")));
        tell("claimWork");
        tell("releaseWork");
        tell("finishWork");
        tell("recordClearance");
        tell("assignTherapist");
        tell("planSession", "episodes", "sid");
        tell("rescheduleSession");
        tell("holdPlannedSession");
        tell("correctSession");
        String held = Objects.requireNonNull(ids.get("episodes sid"));
        tell("planSession", "episodes", "sid");
        tell("markNoShow");
        tell("revertNoShow");
        tell("cancelSession");
        tell("holdUnplannedSession", "episodes", "sid");
        tell("voidSession");
        ids.put("episodes sid", held);
        tell("reportAdverseEvent", "episodes", "aid");
        tell("correctAdverseEvent");
        tell("recordMeasurement", "episodes", "mid");
        tell("correctMeasurement");
        tell("voidMeasurement");
        tell("recordMeasurement", "episodes", "mid");
        tell("dischargeEpisode");
        ids.put("episodes fid", Objects.requireNonNull(get(path("/api/v1/episodes/{id}")).at("followUps.0.id")));
        tell("recordFollowUp");
        tell("correctFollowUp");
        tell("importHistories", "imports", "id");
        await().until(() -> get(path("/api/v1/imports/{id}")).at("finishedAt") != null);
        assertThat(get(path("/api/v1/imports/{id}")).at("imported")).isEqualTo("1");
        importOthers();
        operations.values().stream().filter(each -> each.method.equals("get") && !told.contains(each.id))
                .map(Operation::id).toList().forEach(this::hear);
        tell("outlookOf");
        takeUpAnotherEpisodeAndVoidIt();
        ids.put("clients purpose", "RESEARCH");
        tell("withdrawConsent");
        ids.put("therapists style", "TRIGGER_POINT");
        tell("revokeQualification");
        tell("deactivateTherapist");
        tell("disableAccount");
        tell("removeApp");
        tell("closeClinic");

        assertThat(told).containsExactlyInAnyOrderElementsOf(operations.keySet());
    }

    /** What may be reopened was discharged lately, unlike that of the story. */
    private void takeUpAnotherEpisodeAndVoidIt() {
        String clinic = Objects.requireNonNull(ids.get("clinics id"));
        String episode = openTreatedEpisode(clinic, registerTherapist(clinic), 10);
        id(post(Bodies.path(episode, "/discharge"), "{\"reason\": \"PLATEAU\"}"));
        ids.put("episodes id", episode);
        tell("reopenEpisode");
        tell("voidEpisode");
    }

    private void shows(JsonNode content, String what) {
        JsonNode example = content.at("/example");
        assertThat(example.isMissingNode()).as("%s has an example", what).isFalse();
        JsonNode json = example.isString() ? JSON.readTree(example.asString()) : example;
        assertThat(SchemaRules.broken(json, content.at("/schema"), document)).as("%s: %s", what, example).isEmpty();
    }

    /** Tells what creates something; its id is that of {@code variable} from then on. */
    private void tell(String id, String resource, String variable) {
        ids.put(resource + " " + variable, Objects.requireNonNull(tell(id).at("id")));
    }

    /** Sends the request that is shown, with ids of what is really there. */
    private Answer tell(String id) {
        Operation operation = Objects.requireNonNull(operations.get(id), id);
        var request = request(path(operation.path));
        if (!operation.type().isEmpty()) {
            request.header("Content-Type", operation.type());
        }
        String body = sent(operation.body().at("/example"));
        Answer answer = send(request.method(operation.method.toUpperCase(Locale.ROOT), BodyPublishers.ofString(body)));
        assertThat(answer.status()).as("%s %s: %s", id, body, answer.http().body()).isBetween(200, 202);
        fits(operation, answer);
        last = answer.header("Lumbar-Position") == null ? last : answer;
        return answer;
    }

    private String sent(JsonNode example) {
        return example.isMissingNode() ? ""
                : withRealIds(example.isString() ? JSON.readTree(example.asString()) : example.deepCopy()).toString();
    }

    private JsonNode withRealIds(JsonNode body) {
        if (body instanceof ObjectNode object) {
            Map.of("clinicId", "clinics id", "therapistId", "therapists id", "clientId", "clients id", "sessionId",
                    "episodes sid").forEach((field, of) -> {
                        if (object.has(field) && ids.containsKey(of)) {
                            object.put(field, ids.get(of));
                        }
                    });
            if (object.has("clinics")) {
                object.putArray("clinics").add(ids.get("clinics id"));
            }
            object.values().forEach(this::withRealIds);
        } else if (body instanceof ArrayNode array) {
            array.forEach(this::withRealIds);
        }
        return body;
    }

    private String path(String template) {
        String path = template;
        for (Map.Entry<String, String> id : ids.entrySet()) {
            String[] name = id.getKey().split(" ");
            if (template.startsWith("/api/v1/" + name[0])) {
                path = path.replace("{" + name[1] + "}", id.getValue());
            }
        }
        return path.replace("{name}", "sessions-to-response");
    }

    /** The answer to a GET, with everything that was told so far. */
    private Answer hear(String id) {
        Operation operation = Objects.requireNonNull(operations.get(id), id);
        String ours = "?clinic=" + ids.get("clinics id");
        Map<String, String> parameters = Map.of("calendar", ours + "&from=2025-02-01T00:00:00Z&to=2025-03-01T00:00:00Z",
                "episodes", ours, "clients", ours, "therapists", ours, "worklist", ours, "sessionsPerPerson", ours,
                "report", ours, "therapistPoints", ours);
        Answer answer = getAfter(Objects.requireNonNull(last), path(operation.path) + parameters.getOrDefault(id, ""));
        assertThat(answer.status()).as("%s: %s", id, answer.http().body()).isEqualTo(200);
        fits(operation, answer);
        return answer;
    }

    /** So many that a report may say something of them. */
    private void importOthers() {
        String lines = IntStream.range(0, 6).mapToObj(n -> Line.whole("other " + n,
                Objects.requireNonNull(ids.get("clinics id")), "NL-39012345", 8 + n)).collect(Collectors.joining("\n"));
        String others = Objects
                .requireNonNull(send(request("/api/v1/imports").header("Content-Type", "application/x-ndjson")
                        .POST(BodyPublishers.ofString(lines))).at("id"));
        await().until(() -> get("/api/v1/imports/" + others).at("finishedAt") != null);
    }

    private void fits(Operation operation, Answer answer) {
        told.add(operation.id);
        JsonNode contents = operation.says.at("/responses/" + answer.status() + "/content");
        JsonNode content = contents.path("application/json");
        if (content.isMissingNode()) {
            assertThat(contents.propertyNames()).as(operation.id)
                    .anyMatch(type -> String.valueOf(answer.header("Content-Type")).startsWith(type));
            return;
        }
        JsonNode json = Objects.requireNonNull(answer.json(), operation.id);
        assertThat(SchemaRules.broken(json, content.at("/schema"), document))
                .as("%s: %s", operation.id, answer.http().body()).isEmpty();
        boolean says = !content.at("/schema/$ref").asString().endsWith("Written");
        if (KEPT_IN != null && says) {
            keep(Path.of(KEPT_IN, operation.id + ".json"),
                    JSON.writerWithDefaultPrettyPrinter().writeValueAsString(json));
        }
    }

    private static void keep(Path file, String json) {
        try {
            Files.writeString(file, json + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
