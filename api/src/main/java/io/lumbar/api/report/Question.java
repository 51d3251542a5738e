package io.lumbar.api.report;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.lumbar.api.problem.EdgeProblem;
import io.lumbar.api.problem.RequestRefused;
import io.lumbar.application.Position;
import io.lumbar.application.Scope;
import io.lumbar.application.report.Cohort;
import io.lumbar.application.report.Dimension;
import io.lumbar.application.report.ReportQuery;
import io.lumbar.domain.Cause;
import io.lumbar.domain.ClinicId;
import io.lumbar.domain.Rejected;
import io.lumbar.domain.SessionKind;
import io.lumbar.domain.Sex;
import io.lumbar.domain.Style;
import io.lumbar.domain.TherapistId;
import io.lumbar.domain.outcome.AgeBand;
import io.lumbar.domain.outcome.BaselineBand;
import io.lumbar.domain.outcome.Chronicity;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * What the address of a report asks for, whether for its figures, a page or a file. A filter that is left out lets
 * everything through.
 *
 * @param ageBand by {@linkplain AgeBand#label() labels}
 * @param baselineBand by {@linkplain BaselineBand#label() labels}
 * @param groupBy by {@linkplain Dimension#label() labels}
 * @param definition version; null for the newest
 */
@ParameterObject
public record Question(@RequestParam(defaultValue = "") Set<ClinicId> clinic,
        @RequestParam(required = false) @Nullable LocalDate from,
        @RequestParam(required = false) @Nullable LocalDate to,
        @RequestParam(defaultValue = "") Set<TherapistId> therapist, @RequestParam(defaultValue = "") Set<Style> style,
        @RequestParam(defaultValue = "") Set<SessionKind> kind, @RequestParam(defaultValue = "") Set<Cause> cause,
        @RequestParam(defaultValue = "") Set<Chronicity> chronicity,
        @Parameter(array = @ArraySchema(schema = @Schema(allowableValues = {
                "0-17", "18-29", "30-39", "40-49", "50-59",
                "60-69", "70-79", "80+"}))) @RequestParam(defaultValue = "") List<String> ageBand,
        @RequestParam(defaultValue = "") Set<Sex> sex,
        @Parameter(array = @ArraySchema(schema = @Schema(allowableValues = {"0-2", "3-4", "5-6", "7-8",
                "9-10"}))) @RequestParam(defaultValue = "") List<String> baselineBand,
        @Parameter(array = @ArraySchema(schema = @Schema(allowableValues = {"clinic", "therapist", "style", "kind",
                "cause", "chronicity", "ageBand", "sex",
                "baselineBand"}))) @RequestParam(defaultValue = "") List<String> groupBy,
        @Parameter(description = "Version of the definition; the newest unless it is given") @RequestParam(required = false) @Nullable Integer definition){

    /**
     * As it is put to a report.
     *
     * @param asOf the moment whose knowledge is asked for; null for now
     * @param after what must have been read; null for nothing in particular
     * @param scope what there is for whoever asks
     * @throws RequestRefused when there is no such band or dimension
     * @throws Rejected when the days or the dimensions do not go together
     */
    public ReportQuery query(@Nullable Instant asOf, @Nullable Position after, Scope scope) {
        var cohort = new Cohort(clinic, from, to, therapist, style, kind, cause, chronicity,
                Set.copyOf(labelled("ageBand", ageBand, AgeBand.values(), AgeBand::label)), sex,
                Set.copyOf(labelled("baselineBand", baselineBand, BaselineBand.values(), BaselineBand::label)));
        return new ReportQuery(cohort, labelled("groupBy", groupBy, Dimension.values(), Dimension::label), asOf, after,
                scope);
    }

    private static <E> List<E> labelled(String parameter, List<String> asked, E[] values, Function<E, String> label) {
        return asked.stream().map(text -> Arrays.stream(values).filter(value -> label.apply(value).equals(text))
                .findFirst().orElseThrow(() -> new RequestRefused(EdgeProblem.MALFORMED_PARAMETER, parameter,
                        "is one of " + Arrays.stream(values).map(label)
                                .collect(Collectors.toCollection(LinkedHashSet::new)))))
                .toList();
    }
}
