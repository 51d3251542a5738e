package io.lumbar.api.openapi;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import io.lumbar.api.problem.ProblemSamples;
import io.lumbar.api.problem.Problems;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.examples.Example;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import tools.jackson.databind.json.JsonMapper;

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
                .addHeaders(POSITION, answered("Where the write stands in the order of all events, for "
                        + "Lumbar-After; not there when nothing was written, because it stood already."))
                .addSchemas(PROBLEM, problem());
        ProblemSamples.all().stream().collect(Collectors.groupingBy(ProblemDetail::getStatus, TreeMap::new,
                Collectors.toList())).forEach(
                        (status, problems) -> components.addResponses(name(status),
                                answered(status, problems)));
    }

    private static ApiResponse answered(int status, List<ProblemDetail> problems) {
        var content = new MediaType().schema(new Schema<>().$ref(PROBLEM));
        problems.forEach(problem -> content.addExamples(code(problem),
                new Example().summary(problem.getTitle()).value(shown(problem))));
        return new ApiResponse()
                .description(HttpStatus.valueOf(status).getReasonPhrase() + ": "
                        + "a problem whose type is explained under /problems/")
                .content(new Content().addMediaType("application/problem+json", content));
    }

    private static String code(ProblemDetail problem) {
        return String.valueOf(problem.getType()).substring(Problems.TYPE.length());
    }

    /** As it is written. */
    private static Object shown(ProblemDetail problem) {
        var shown = new LinkedHashMap<String, Object>();
        shown.put("type", String.valueOf(problem.getType()));
        shown.put("title", String.valueOf(problem.getTitle()));
        shown.put("status", problem.getStatus());
        shown.put("detail", String.valueOf(problem.getDetail()));
        shown.put("instance", String.valueOf(problem.getInstance()));
        if (problem.getProperties() != null) {
            shown.putAll(problem.getProperties());
        }
        return JsonMapper.shared().convertValue(shown, Object.class);
    }

    /** The name of the shared answer with a status. */
    static String name(int status) {
        return PROBLEM + status;
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
        return object(members, List.of("type", "title", "status", "detail", "instance"))
                .description("A problem of RFC 9457; some types state further facts").additionalProperties(true);
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
