package io.lumbar.infrastructure.axon;

import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.Nulls;
import io.lumbar.domain.Event;
import io.lumbar.domain.Personal;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.Version;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.AnnotatedClass;
import tools.jackson.databind.introspect.AnnotatedConstructor;
import tools.jackson.databind.introspect.AnnotatedMember;
import tools.jackson.databind.introspect.AnnotatedMethod;
import tools.jackson.databind.introspect.AnnotatedParameter;
import tools.jackson.databind.introspect.NopAnnotationIntrospector;
import tools.jackson.databind.jsontype.NamedType;

/**
 * How the domain's records look as JSON, by rule instead of by annotation: a record of one component is that
 * component's value, an alternative of a sealed type names its kind, and a component that is not nullable must be there.
 */
final class RecordShapes extends NopAnnotationIntrospector {
    private static final long serialVersionUID = 1L;
    private static final JsonTypeInfo.Value BY_KIND = JsonTypeInfo.Value.construct(JsonTypeInfo.Id.NAME,
            JsonTypeInfo.As.PROPERTY, KindNames.PROPERTY, null, false, true);

    @Override
    public Version version() {
        return Version.unknownVersion();
    }

    @Override
    public @Nullable Boolean hasAsValue(MapperConfig<?> config, Annotated accessor) {
        if (!(accessor instanceof AnnotatedMethod method) || !isScalar(method.getDeclaringClass())) {
            return null;
        }
        RecordComponent only = method.getDeclaringClass().getRecordComponents()[0];
        return only.getAccessor().equals(method.getAnnotated()) ? true : null;
    }

    @Override
    public JsonCreator.@Nullable Mode findCreatorAnnotation(MapperConfig<?> config, Annotated creator) {
        return creator instanceof AnnotatedConstructor constructor && constructor.getParameterCount() == 1
                && isScalar(constructor.getDeclaringClass()) ? JsonCreator.Mode.DELEGATING : null;
    }

    @Override
    public JsonTypeInfo.@Nullable Value findPolymorphicTypeInfo(MapperConfig<?> config, Annotated annotated) {
        return annotated instanceof AnnotatedClass && !KindNames.alternatives(annotated.getRawType()).isEmpty()
                ? BY_KIND
                : null;
    }

    @Override
    public @Nullable List<NamedType> findSubtypes(MapperConfig<?> config, Annotated annotated) {
        List<NamedType> alternatives = KindNames.alternatives(annotated.getRawType());
        return alternatives.isEmpty() ? null : alternatives;
    }

    @Override
    public @Nullable Boolean hasRequiredMarker(MapperConfig<?> config, AnnotatedMember member) {
        RecordComponent component = component(member);
        return component == null ? null : !nullable(component.getAnnotatedType());
    }

    @Override
    public JsonSetter.Value findSetterInfo(MapperConfig<?> config, Annotated annotated) {
        RecordComponent component = annotated instanceof AnnotatedMember member ? component(member) : null;
        if (component == null) {
            return JsonSetter.Value.empty();
        }
        AnnotatedType type = component.getAnnotatedType();
        boolean nullableContent = type instanceof AnnotatedParameterizedType generic
                && Arrays.stream(generic.getAnnotatedActualTypeArguments()).anyMatch(RecordShapes::nullable);
        return JsonSetter.Value.construct(nullable(type) ? Nulls.SET : Nulls.FAIL,
                nullableContent ? Nulls.SET : Nulls.FAIL);
    }

    private static boolean isScalar(Class<?> type) {
        return type.isRecord() && type.getRecordComponents().length == 1 && !Event.class.isAssignableFrom(type)
                && !Personal.class.isAssignableFrom(type) && !KindNames.isAlternative(type);
    }

    private static @Nullable RecordComponent component(AnnotatedMember member) {
        return member instanceof AnnotatedParameter parameter && member.getDeclaringClass().isRecord()
                ? member.getDeclaringClass().getRecordComponents()[parameter.getIndex()]
                : null;
    }

    private static boolean nullable(AnnotatedType type) {
        return type.isAnnotationPresent(Nullable.class);
    }
}
