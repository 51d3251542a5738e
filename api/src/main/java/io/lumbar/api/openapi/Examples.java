package io.lumbar.api.openapi;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Content;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.GlobalOperationCustomizer;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import tools.jackson.databind.json.JsonMapper;

/**
 * Shows with each operation a request as it may be sent and an answer as it may be given: the files of the operation's name
 * in {@code openapi/examples} and {@code openapi/examples/answers}. The requests tell one story, in which the answers were given.
 */
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
class Examples implements GlobalOperationCustomizer {
    private static final String ANSWERS = "answers/";
    /** Endings of files with requests that are no JSON. */
    private static final Map<String, String> OTHERS = Map.of("application/x-ndjson", ".ndjson", "text/csv", ".csv",
            "multipart/form-data", ".parts");
    /** All writes answer alike. */
    private static final String WRITTEN = "written";

    @Override
    public Operation customize(Operation operation, HandlerMethod method) {
        String name = method.getMethod().getName();
        var body = operation.getRequestBody();
        if (body != null) {
            Object request = read(name);
            show(body.getContent(), request);
            body.getContent().forEach((type, content) -> {
                String other = text(name + OTHERS.getOrDefault(type, ".none"));
                if (other != null) {
                    content.setExample(other);
                }
            });
        }
        Object answer = read(ANSWERS + (Operations.answersWrite(method) ? WRITTEN : name));
        operation.getResponses().forEach((status, response) -> {
            if (isSuccess(status)) {
                show(response.getContent(), answer);
            }
        });
        return operation;
    }

    private static boolean isSuccess(String status) {
        return status.startsWith("2");
    }

    private static void show(@Nullable Content content, @Nullable Object example) {
        if (content != null && example != null) {
            content.values().forEach(each -> each.setExample(example));
        }
    }

    private static @Nullable Object read(String name) {
        String text = text(name + ".json");
        return text == null ? null : JsonMapper.shared().readValue(text, Object.class);
    }

    private static @Nullable String text(String file) {
        try (InputStream found = Examples.class.getResourceAsStream("/openapi/examples/" + file)) {
            return found == null ? null : new String(found.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
