package io.lumbar.api.openapi;

import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lumbar.api.json.FreeText;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.core.jackson.TypeNameResolver;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Describes a record as it is read and written: what is not marked {@link Nullable} is required, what is marked may be
 * null. A record nested in a controller or in an answer of a report is named after both, without the word controller, so that
 * two may have records of one name.
 */
final class RecordModels extends ModelResolver {
    private static final String NULL = "null";
    private static final String OURS = "io.lumbar.";
    private static final String CONTROLLERS = "io.lumbar.api.";
    private static final String REPORTS = "io.lumbar.application.report.";

    RecordModels(ObjectMapper mapper) {
        super(mapper, new Names());
        openapi31(true);
    }

    @Override
    public @Nullable Schema<?> resolve(AnnotatedType type, ModelConverterContext context,
            Iterator<ModelConverter> next) {
        Schema<?> resolved = super.resolve(type, context, next);
        if (resolved != null && type.getType() != null) {
            Class<?> raw = _mapper.constructType(type.getType()).getRawClass();
            Schema<?> model = resolved.get$ref() == null
                    ? resolved
                    : context.getDefinedModels().get(resolved.get$ref().replaceFirst(".*/", ""));
            if (raw.isRecord() && raw.getName().startsWith(OURS) && model != null && model.getProperties() != null) {
                List<String> required = complete(model.getProperties(), raw);
                model.setRequired(required.isEmpty() ? null : required);
                type(model, raw);
            }
        }
        return resolved;
    }

    /** Completes the properties of a record and of those whose properties it shows as its own; the names of the required. */
    @SuppressWarnings("rawtypes") // of the library's own signature
    private static List<String> complete(Map<String, Schema> properties, Class<?> type) {
        var required = new ArrayList<String>();
        for (RecordComponent component : type.getRecordComponents()) {
            if (component.getAccessor().isAnnotationPresent(JsonUnwrapped.class)) {
                required.addAll(complete(properties, component.getType()));
                continue;
            }
            Schema<?> property = properties.get(component.getName());
            if (property == null) {
                continue;
            }
            if (component.isAnnotationPresent(FreeText.class)) {
                property.setMaxLength(FreeText.MAX_LENGTH);
            }
            DomainLimits.apply(type, component.getName(), property);
            Units.describe(type, component.getName(), property);
            if (component.getAnnotatedType() instanceof AnnotatedParameterizedType map
                    && property.getAdditionalProperties() instanceof Schema<?> values
                    && map.getAnnotatedActualTypeArguments()[1].isAnnotationPresent(Nullable.class)) {
                property.setAdditionalProperties(nullable(values));
            }
            if (component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                properties.put(component.getName(), nullable(property));
            } else {
                required.add(component.getName());
            }
        }
        return required;
    }

    private static void type(Schema<?> model, Class<?> type) {
        var said = type.getAnnotation(io.swagger.v3.oas.annotations.media.Schema.class);
        if (said != null && said.types().length > 0) {
            model.setTypes(new LinkedHashSet<>(List.of(said.types())));
        }
    }

    @SuppressWarnings("unchecked")
    private static Schema<?> nullable(Schema<?> property) {
        if (property.get$ref() != null) {
            Schema<?> either = new JsonSchema();
            either.setAnyOf(List.of(property, Shared.type(NULL)));
            return either;
        }
        if (property.getTypes() != null && property.getTypes().add(NULL) && property.getEnum() != null) {
            ((Schema<Object>) property).addEnumItemObject(null);
        }
        return property;
    }

    private static final class Names extends TypeNameResolver {
        @Override
        protected String getNameOfClass(Class<?> type) {
            Class<?> owner = type.getEnclosingClass();
            return owner != null
                    && (type.getName().startsWith(CONTROLLERS) || type.getName().startsWith(REPORTS))
                            ? owner.getSimpleName().replaceFirst("Controller$", "") + type.getSimpleName()
                            : super.getNameOfClass(type);
        }
    }
}
