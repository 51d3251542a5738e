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
import io.lumbar.application.report.SessionsPerPerson;
import io.lumbar.application.report.SessionsPerPersonReport;
import io.lumbar.domain.Cause;
import io.lumbar.domain.ClinicId;
import io.lumbar.domain.SessionKind;
import io.lumbar.domain.Sex;
import io.lumbar.domain.Style;
import io.lumbar.domain.TherapistId;
import io.lumbar.domain.outcome.AgeBand;
import io.lumbar.domain.outcome.BaselineBand;
import io.lumbar.domain.outcome.Chronicity;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/reports")
@Tag(name = "Reports")
class ReportController {

    private final SessionsPerPersonReport sessionsPerPerson;

    ReportController(SessionsPerPersonReport sessionsPerPerson) {
        this.sessionsPerPerson = sessionsPerPerson;
    }

    record SessionsPerPersonView(SessionsPerPerson.Definition definition, Instant asOf, String position,
            @Schema(description = "Episodes, matching or not, that lack something that was recorded about them; an operator "
                    + "can see and mend it") long incompleteEpisodes,
            SessionsPerPerson.Filters filters, List<String> suppressed, List<SessionsPerPerson.Group> groups) {}

    @GetMapping("/sessions-per-person")
    @Operation(summary = "How many sessions a person needs", description = "Filters may be repeated: alternatives within one, all of them together.")
    SessionsPerPersonView sessionsPerPerson(@RequestParam(defaultValue = "") Set<ClinicId> clinic,
            @RequestParam(required = false) @Nullable LocalDate from,
            @RequestParam(required = false) @Nullable LocalDate to,
            @RequestParam(defaultValue = "") Set<TherapistId> therapist,
            @RequestParam(defaultValue = "") Set<Style> style, @RequestParam(defaultValue = "") Set<SessionKind> kind,
            @RequestParam(defaultValue = "") Set<Cause> cause,
            @RequestParam(defaultValue = "") Set<Chronicity> chronicity,
            @Parameter(array = @ArraySchema(schema = @Schema(allowableValues = {"0-17", "18-29", "30-39", "40-49",
                    "50-59", "60-69", "70-79", "80+"}))) @RequestParam(defaultValue = "") List<String> ageBand,
            @RequestParam(defaultValue = "") Set<Sex> sex,
            @Parameter(array = @ArraySchema(schema = @Schema(allowableValues = {"0-2", "3-4", "5-6", "7-8",
                    "9-10"}))) @RequestParam(defaultValue = "") List<String> baselineBand,
            @Parameter(array = @ArraySchema(schema = @Schema(allowableValues = {"clinic", "therapist", "style", "kind",
                    "cause", "chronicity", "ageBand", "sex",
                    "baselineBand"}))) @RequestParam(defaultValue = "") List<String> groupBy,
            @RequestParam(required = false) @Nullable Instant asOf, @Nullable Position after, Scope scope) {
        var cohort = new Cohort(clinic, from, to, therapist, style, kind, cause, chronicity,
                Set.copyOf(labelled("ageBand", ageBand, AgeBand.values(), AgeBand::label)), sex,
                Set.copyOf(labelled("baselineBand", baselineBand, BaselineBand.values(), BaselineBand::label)));
        var answer = sessionsPerPerson.answer(new ReportQuery(cohort,
                labelled("groupBy", groupBy, Dimension.values(), Dimension::label), asOf, after, scope));
        return new SessionsPerPersonView(answer.definition(), answer.asOf(), answer.position().value(),
                answer.incompleteEpisodes(),
                answer.filters(), answer.suppressed(), answer.groups());
    }

    private static <E> List<E> labelled(String parameter, List<String> asked, E[] values, Function<E, String> label) {
        return asked.stream().map(text -> Arrays.stream(values).filter(value -> label.apply(value).equals(text))
                .findFirst().orElseThrow(() -> new RequestRefused(EdgeProblem.MALFORMED_PARAMETER, parameter,
                        "is one of " + Arrays.stream(values).map(label)
                                .collect(Collectors.toCollection(LinkedHashSet::new)))))
                .toList();
    }
}
