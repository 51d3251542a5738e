package io.lumbar.api.openapi;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

import io.lumbar.api.HttpIT;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

class OpenApiIT extends HttpIT {

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping mapping;

    @Test
    void documents_every_route_and_nothing_else() {
        assertThat(documented(document())).isEqualTo(mapped()).isNotEmpty();
    }

    @Test
    void misses_no_difference_between_document_and_routes() {
        JsonNode document = document();
        var route = (tools.jackson.databind.node.ObjectNode) document.at("/paths/~1api~1v1~1probes");

        route.remove("get");
        assertThat(mapped()).isNotEqualTo(documented(document));
        route.putObject("get");
        assertThat(mapped()).isEqualTo(documented(document));
        route.putObject("delete");
        assertThat(mapped()).isNotEqualTo(documented(document));
    }

    @Test
    void is_version_3_1_and_open_without_a_token() {
        assertThat(document().at("/openapi").asString()).startsWith("3.1");
        assertThat(send(anonymous("/swagger-ui/index.html")).status()).isEqualTo(200);
    }

    @Test
    void gives_each_operation_an_id_of_its_own_and_its_problems() {
        var ids = new HashSet<String>();
        for (JsonNode operation : operations(document())) {
            String id = operation.at("/operationId").asString();
            assertThat(ids.add(id)).as("second operation named %s", id).isTrue();
            for (int status : List.of(400, 401, 403, 500, 503)) {
                assertThat(operation.at("/responses/" + status + "/$ref").asString())
                        .as("%s %d", id, status).isEqualTo("#/components/responses/Problem" + status);
            }
        }
        assertThat(ids).isNotEmpty();
    }

    @Test
    void refers_to_nothing_that_is_not_there() {
        JsonNode document = document();
        for (JsonNode reference : document.findValues("$ref")) {
            assertThat(document.at(reference.asString().substring(1)).isMissingNode()).as(reference.asString())
                    .isFalse();
        }
    }

    @Test
    void tells_required_optional_and_limits_from_the_records() {
        JsonNode probe = document().at("/components/schemas/ProbesProbe");
        var required = new ArrayList<String>();
        probe.at("/required").forEach(name -> required.add(name.asString()));

        assertThat(required).containsExactlyInAnyOrder("clinicId", "minutes", "sex", "at", "parts");
        assertThat(probe.at("/properties/clinicId/format").asString()).isEqualTo("uuid");
        assertThat(probe.at("/properties/at/format").asString()).isEqualTo("date-time");
        assertThat(probe.at("/properties/sex/enum")).hasSize(4);
        assertThat(probe.at("/properties/note/maxLength").asInt()).isEqualTo(4000);
        assertThat(probe.at("/properties/note/type").toString()).contains("string", "null");
        assertThat(probe.at("/properties/from/format").asString()).isEqualTo("time");
    }

    @Test
    void tells_the_headers_of_writes() {
        JsonNode made = document().at("/paths/~1api~1v1~1probes~1{id}~1made/post");

        assertThat(made.at("/parameters").toString()).contains("#/components/parameters/If-Match",
                "#/components/parameters/Idempotency-Key").doesNotContain("\"name\":\"request\"");
        assertThat(made.at("/responses/201/headers").propertyNames()).contains("ETag", "Lumbar-Position", "Location");
        assertThat(made.at("/responses/200").isMissingNode()).isFalse();
    }

    @Test
    void says_of_every_number_in_a_report_what_it_is_counted_in() {
        JsonNode document = document();
        var silent = new TreeSet<String>();
        var numbers = new TreeSet<String>();
        for (JsonNode operation : operations(document)) {
            if (operation.at("/tags/0").asString().equals("Reports")) {
                numbers(operation.at("/responses/200/content/application~1json/schema"), document, "", numbers, silent);
            }
        }
        assertThat(silent).isEmpty();
        assertThat(numbers).hasSizeGreaterThan(80);
    }

    private static void numbers(JsonNode schema, JsonNode document, String path, Set<String> numbers,
            Set<String> silent) {
        if (schema.has("$ref")) {
            String reference = schema.at("/$ref").asString();
            numbers(document.at(reference.substring(1)), document, reference, numbers, silent);
        }
        String type = schema.path("type").toString();
        if (type.contains("integer") || type.contains("number")) {
            numbers.add(path);
            if (!schema.has("description")) {
                silent.add(path);
            }
        }
        schema.path("properties").properties().forEach(property -> numbers(property.getValue(), document,
                path + "." + property.getKey(), numbers, silent));
        schema.path("anyOf").forEach(either -> numbers(either, document, path, numbers, silent));
        if (schema.has("items")) {
            numbers(schema.get("items"), document, path, numbers, silent);
        }
    }

    private JsonNode document() {
        return Objects.requireNonNull(send(anonymous("/openapi")).json());
    }

    private Set<String> mapped() {
        var routes = new TreeSet<String>();
        for (RequestMappingInfo route : mapping.getHandlerMethods().keySet()) {
            for (String path : route.getPatternValues()) {
                if (path.startsWith("/api/")) {
                    assertThat(route.getMethodsCondition().getMethods()).as(path).isNotEmpty();
                    for (RequestMethod method : route.getMethodsCondition().getMethods()) {
                        routes.add(method + " " + path);
                    }
                }
            }
        }
        return routes;
    }

    private static Set<String> documented(JsonNode document) {
        var routes = new TreeSet<String>();
        for (Map.Entry<String, JsonNode> path : document.at("/paths").properties()) {
            path.getValue().propertyNames()
                    .forEach(method -> routes.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey()));
        }
        return routes;
    }

    private static List<JsonNode> operations(JsonNode document) {
        var operations = new ArrayList<JsonNode>();
        document.at("/paths").forEach(path -> path.forEach(operations::add));
        return operations;
    }
}
