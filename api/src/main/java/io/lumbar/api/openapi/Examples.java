package io.lumbar.api.openapi;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

import io.swagger.v3.oas.models.Operation;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.GlobalOperationCustomizer;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import tools.jackson.databind.json.JsonMapper;

/** Shows with each operation a request as it may be sent: the file of the operation's name in {@code openapi/examples}. */
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
class Examples implements GlobalOperationCustomizer {
    private final JsonMapper json;

    Examples(JsonMapper json) {
        this.json = json;
    }

    @Override
    public Operation customize(Operation operation, HandlerMethod method) {
        var body = operation.getRequestBody();
        Object example = body == null ? null : read(method.getMethod().getName());
        if (body != null && example != null) {
            body.getContent().values().forEach(content -> content.setExample(example));
        }
        return operation;
    }

    private @Nullable Object read(String name) {
        try (InputStream file = Examples.class.getResourceAsStream("/openapi/examples/" + name + ".json")) {
            return file == null ? null : json.readValue(file, Object.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
