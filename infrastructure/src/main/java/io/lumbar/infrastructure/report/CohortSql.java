package io.lumbar.infrastructure.report;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

import io.lumbar.application.report.Cohort;
import io.lumbar.application.report.Dimension;
import io.lumbar.domain.ClinicId;
import io.lumbar.domain.TherapistId;
import io.lumbar.domain.outcome.AgeBand;
import io.lumbar.domain.outcome.BaselineBand;
import io.lumbar.infrastructure.projection.Query;

/** How a cohort's filters and dimensions read the columns of {@code projection.episode_fact_v1}. */
final class CohortSql {
    private CohortSql() {}

    /**
     * A filter that is set.
     *
     * @param condition with one question mark; never null
     * @param window whether it bounds the day of opening
     */
    record Filter(String condition, Object value, boolean window) {}

    static String column(Dimension dimension) {
        return switch (dimension) {
            case CLINIC -> "clinic::text";
            case THERAPIST -> "first_therapist::text";
            case STYLE -> "first_style";
            case KIND -> "first_kind";
            case CAUSE -> "primary_cause";
            case CHRONICITY -> "chronicity";
            case AGE_BAND -> "age_band";
            case SEX -> "sex";
            case BASELINE_BAND -> "baseline_band";
        };
    }

    /** The filters that are set, each of which an episode passes or not. */
    static List<Filter> filters(Cohort cohort) {
        var filters = new ArrayList<Filter>();
        add(filters, "clinic = any(?)", "uuid", cohort.clinics(), ClinicId::value);
        add(filters, "coalesce(first_therapist = any(?), false)", "uuid", cohort.therapists(), TherapistId::value);
        add(filters, "coalesce(first_style = any(?), false)", "text", cohort.styles(), Enum::name);
        add(filters, "coalesce(first_kind = any(?), false)", "text", cohort.kinds(), Enum::name);
        add(filters, "causes && ?", "text", cohort.causes(), Enum::name);
        add(filters, "chronicity = any(?)", "text", cohort.chronicities(), Enum::name);
        add(filters, "age_band = any(?)", "text", cohort.ageBands(), AgeBand::label);
        add(filters, "sex = any(?)", "text", cohort.sexes(), Enum::name);
        add(filters, "coalesce(baseline_band = any(?), false)", "text", cohort.baselineBands(), BaselineBand::label);
        if (cohort.from() != null) {
            filters.add(new Filter("opened_on >= ?", cohort.from(), true));
        }
        if (cohort.to() != null) {
            filters.add(new Filter("opened_on <= ?", cohort.to(), true));
        }
        return filters;
    }

    private static <V> void add(List<Filter> filters, String condition, String type, Collection<V> alternatives,
            Function<V, ?> value) {
        if (!alternatives.isEmpty()) {
            filters.add(new Filter(condition, Query.array(type, alternatives, value), false));
        }
    }
}
