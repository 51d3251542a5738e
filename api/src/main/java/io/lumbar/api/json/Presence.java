package io.lumbar.api.json;

import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Finds what is required and absent. A component of a record is required unless its type is marked {@link Nullable};
 * the same holds for the elements of a list. So the compiler's view of null and the caller's are one, and all absent
 * fields are told at once.
 */
final class Presence {
    private static final ClassValue<List<Part>> PARTS = new ClassValue<>() {
        @Override
        protected List<Part> computeValue(Class<?> type) {
            return type.isRecord() ? Arrays.stream(type.getRecordComponents()).map(Part::of).toList() : List.of();
        }
    };

    private Presence() {}

    private record Part(String name, Method accessor, boolean optional, boolean optionalElements) {

        static Part of(RecordComponent component) {
            Method accessor = component.getAccessor();
            accessor.trySetAccessible();
            AnnotatedType type = component.getAnnotatedType();
            boolean optionalElements = type instanceof AnnotatedParameterizedType list
                    && list.getAnnotatedActualTypeArguments()[0].isAnnotationPresent(Nullable.class);
            return new Part(component.getName(), accessor, type.isAnnotationPresent(Nullable.class), optionalElements);
        }

        @Nullable
        Object of(Object owner) {
            try {
                return accessor.invoke(owner);
            } catch (IllegalAccessException | InvocationTargetException e) {
                throw new IllegalStateException("cannot read " + accessor, e);
            }
        }
    }

    /** The paths of all required and absent fields of {@code body}, such as {@code baseline[0].instrument}. */
    static List<String> missing(Object body) {
        var paths = new ArrayList<String>();
        walk(body, "", paths);
        return paths;
    }

    private static void walk(Object owner, String prefix, List<String> paths) {
        for (Part part : PARTS.get(owner.getClass())) {
            String path = prefix + part.name;
            Object value = part.of(owner);
            if (value instanceof Collection<?> elements) {
                elements(elements, part.optionalElements, path, paths);
            } else if (value != null) {
                walk(value, path + ".", paths);
            } else if (!part.optional) {
                paths.add(path);
            }
        }
    }

    private static void elements(Collection<?> elements, boolean optional, String path, List<String> paths) {
        int index = 0;
        for (Object element : elements) {
            String place = path + "[" + index++ + "]";
            if (element != null) {
                walk(element, place + ".", paths);
            } else if (!optional) {
                paths.add(place);
            }
        }
    }
}
