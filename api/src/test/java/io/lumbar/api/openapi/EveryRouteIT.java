package io.lumbar.api.openapi;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

import io.lumbar.api.ClinicIT;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

/** What holds for every route that writes, asked of each that the OpenAPI document tells of, with its own example. */
class EveryRouteIT extends ClinicIT {
    /** How many examples could be recorded as they stand, with one event each. */
    private long created;

    /** A route that takes a body; ids in its path are of nothing. */
    private record Route(String method, String path, ObjectNode example, JsonNode model) {

        List<String> names(String part) {
            var names = new ArrayList<String>();
            JsonNode of = model.at("/" + part);
            if (of.isArray()) {
                of.forEach(name -> names.add(name.asString()));
            } else {
                names.addAll(of.propertyNames());
            }
            return names;
        }
    }

    private interface Check {
        void run(Route route);
    }

    @TestFactory
    Stream<DynamicTest> understands_the_example_of_its_document() {
        return routes(route -> {
            Answer answer = ask(route, route.example.toString());
            // What it refers to is not there; it was read, or else the answer were 400.
            assertThat(answer.status()).as(answer.http().body()).isIn(200, 201, 404, 422);
        });
    }

    @TestFactory
    Stream<DynamicTest> names_a_required_field_that_is_absent() {
        return routes(route -> route.names("required").forEach(name -> {
            ObjectNode body = route.example.deepCopy();
            body.remove(name);
            refuses(ask(route, body.toString()), 400, "missing-field", name);
        }));
    }

    @TestFactory
    Stream<DynamicTest> names_a_field_of_the_wrong_type() {
        return routes(route -> route.names("properties").forEach(name -> {
            ObjectNode body = route.example.deepCopy();
            boolean yesOrNo = body.path(name).isBoolean();
            body.remove(name);
            if (yesOrNo) {
                body.put(name, "yes");
            } else {
                body.put(name, true);
            }
            refuses(ask(route, body.toString()), 400, "wrong-type", name);
        }));
    }

    @TestFactory
    Stream<DynamicTest> refuses_a_field_that_it_does_not_know() {
        return routes(route -> refuses(ask(route, route.example.deepCopy().put("surprise", 1).toString()), 400,
                "unknown-field", "surprise"));
    }

    @TestFactory
    Stream<DynamicTest> refuses_a_body_that_is_no_json_too_large_or_of_another_type() {
        return routes(route -> {
            refuses(ask(route, "{\"name\": "), 400, "malformed-json", null);
            refuses(ask(route, route.example + " ".repeat(256 * 1024)), 413, "body-too-large", null);
            refuses(send(request(route.path).header("Content-Type", "text/plain").method(route.method,
                    BodyPublishers.ofString(route.example.toString()))), 415, "unsupported-media-type",
                    "Content-Type");
        });
    }

    @TestFactory
    Stream<DynamicTest> refuses_a_token_that_is_not_there() {
        return routes(route -> refuses(send(anonymous(route.path).header("Content-Type", "application/json")
                .method(route.method, BodyPublishers.ofString(route.example.toString()))), 401, "unauthenticated",
                null));
    }

    @TestFactory
    Stream<DynamicTest> says_the_limits_of_every_number_and_text() {
        JsonNode document = Objects.requireNonNull(send(anonymous("/openapi")).json());
        return routes(route -> {
            var unlimited = new ArrayList<String>();
            unlimited(route.model, document, "", unlimited);
            // A score is limited by its instrument.
            assertThat(unlimited).allSatisfy(path -> assertThat(path).endsWith("score"));
        });
    }

    /** Also of those without a body: what is wrong about it stands in the address or a header. */
    @TestFactory
    Stream<DynamicTest> refuses_an_address_or_header_that_it_cannot_read() {
        JsonNode document = Objects.requireNonNull(send(anonymous("/openapi")).json());
        var tests = new ArrayList<DynamicTest>();
        for (Map.Entry<String, JsonNode> path : document.at("/paths").properties()) {
            for (String method : List.of("post", "put")) {
                JsonNode operation = path.getValue().path(method);
                if (operation.isObject() && !path.getKey().startsWith("/api/v1/probes")) {
                    tests.add(dynamicTest(method + " " + path.getKey(), () -> {
                        long before = eventsStored();
                        refusesUnread(method.toUpperCase(Locale.ROOT), path.getKey(), operation);
                        assertThat(eventsStored()).isEqualTo(before);
                    }));
                }
            }
        }
        assertThat(tests).hasSizeGreaterThan(45);
        return tests.stream();
    }

    private void refusesUnread(String method, String template, JsonNode operation) {
        String path = address(template, UUID.randomUUID().toString());
        refuses(unread(method, path + "?surprise=1", operation, Map.of()), 400, "unknown-parameter", "surprise");
        if (!address(template, "7").equals(path)) {
            refuses(unread(method, address(template, "7"), operation, Map.of()), 400, "malformed-id", null);
        }
        for (String header : List.of("If-Match", "Idempotency-Key")) {
            if (operation.at("/parameters").toString().contains("/parameters/" + header + "\"")) {
                refuses(unread(method, path, operation, Map.of(header, "two words")), 400, "malformed-header", header);
            }
        }
    }

    private Answer unread(String method, String path, JsonNode operation, Map<String, String> headers) {
        var request = request(path);
        headers.forEach(request::header);
        var content = operation.at("/requestBody/content").properties().iterator();
        if (!content.hasNext()) {
            return send(request.method(method, BodyPublishers.noBody()));
        }
        var body = content.next();
        return send(request.header("Content-Type", body.getKey()).method(method,
                BodyPublishers.ofString(body.getValue().path("example").toString())));
    }

    private static String address(String template, String id) {
        return template.replace("{style}", "SWEDISH").replace("{purpose}", "RESEARCH").replaceAll("\\{\\w+}", id);
    }

    private static void unlimited(JsonNode schema, JsonNode document, String path, List<String> found) {
        if (schema.has("$ref")) {
            unlimited(document.at(schema.at("/$ref").asString().substring(1)), document, path, found);
        }
        String type = schema.path("type").toString();
        boolean text = type.contains("string") && !schema.has("enum") && !schema.has("format");
        boolean number = type.contains("integer") || type.contains("number");
        boolean between = schema.has("minimum") && schema.has("maximum");
        if ((text && !schema.has("maxLength")) || (number && !between)) {
            found.add(path);
        }
        schema.path("properties").properties().forEach(
                property -> unlimited(property.getValue(), document, path + "." + property.getKey(), found));
        schema.path("anyOf").forEach(either -> unlimited(either, document, path, found));
        if (schema.has("items")) {
            unlimited(schema.get("items"), document, path + "[]", found);
        }
    }

    private Stream<DynamicTest> routes(Check check) {
        JsonNode document = Objects.requireNonNull(send(anonymous("/openapi")).json());
        var routes = new ArrayList<Route>();
        for (Map.Entry<String, JsonNode> path : document.at("/paths").properties()) {
            for (String method : List.of("post", "put")) {
                JsonNode body = path.getValue().at("/" + method + "/requestBody/content/application~1json");
                if (!body.isMissingNode() && !path.getKey().startsWith("/api/v1/probes")) {
                    assertThat(body.at("/example").isObject()).as("example of %s", path.getKey()).isTrue();
                    routes.add(new Route(method.toUpperCase(Locale.ROOT),
                            address(path.getKey(), UUID.randomUUID().toString()),
                            (ObjectNode) body.at("/example"),
                            document.at(body.at("/schema/$ref").asString().substring(1))));
                }
            }
        }
        assertThat(routes).hasSizeGreaterThan(12);
        return routes.stream().map(route -> dynamicTest(route.method + " " + route.path, () -> {
            long before = eventsStored() - created;
            check.run(route);
            assertThat(eventsStored() - created).isEqualTo(before);
        }));
    }

    private Answer ask(Route route, String body) {
        Answer answer = send(request(route.path).header("Content-Type", "application/json").method(route.method,
                BodyPublishers.ofString(body)));
        created += answer.status() == 201 ? 1 : 0;
        return answer;
    }

    private static void refuses(Answer answer, int status, String code, @Nullable String field) {
        assertThat(answer.status()).as(answer.http().body()).isEqualTo(status);
        assertThat(answer.at("type")).as(answer.http().body()).isEqualTo("/problems/" + code);
        if (field != null) {
            assertThat(answer.at("field")).as(answer.http().body()).isNotNull().startsWith(field);
            assertThat(answer.at("errors.0.rule")).isNotBlank();
        }
    }
}
