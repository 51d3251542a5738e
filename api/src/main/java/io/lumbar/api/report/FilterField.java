package io.lumbar.api.report;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import io.lumbar.application.report.Dimension;
import io.lumbar.domain.Cause;
import io.lumbar.domain.SessionKind;
import io.lumbar.domain.Sex;
import io.lumbar.domain.Style;
import io.lumbar.domain.outcome.AgeBand;
import io.lumbar.domain.outcome.BaselineBand;
import io.lumbar.domain.outcome.Chronicity;

/**
 * A filter of which several values may be chosen.
 *
 * @param name of the parameter
 * @param hint what is not plain about it; empty where nothing is
 */
public record FilterField(String name, String label, String hint, List<Choice> choices) {

    /** A value that may be chosen. */
    public record Choice(String value, String label, boolean chosen) {}

    /** How many are chosen. */
    public long chosen() {
        return choices.stream().filter(Choice::chosen).count();
    }

    /** All filters of reports, with what {@code query} asks for. */
    public static List<FilterField> all(Map<String, Set<String>> chosen, Names names) {
        return Arrays.stream(Dimension.values()).map(dimension -> {
            Set<String> values = chosen.getOrDefault(dimension.label(), Set.of());
            return new FilterField(dimension.label(), Words.of(dimension), Words.hint(dimension),
                    values(dimension, names).stream().map(value -> new Choice(value, names.of(dimension, value),
                            values.contains(value))).toList());
        }).toList();
    }

    private static List<String> values(Dimension dimension, Names names) {
        return switch (dimension) {
            case CLINIC -> List.copyOf(names.clinics().keySet());
            case THERAPIST -> List.copyOf(names.therapists().keySet());
            case STYLE -> each(Style.values(), Enum::name);
            case KIND -> each(SessionKind.values(), Enum::name);
            case CAUSE -> each(Cause.values(), Enum::name);
            case CHRONICITY -> each(Chronicity.values(), Enum::name);
            case AGE_BAND -> each(AgeBand.values(), AgeBand::label);
            case SEX -> each(Sex.values(), Enum::name);
            case BASELINE_BAND -> each(BaselineBand.values(), BaselineBand::label);
        };
    }

    private static <E> List<String> each(E[] values, Function<E, String> name) {
        return Arrays.stream(values).map(name).toList();
    }
}
