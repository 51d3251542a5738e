package io.lumbar.api.problem;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Collection;
import java.util.UUID;
import java.util.stream.Collectors;

import io.lumbar.domain.Id;

/** Says in words what a value of a type looks like, for the rule of a refused field. */
public final class Expected {
    private Expected() {}

    /** Follows "is": such as "a whole number" or "one of FEMALE, MALE, OTHER, UNKNOWN". */
    public static String of(Class<?> type) {
        if (type.isEnum()) {
            return "one of " + Arrays.stream(type.getEnumConstants()).map(constant -> ((Enum<?>) constant).name())
                    .collect(Collectors.joining(", "));
        }
        if (Id.class.isAssignableFrom(type) || type == UUID.class) {
            return "a UUID";
        }
        if (type == Instant.class) {
            return "a time with offset such as 2026-11-23T09:30:00+01:00";
        }
        if (type == LocalDate.class) {
            return "a date such as 2026-11-23";
        }
        if (type == LocalTime.class) {
            return "a time of day such as 09:30";
        }
        if (type == ZoneId.class) {
            return "a time zone such as Europe/Amsterdam";
        }
        if (type == int.class || type == Integer.class || type == long.class || type == Long.class) {
            return "a whole number";
        }
        if (Number.class.isAssignableFrom(type) || type == double.class) {
            return "a number";
        }
        if (type == boolean.class || type == Boolean.class) {
            return "true or false";
        }
        if (type == String.class) {
            return "a text";
        }
        return Collection.class.isAssignableFrom(type) ? "a list" : "an object";
    }
}
