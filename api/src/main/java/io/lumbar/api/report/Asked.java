package io.lumbar.api.report;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.lumbar.api.report.Shown.Fact;
import io.lumbar.application.report.Cohort;
import io.lumbar.application.report.Dimension;
import io.lumbar.application.report.ReportQuery;
import io.lumbar.domain.Id;
import io.lumbar.domain.outcome.AgeBand;
import io.lumbar.domain.outcome.BaselineBand;

/** What a question asks for. */
public final class Asked {

    private Asked() {}

    /** The values of each filter by its {@linkplain Dimension#label() name}; none lets everything through. */
    public static Map<String, Set<String>> values(Cohort cohort) {
        return Map.of(Dimension.CLINIC.label(), ids(cohort.clinics()), Dimension.THERAPIST.label(),
                ids(cohort.therapists()), Dimension.STYLE.label(), each(cohort.styles(), Enum::name),
                Dimension.KIND.label(), each(cohort.kinds(), Enum::name), Dimension.CAUSE.label(),
                each(cohort.causes(), Enum::name), Dimension.CHRONICITY.label(),
                each(cohort.chronicities(), Enum::name), Dimension.AGE_BAND.label(),
                each(cohort.ageBands(), AgeBand::label), Dimension.SEX.label(), each(cohort.sexes(), Enum::name),
                Dimension.BASELINE_BAND.label(), each(cohort.baselineBands(), BaselineBand::label));
    }

    /** In words, so that what is on paper says what it is about. Empty when everything is asked for. */
    public static List<Fact> inWords(ReportQuery query, Names names) {
        var asked = new ArrayList<Fact>();
        Cohort cohort = query.cohort();
        if (cohort.from() != null || cohort.to() != null) {
            asked.add(new Fact("Opened", ((cohort.from() == null ? "" : "from " + Figures.day(cohort.from()))
                    + (cohort.to() == null ? "" : " to " + Figures.day(cohort.to()))).strip()));
        }
        FilterField.all(values(cohort), names).stream().filter(field -> field.chosen() > 0)
                .forEach(field -> asked.add(new Fact(field.label(), field.choices().stream()
                        .filter(FilterField.Choice::chosen).map(FilterField.Choice::label)
                        .collect(Collectors.joining(" or ")))));
        if (!query.groupBy().isEmpty()) {
            asked.add(new Fact("Grouped by", query.groupBy().stream().map(Words::of).map(String::toLowerCase)
                    .collect(Collectors.joining(" and "))));
        }
        return asked;
    }

    private static Set<String> ids(Collection<? extends Id> ids) {
        return each(ids, id -> id.value().toString());
    }

    private static <E> Set<String> each(Collection<E> values, Function<E, String> name) {
        return values.stream().map(name).collect(Collectors.toSet());
    }
}
