package io.lumbar.api.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.lumbar.api.request.Shown;
import io.lumbar.application.Page;
import io.lumbar.application.PageRequest;
import io.lumbar.application.Scope;
import io.lumbar.application.clinic.ClinicList;
import io.lumbar.application.report.Dimension;
import io.lumbar.application.therapist.TherapistList;
import io.lumbar.domain.PersonName;
import io.lumbar.domain.Personal;
import org.jspecify.annotations.Nullable;

/**
 * What clinics and therapists are called, those that there are for whoever asks.
 *
 * @param clinics names by id, in alphabetical order
 * @param therapists the same
 */
public record Names(Map<String, String> clinics, Map<String, String> therapists) {
    /** More parts of a list than this are not read: nobody finds anything in a menu of thousands. */
    private static final int MOST_PARTS = 5;

    public static Names in(Scope scope, ClinicList clinics, TherapistList therapists) {
        return new Names(
                byName(all(page -> clinics.find(Set.of(), page), scope), clinic -> clinic.id().value().toString(),
                        ClinicList.Entry::name),
                byName(all(page -> therapists.find(TherapistList.Filter.ANY, page), scope),
                        therapist -> therapist.id().value().toString(), therapist -> name(therapist.name())));
    }

    private static <E> List<E> all(Function<PageRequest, Page<E>> list, Scope scope) {
        var all = new ArrayList<E>();
        String cursor = null;
        for (int part = 0; part < MOST_PARTS && (part == 0 || cursor != null); part++) {
            Page<E> page = list.apply(new PageRequest(PageRequest.MOST, cursor, null, scope));
            all.addAll(page.items());
            cursor = page.nextCursor();
        }
        return all;
    }

    private static <E> Map<String, String> byName(List<E> entries, Function<E, String> id, Function<E, String> name) {
        return entries.stream().map(entry -> Map.entry(id.apply(entry), name.apply(entry)))
                .sorted(Map.Entry.<String, String>comparingByValue(String.CASE_INSENSITIVE_ORDER)
                        .thenComparing(Map.Entry::getKey))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (one, _) -> one,
                        LinkedHashMap::new));
    }

    private static String name(Personal<PersonName> name) {
        PersonName known = Shown.of("name", name);
        return known == null ? "(erased)" : known.full();
    }

    /** What a value of a dimension is called. */
    String of(Dimension dimension, @Nullable String value) {
        if (value == null) {
            return "none yet";
        }
        return switch (dimension) {
            case CLINIC -> Objects.requireNonNullElse(clinics.get(value), value);
            case THERAPIST -> Objects.requireNonNullElse(therapists.get(value), value);
            case STYLE, KIND, CAUSE, CHRONICITY, AGE_BAND, SEX, BASELINE_BAND -> Words.of(value);
        };
    }

    /** What a group is called. */
    String of(List<Dimension> groupBy, Map<String, @Nullable String> key) {
        return groupBy.isEmpty()
                ? "Everybody"
                : groupBy.stream().map(dimension -> of(dimension, key.get(dimension.label())))
                        .collect(Collectors.joining(", "));
    }
}
