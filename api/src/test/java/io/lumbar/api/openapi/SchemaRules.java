package io.lumbar.api.openapi;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

import tools.jackson.databind.JsonNode;

/** As much of JSON Schema as the document uses, and stricter in one thing: no field may be unknown. */
final class SchemaRules {
    private final JsonNode document;
    private final List<String> broken = new ArrayList<>();

    private SchemaRules(JsonNode document) {
        this.document = document;
    }

    /** What is wrong with {@code value}, each with its path; empty when it fits. */
    static List<String> broken(JsonNode value, JsonNode schema, JsonNode document) {
        var rules = new SchemaRules(document);
        rules.check(value, schema, "");
        return rules.broken;
    }

    private boolean fits(JsonNode value, JsonNode schema) {
        return broken(value, schema, document).isEmpty();
    }

    private void check(JsonNode value, JsonNode schema, String path) {
        if (schema.has("$ref")) {
            check(value, document.at(schema.at("/$ref").asString().substring(1)), path);
            return;
        }
        if (schema.has("anyOf")) {
            demand(schema.get("anyOf").valueStream().anyMatch(each -> fits(value, each)), path, "fits none of anyOf");
            return;
        }
        if (schema.has("type")) {
            demand(types(schema).contains(typeOf(value))
                    || (value.isIntegralNumber() && types(schema).contains("number")), path,
                    "is a " + typeOf(value) + ", not " + schema.get("type"));
        }
        if (schema.has("enum")) {
            demand(schema.get("enum").valueStream().anyMatch(value::equals), path, value + " is not among the values");
        }
        if (value.isString()) {
            checkText(value.asString(), schema, path);
        }
        if (value.isNumber()) {
            demand(!schema.has("minimum") || value.decimalValue().compareTo(schema.get("minimum").decimalValue()) >= 0,
                    path, "is too small");
            demand(!schema.has("maximum") || value.decimalValue().compareTo(schema.get("maximum").decimalValue()) <= 0,
                    path, "is too large");
        }
        if (value.isObject() && schema.has("properties")) {
            schema.path("required").forEach(name -> demand(value.has(name.asString()), path + "." + name.asString(),
                    "is missing"));
            value.properties().forEach(property -> {
                JsonNode known = schema.at("/properties/" + property.getKey());
                demand(!known.isMissingNode() || schema.path("additionalProperties").asBoolean(false),
                        path + "." + property.getKey(), "is not in the schema");
                check(property.getValue(), known, path + "." + property.getKey());
            });
        }
        if (value.isArray() && schema.has("items")) {
            value.forEach(element -> check(element, schema.get("items"), path + "[]"));
        }
    }

    private void checkText(String text, JsonNode schema, String path) {
        demand(text.length() <= schema.path("maxLength").asInt(Integer.MAX_VALUE), path, "is too long");
        demand(text.length() >= schema.path("minLength").asInt(0), path, "is too short");
        switch (schema.path("format").asString("")) {
            case "uuid" -> demand(reads(UUID::fromString, text), path, "is no UUID");
            case "date" -> demand(reads(LocalDate::parse, text), path, "is no date");
            case "time" -> demand(reads(LocalTime::parse, text), path, "is no time");
            case "date-time" -> demand(reads(OffsetDateTime::parse, text) || reads(Instant::parse, text), path,
                    "is no moment");
            default -> {}
        }
    }

    private static boolean reads(Function<String, ?> reading, String text) {
        try {
            return reading.apply(text) != null;
        } catch (RuntimeException _) {
            return false;
        }
    }

    private void demand(boolean held, String path, String otherwise) {
        if (!held) {
            broken.add(path + " " + otherwise);
        }
    }

    private static List<String> types(JsonNode schema) {
        JsonNode type = schema.get("type");
        return type.isArray() ? type.valueStream().map(JsonNode::asString).toList() : List.of(type.asString());
    }

    private static String typeOf(JsonNode value) {
        return switch (value.getNodeType()) {
            case OBJECT -> "object";
            case ARRAY -> "array";
            case STRING -> "string";
            case BOOLEAN -> "boolean";
            case NULL -> "null";
            case NUMBER -> value.isIntegralNumber() ? "integer" : "number";
            default -> value.getNodeType().name();
        };
    }
}
