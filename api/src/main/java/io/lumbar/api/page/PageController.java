package io.lumbar.api.page;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.lumbar.api.problem.EdgeProblem;
import io.lumbar.api.problem.RequestRefused;
import io.lumbar.application.Scope;
import io.lumbar.application.clinic.ClinicList;
import io.lumbar.application.report.Cohort;
import io.lumbar.application.report.Dimension;
import io.lumbar.application.report.ReportQuery;
import io.lumbar.application.therapist.TherapistList;
import io.lumbar.domain.Cause;
import io.lumbar.domain.ClinicId;
import io.lumbar.domain.Id;
import io.lumbar.domain.SessionKind;
import io.lumbar.domain.Sex;
import io.lumbar.domain.Style;
import io.lumbar.domain.TherapistId;
import io.lumbar.domain.outcome.AgeBand;
import io.lumbar.domain.outcome.BaselineBand;
import io.lumbar.domain.outcome.Chronicity;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import tools.jackson.databind.json.JsonMapper;

/** The pages. */
@Controller
class PageController {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final List<ShownReport> reports;
    private final ClinicList clinics;
    private final TherapistList therapists;
    private final Clock clock;

    PageController(List<ShownReport> reports, ClinicList clinics, TherapistList therapists, Clock clock) {
        this.reports = reports;
        this.clinics = clinics;
        this.therapists = therapists;
        this.clock = clock;
    }

    /** Why the log-in is shown again. */
    enum Told {
        REFUSED, UNAVAILABLE, LOGGED_OUT
    }

    @ModelAttribute
    void common(HttpServletRequest request, HttpServletResponse response, Model model) {
        model.addAttribute("loggedIn", request.getUserPrincipal() != null);
        model.addAttribute("demo", response.getHeader("Lumbar-Demo") != null);
    }

    @GetMapping(path = "/log-in", produces = MediaType.TEXT_HTML_VALUE)
    String logIn(@RequestParam(required = false) @Nullable Told told, Model model) {
        model.addAttribute("told", told == null ? "" : told.name());
        return "log-in";
    }

    @GetMapping(path = "/", produces = MediaType.TEXT_HTML_VALUE)
    String start(Model model) {
        model.addAttribute("reports", reports);
        return "start";
    }

    /** A report; of a page that shows it already, with {@code seen}, only the answer, and nothing when it is the same. */
    @GetMapping(path = "/reports/{name}", produces = MediaType.TEXT_HTML_VALUE)
    Object report(@PathVariable String name, @RequestParam(defaultValue = "") Set<ClinicId> clinic,
            @RequestParam(required = false) @Nullable LocalDate from,
            @RequestParam(required = false) @Nullable LocalDate to,
            @RequestParam(defaultValue = "") Set<TherapistId> therapist,
            @RequestParam(defaultValue = "") Set<Style> style, @RequestParam(defaultValue = "") Set<SessionKind> kind,
            @RequestParam(defaultValue = "") Set<Cause> cause,
            @RequestParam(defaultValue = "") Set<Chronicity> chronicity,
            @RequestParam(defaultValue = "") List<String> ageBand, @RequestParam(defaultValue = "") Set<Sex> sex,
            @RequestParam(defaultValue = "") List<String> baselineBand,
            @RequestParam(defaultValue = "") List<String> groupBy,
            @RequestParam(required = false) @Nullable LocalDate asOf,
            @RequestParam(required = false) @Nullable String seen, Scope scope,
            HttpServletRequest request) {
        ShownReport report = reports.stream().filter(each -> each.name().equals(name)).findFirst()
                .orElseThrow(() -> new RequestRefused(EdgeProblem.NO_SUCH_ROUTE, "There is no such report."));
        var cohort = new Cohort(clinic, from, to, therapist, style, kind, cause, chronicity,
                Set.copyOf(labelled("ageBand", ageBand, AgeBand.values(), AgeBand::label)), sex,
                Set.copyOf(labelled("baselineBand", baselineBand, BaselineBand.values(), BaselineBand::label)));
        List<Dimension> grouping = labelled("groupBy", groupBy, Dimension.values(), Dimension::label);
        Names names = Names.in(scope, clinics, therapists);
        Shown shown = report.answer(new ReportQuery(cohort, grouping, endOf(asOf), null, scope), names);
        if (shown.position().equals(seen)) {
            return ResponseEntity.status(HttpStatus.NO_CONTENT).build();
        }
        List<FilterField> fields = FilterField.all(chosen(cohort), names);
        var model = new LinkedHashMap<String, @Nullable Object>();
        model.put("reports", reports);
        model.put("report", report);
        model.put("shown", shown);
        model.put("fields", fields);
        model.put("dimensions", dimensions());
        model.put("groupBy", grouping.stream().map(Dimension::label).toList());
        model.put("from", from);
        model.put("to", to);
        model.put("asOf", asOf);
        model.put("today", today());
        model.put("drawings", shown.charts().stream().map(JSON::writeValueAsString).toList());
        model.put("poll", Address.with(request, "seen", shown.position()));
        model.put("asked", asked(cohort.inWholeMonths(), fields, grouping));
        return new ModelAndView(seen == null ? "report" : "report :: answer", model);
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    /** The end of a day in UTC; for today it is now. */
    private @Nullable Instant endOf(@Nullable LocalDate day) {
        return day == null || day.equals(today()) ? null : day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private static Map<String, String> dimensions() {
        var words = new LinkedHashMap<String, String>();
        for (Dimension dimension : Dimension.values()) {
            words.put(dimension.label(), Words.of(dimension));
        }
        return words;
    }

    private static Map<String, Set<String>> chosen(Cohort cohort) {
        return Map.of(Dimension.CLINIC.label(), ids(cohort.clinics()), Dimension.THERAPIST.label(),
                ids(cohort.therapists()), Dimension.STYLE.label(), each(cohort.styles(), Enum::name),
                Dimension.KIND.label(), each(cohort.kinds(), Enum::name), Dimension.CAUSE.label(),
                each(cohort.causes(), Enum::name), Dimension.CHRONICITY.label(),
                each(cohort.chronicities(), Enum::name), Dimension.AGE_BAND.label(),
                each(cohort.ageBands(), AgeBand::label), Dimension.SEX.label(), each(cohort.sexes(), Enum::name),
                Dimension.BASELINE_BAND.label(), each(cohort.baselineBands(), BaselineBand::label));
    }

    private static Set<String> ids(Collection<? extends Id> ids) {
        return each(ids, id -> id.value().toString());
    }

    private static <E> Set<String> each(Collection<E> values, Function<E, String> name) {
        return values.stream().map(name).collect(Collectors.toSet());
    }

    /** In words, so that a page on paper says what it is about. */
    private static List<String> asked(Cohort cohort, List<FilterField> fields, List<Dimension> grouping) {
        var asked = new ArrayList<String>();
        if (cohort.from() != null || cohort.to() != null) {
            asked.add("Opened" + (cohort.from() == null ? "" : " from " + Figures.day(cohort.from()))
                    + (cohort.to() == null ? "" : " to " + Figures.day(cohort.to())));
        }
        fields.stream().filter(field -> field.chosen() > 0)
                .forEach(field -> asked.add(field.label() + ": " + field.choices().stream()
                        .filter(FilterField.Choice::chosen).map(FilterField.Choice::label)
                        .collect(Collectors.joining(" or "))));
        if (!grouping.isEmpty()) {
            asked.add("Grouped by " + grouping.stream().map(Words::of).map(String::toLowerCase)
                    .collect(Collectors.joining(" and ")));
        }
        return asked;
    }

    private static <E> List<E> labelled(String parameter, List<String> asked, E[] values, Function<E, String> label) {
        return asked.stream().map(text -> Arrays.stream(values).filter(value -> label.apply(value).equals(text))
                .findFirst().orElseThrow(() -> new RequestRefused(EdgeProblem.MALFORMED_PARAMETER, parameter,
                        "is one of " + Arrays.stream(values).map(label)
                                .collect(Collectors.toCollection(LinkedHashSet::new)))))
                .toList();
    }
}
