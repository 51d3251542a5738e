package io.lumbar.api.openapi;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import io.lumbar.api.problem.EdgeProblem;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import org.springframework.http.HttpStatus;

/** Headers and problem answers that many operations share, each declared once and referred to. */
final class Shared {
    static final String IF_MATCH = "If-Match";
    static final String IDEMPOTENCY_KEY = "Idempotency-Key";
    static final String AFTER = "Lumbar-After";
    static final String POSITION = "Lumbar-Position";
    static final String ETAG = "ETag";
    private static final String PROBLEM = "Problem";

    private Shared() {}

    static void declare(Components components) {
        components.addParameters(IF_MATCH, header(IF_MATCH, "The version that must stand, such as \"7\"; else 412."))
                .addParameters(IDEMPOTENCY_KEY, header(IDEMPOTENCY_KEY,
                        "1 to 200 printable ASCII characters. A repeat within 7 days gets the first answer again."))
                .addParameters(AFTER, header(AFTER,
                        "A Lumbar-Position: the answer includes what was written up to there, or is a 503."))
                .addHeaders(ETAG, answered("The version that stands, in double quotes."))
                .addHeaders(POSITION, answered("Where the write stands in the order of all events, for Lumbar-After."))
                .addSchemas(PROBLEM, problem());
        problemStatuses().forEach(status -> components.addResponses(name(status), new ApiResponse()
                .description(HttpStatus.valueOf(status).getReasonPhrase() + ": "
                        + "a problem whose type is explained under /problems/")
                .content(new Content().addMediaType("application/problem+json",
                        new MediaType().schema(new Schema<>().$ref(PROBLEM))))));
    }

    /** The name of the shared answer with a status. */
    static String name(int status) {
        return PROBLEM + status;
    }

    private static Set<Integer> problemStatuses() {
        var statuses = new TreeSet<>(List.of(HttpStatus.CONFLICT.value(), HttpStatus.PRECONDITION_FAILED.value()));
        Arrays.stream(EdgeProblem.values()).map(problem -> problem.status().value()).forEach(statuses::add);
        return statuses;
    }

    private static Parameter header(String name, String description) {
        return new Parameter().in("header").name(name).required(false).description(description).schema(type("string"));
    }

    private static Header answered(String description) {
        return new Header().description(description).schema(type("string"));
    }

    private static Schema<?> problem() {
        Schema<?> violation = object(Map.of("field", type("string"), "rule", type("string")), List.of("field", "rule"));
        Schema<?> violations = type("array");
        violations.setItems(violation);
        var members = new LinkedHashMap<String, Schema<?>>();
        List.of("type", "title", "detail", "instance", "field", "requestId")
                .forEach(name -> members.put(name, type("string")));
        members.put("status", type("integer"));
        members.put("errors", violations);
        return object(members, List.of("type", "title", "status", "detail", "instance"));
    }

    private static Schema<?> object(Map<String, Schema<?>> members, List<String> required) {
        Schema<?> object = type("object");
        members.forEach(object::addProperty);
        object.setRequired(required);
        return object;
    }

    /** A schema of one JSON type. */
    static Schema<Object> type(String type) {
        var schema = new JsonSchema();
        schema.addType(type);
        return schema;
    }
}
