package io.lumbar.api.openapi;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

import io.lumbar.api.access.RouteTable;
import io.lumbar.api.access.RouteTable.Row;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springframework.stereotype.Component;

/** Says with each operation which roles may call it and how far each reaches, out of the table that keeps it so. */
@Component
class RolesOfRoutes implements GlobalOpenApiCustomizer {
    private static final String ROLES = "x-roles";

    private final RouteTable table;

    RolesOfRoutes(RouteTable table) {
        this.table = table;
    }

    @Override
    public void customise(OpenAPI document) {
        document.getPaths().forEach((path, item) -> item.readOperationsMap()
                .forEach((method, operation) -> describe(operation, table.of(method + " " + path))));
    }

    private static void describe(Operation operation, @Nullable Row row) {
        Map<String, String> reaches = new LinkedHashMap<>();
        if (row != null) {
            row.reaches().forEach((role, reach) -> reaches.put(role.name(), reach.label()));
        }
        operation.addExtension(ROLES, reaches);
        String said = operation.getDescription();
        operation.setDescription((said == null ? "" : said + "\n\n") + "Roles: " + (reaches.isEmpty()
                ? "none."
                : reaches.entrySet().stream().map(each -> each.getKey() + " (" + each.getValue() + ")")
                        .collect(Collectors.joining(", ", "", "."))));
    }
}
