package io.lumbar.api.openapi;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import io.lumbar.api.json.FreeText;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.media.Schema;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springframework.stereotype.Component;

/** Says of every text in a request that says nothing else how long a line may be, see {@link FreeText}. */
@Component
class LineLimits implements GlobalOpenApiCustomizer {

    @Override
    public void customise(OpenAPI document) {
        var seen = new HashSet<String>();
        document.getPaths().values().stream().flatMap(path -> path.readOperations().stream())
                .filter(operation -> operation.getRequestBody() != null)
                .flatMap(operation -> operation.getRequestBody().getContent().values().stream())
                .forEach(content -> limit(content.getSchema(), document.getComponents().getSchemas(), seen));
    }

    @SuppressWarnings("rawtypes") // of the library's own signature
    private static void limit(Schema<?> schema, Map<String, Schema> named, Set<String> seen) {
        String reference = schema.get$ref();
        if (reference != null) {
            if (seen.add(reference)) {
                limit(Objects.requireNonNull(named.get(reference.replaceFirst(".*/", ""))), named, seen);
            }
            return;
        }
        if (isText(schema) && schema.getMaxLength() == null) {
            schema.setMaxLength(FreeText.LINE_LENGTH);
        }
        if (schema.getItems() != null) {
            limit(schema.getItems(), named, seen);
        }
        if (schema.getProperties() != null) {
            schema.getProperties().values().forEach(property -> limit(property, named, seen));
        }
        List<Schema> either = schema.getAnyOf() == null ? List.of() : schema.getAnyOf();
        either.forEach(each -> limit(each, named, seen));
    }

    private static boolean isText(Schema<?> schema) {
        return schema.getTypes() != null && schema.getTypes().contains("string") && schema.getFormat() == null
                && schema.getEnum() == null;
    }
}
