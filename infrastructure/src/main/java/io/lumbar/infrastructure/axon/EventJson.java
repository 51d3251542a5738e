package io.lumbar.infrastructure.axon;

import io.lumbar.application.privacy.Vault;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.AnnotationIntrospector;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;
import tools.jackson.databind.json.JsonMapper;

/**
 * The stored form of events: properties are the record's components in their order, nulls are written, numbers are
 * exact, instants and dates are ISO 8601 text, enums go by name. Reading ignores properties it does not know, so that
 * an older release reads a field that a newer one added, and refuses everything else that is missing or of another type.
 */
final class EventJson {
    private EventJson() {}

    /** @param vault see {@link PersonalJson} */
    static JsonMapper.Builder configure(JsonMapper.Builder mapper, @Nullable Vault vault) {
        return configure(mapper).addModule(personal(vault).module());
    }

    static PersonalJson personal(@Nullable Vault vault) {
        return new PersonalJson(vault, configure(JsonMapper.builder()).build());
    }

    private static JsonMapper.Builder configure(JsonMapper.Builder mapper) {
        return mapper
                .annotationIntrospector(
                        AnnotationIntrospector.pair(new RecordShapes(), new JacksonAnnotationIntrospector()))
                .enable(MapperFeature.INFER_RECORD_GETTERS_FROM_COMPONENTS_ONLY)
                .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY, MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .disable(EnumFeature.WRITE_ENUMS_USING_TO_STRING, EnumFeature.READ_ENUMS_USING_TO_STRING)
                .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                // an upcaster works on trees and must not change a number that it does not touch
                .enable(JsonNodeFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES);
    }
}
