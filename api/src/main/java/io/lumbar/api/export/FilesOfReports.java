package io.lumbar.api.export;

import java.util.List;
import java.util.Objects;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springframework.stereotype.Component;

/** Says with the operation of each report which formats it can be had in. */
@Component
class FilesOfReports implements GlobalOpenApiCustomizer {

    @Override
    public void customise(OpenAPI document) {
        document.getPaths().forEach((path, item) -> {
            if (path.startsWith(ExportController.PATH + "/")) {
                item.readOperations().forEach(FilesOfReports::describe);
            }
        });
    }

    private static void describe(Operation operation) {
        Schema<Object> names = text();
        names.setEnum(List.copyOf(Format.labels()));
        operation.addParametersItem(new Parameter().in("query").name(FormatParameter.NAME).required(false)
                .description("What Accept says otherwise; a file is named by Content-Disposition").schema(names));
        Content content = Objects.requireNonNull(operation.getResponses().get("200")).getContent();
        for (Format format : Format.files()) {
            Schema<Object> file = text();
            content.addMediaType(format.type().toString(),
                    new MediaType().schema(format.isText() ? file : file.format("binary")));
        }
    }

    private static Schema<Object> text() {
        var schema = new JsonSchema();
        schema.addType("string");
        return schema;
    }
}
