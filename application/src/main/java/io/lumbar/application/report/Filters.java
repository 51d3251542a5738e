package io.lumbar.application.report;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;

import io.lumbar.domain.Id;
import io.lumbar.domain.outcome.AgeBand;
import io.lumbar.domain.outcome.BaselineBand;
import org.jspecify.annotations.Nullable;

/** The filters as they were applied; an empty list or null lets everything through. */
public record Filters(List<String> clinic, @Nullable LocalDate from, @Nullable LocalDate to, List<String> therapist,
        List<String> style, List<String> kind, List<String> cause, List<String> chronicity, List<String> ageBand,
        List<String> sex, List<String> baselineBand, List<String> groupBy) {

    /** Those of a question. */
    static Filters of(ReportQuery query) {
        Cohort cohort = query.cohort();
        return new Filters(ids(cohort.clinics()), cohort.from(), cohort.to(), ids(cohort.therapists()),
                names(cohort.styles()), names(cohort.kinds()), names(cohort.causes()), names(cohort.chronicities()),
                labels(cohort.ageBands(), AgeBand::label), names(cohort.sexes()),
                labels(cohort.baselineBands(), BaselineBand::label),
                query.groupBy().stream().map(Dimension::label).toList());
    }

    private static List<String> ids(Collection<? extends Id> ids) {
        return ids.stream().map(id -> id.value().toString()).sorted().toList();
    }

    private static <E extends Enum<E>> List<String> names(Collection<E> values) {
        return labels(values, Enum::name);
    }

    private static <E extends Enum<E>> List<String> labels(Collection<E> values, Function<E, String> label) {
        return new TreeSet<>(values).stream().map(label).toList();
    }
}
