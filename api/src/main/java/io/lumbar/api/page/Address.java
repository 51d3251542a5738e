package io.lumbar.api.page;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.lumbar.api.export.Format;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.web.util.UriComponentsBuilder;

/** Addresses of this server that differ from the one asked for by their fields only. */
final class Address {

    private Address() {}

    /** The address of {@code request} without fields that were left blank. */
    static String withoutBlanks(HttpServletRequest request) {
        return of(request, Map.of());
    }

    /** The same with {@code value} for {@code name}. */
    static String with(HttpServletRequest request, String name, String value) {
        return of(request, Map.of(name, value));
    }

    /** Those of the same answer as a file, by what the file is called. */
    static Map<String, String> files(HttpServletRequest request) {
        var files = new LinkedHashMap<String, String>();
        for (Format format : Format.files()) {
            files.put(format.name(), with(request, "format", format.label()));
        }
        return files;
    }

    private static String of(HttpServletRequest request, Map<String, String> given) {
        Map<String, List<String>> fields = new LinkedHashMap<>();
        request.getParameterMap().forEach((name, values) -> fields.put(name, List.of(values)));
        given.forEach((name, value) -> fields.put(name, List.of(value)));
        var address = UriComponentsBuilder.fromPath(request.getRequestURI());
        var filled = new ArrayList<String>();
        fields.forEach((name, values) -> values.stream().filter(value -> !value.isEmpty()).forEach(value -> {
            address.queryParam(name, "{value" + filled.size() + "}");
            filled.add(value);
        }));
        return address.encode().buildAndExpand(filled.toArray()).toUriString();
    }
}
