package io.lumbar.api.attack;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import io.lumbar.api.attack.Wire.Reply;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the product's own OpenAPI document says of its answers, asked of a JSON Schema validator; and what it need not say,
 * because it holds for every answer: it is no failure of the server, and a browser is told what not to do with it.
 */
final class Contract {
    private static final String AT = "https://lumbar.invalid/openapi";
    private static final String PROBLEM = "application/problem+json";
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Set<String> BODILESS = Set.of("HEAD", "OPTIONS");

    /** A method of a path. */
    record Operation(String id, String method, String template, JsonNode says) {}

    private final JsonNode document;
    private final SchemaRegistry schemas;
    private final List<Operation> operations = new ArrayList<>();
    private final Map<String, Operation> byRoute = new HashMap<>();
    private final Map<String, Schema> known = new ConcurrentHashMap<>();

    /** Of the paths that {@code which} takes. */
    Contract(JsonNode told, Predicate<String> which) {
        this.document = told.deepCopy();
        close(document);
        this.schemas = SchemaRegistry.withDialect(Dialects.getOpenApi31(),
                registry -> registry.schemas(Map.of(AT, document.toString())));
        for (Map.Entry<String, JsonNode> path : document.at("/paths").properties()) {
            for (Map.Entry<String, JsonNode> method : path.getValue().properties()) {
                var operation = new Operation(method.getValue().at("/operationId").asString(),
                        method.getKey().toUpperCase(Locale.ROOT), path.getKey(), method.getValue());
                byRoute.put(operation.method + " " + operation.template, operation);
                if (which.test(path.getKey())) {
                    operations.add(operation);
                }
            }
        }
    }

    /** A field that the document does not tell of is none that an answer may have. */
    private static void close(JsonNode node) {
        if (node instanceof ObjectNode object && object.path("properties").isObject()
                && !object.has("additionalProperties") && !object.has("anyOf")) {
            object.put("additionalProperties", false);
        }
        node.forEach(Contract::close);
    }

    List<Operation> operations() {
        return operations;
    }

    /** The operation of this method at the same path; null when there is none. */
    @Nullable
    Operation at(String method, String template) {
        return byRoute.get(method + " " + template);
    }

    /** What is wrong with an answer, in one line; null when nothing is. */
    @Nullable
    String broken(@Nullable Operation operation, String method, Reply reply) {
        if (reply.status() >= 500) {
            return "a failure of the server";
        }
        String bare = bare(reply);
        if (bare != null) {
            return bare;
        }
        if (operation == null) {
            return brokenOutside(method, reply);
        }
        JsonNode response = operation.says.at("/responses/" + reply.status());
        String place = "/paths/" + escaped(operation.template) + "/" + operation.method.toLowerCase(Locale.ROOT)
                + "/responses/" + reply.status();
        if (response.isMissingNode()) {
            return "an undeclared status";
        }
        if (response.has("$ref")) {
            place = response.get("$ref").asString().substring(1);
            response = document.at(place);
        }
        JsonNode content = response.path("content");
        if (content.isEmpty()) {
            return reply.body().isEmpty() ? null : "a body where none is declared";
        }
        if (!content.has(reply.type())) {
            return "an undeclared content type";
        }
        return reply.type().endsWith("json") && content.get(reply.type()).has("schema")
                ? misshapen(reply, place + "/content/" + escaped(reply.type()) + "/schema")
                : null;
    }

    /** Where no operation answers, only a refusal may. */
    private @Nullable String brokenOutside(String method, Reply reply) {
        if (BODILESS.contains(method)) {
            return reply.status() == 200 || reply.status() / 100 == 4 ? null : "neither done nor refused";
        }
        if (reply.status() / 100 != 4) {
            return "an answer where there is no operation";
        }
        return reply.type().equals(PROBLEM) ? misshapen(reply, "/components/schemas/Problem") : "no problem";
    }

    private static @Nullable String bare(Reply reply) {
        if (!reply.header("X-Content-Type-Options").equals("nosniff")) {
            return "no X-Content-Type-Options";
        }
        if (!reply.header("Content-Security-Policy").contains("default-src 'none'")) {
            return "no Content-Security-Policy";
        }
        if (!reply.header("Cache-Control").contains("no-store")) {
            return "may be kept by a cache";
        }
        return reply.headers().containsKey("Server") || reply.headers().containsKey("Set-Cookie")
                ? "a header that tells too much"
                : null;
    }

    private @Nullable String misshapen(Reply reply, String place) {
        JsonNode body;
        try {
            body = JSON.readTree(reply.body());
        } catch (JacksonException e) {
            return "no JSON";
        }
        var errors = known.computeIfAbsent(place, each -> schemas.getSchema(SchemaLocation.of(AT + "#" + each)))
                .validate(body);
        return errors.isEmpty() ? null : "another shape: " + errors.getFirst();
    }

    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
