package io.lumbar.api.page;

import java.io.IOException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;

import io.lumbar.api.export.Exporter;
import io.lumbar.api.export.Format;
import io.lumbar.api.report.Asked;
import io.lumbar.api.report.FilterField;
import io.lumbar.api.report.Names;
import io.lumbar.api.report.Question;
import io.lumbar.api.report.Shown;
import io.lumbar.api.report.ShownReport;
import io.lumbar.api.report.ShownReports;
import io.lumbar.api.report.Words;
import io.lumbar.application.Scope;
import io.lumbar.application.clinic.ClinicList;
import io.lumbar.application.report.Dimension;
import io.lumbar.application.report.Disclosure;
import io.lumbar.application.report.ReportQuery;
import io.lumbar.application.therapist.TherapistList;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import tools.jackson.databind.json.JsonMapper;

/** The log-in and the reports. */
@Controller
class PageController {
    /** What the log-in tells people to wait. */
    private static final String RETRY_SECONDS = "60";
    private static final JsonMapper JSON = JsonMapper.shared();

    private final ShownReports reports;
    private final ClinicList clinics;
    private final TherapistList therapists;
    private final LookingBack lookingBack;
    private final Exporter exporter;

    PageController(ShownReports reports, ClinicList clinics, TherapistList therapists, LookingBack lookingBack,
            Exporter exporter) {
        this.reports = reports;
        this.clinics = clinics;
        this.therapists = therapists;
        this.lookingBack = lookingBack;
        this.exporter = exporter;
    }

    /** Why the log-in is shown again. */
    enum Told {
        REFUSED, WAIT, UNAVAILABLE, LOGGED_OUT
    }

    @GetMapping(path = "/log-in", produces = MediaType.TEXT_HTML_VALUE)
    String logIn(@RequestParam(required = false) @Nullable Told told, Model model, HttpServletResponse response) {
        if (told == Told.UNAVAILABLE) {
            response.setStatus(HttpStatus.SERVICE_UNAVAILABLE.value());
            response.setHeader(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
        }
        model.addAttribute("told", told == null ? "" : told.name());
        return "log-in";
    }

    /**
     * A report; of a page that shows it already, with {@code seen}, only the answer, and nothing when it is the same; as a
     * file with {@code format}.
     */
    @GetMapping(path = "/reports/{name}", produces = MediaType.TEXT_HTML_VALUE)
    @Nullable
    Object report(@PathVariable String name, Question question,
            @RequestParam(required = false) @Nullable LocalDate asOf,
            @RequestParam(required = false) @Nullable String seen,
            @RequestParam(required = false) @Nullable String format, Scope scope,
            HttpServletRequest request, HttpServletResponse response) throws IOException {
        ShownReport report = reports.named(name);
        ReportQuery query = question.query(lookingBack.endOf(asOf), null, scope);
        Names names = Names.in(scope, clinics, therapists);
        if (format != null) {
            exporter.send(Format.ofFile(format), report, query, question.definition(), names, response);
            return null;
        }
        Shown shown = report.answer(query, question.definition(), Disclosure.ON_SCREEN, names);
        if (shown.position().equals(seen)) {
            return ResponseEntity.status(HttpStatus.NO_CONTENT).build();
        }
        var model = new LinkedHashMap<String, @Nullable Object>();
        model.put("reports", reports.all());
        model.put("report", report);
        model.put("shown", shown);
        model.put("fields", FilterField.all(Asked.values(query.cohort()), names));
        model.put("dimensions", dimensions());
        model.put("groupBy", query.groupBy().stream().map(Dimension::label).toList());
        model.put("from", question.from());
        model.put("to", question.to());
        model.put("asOf", asOf);
        model.put("definition", question.definition());
        model.put("today", lookingBack.today());
        model.put("drawings", shown.charts().stream().map(JSON::writeValueAsString).toList());
        model.put("files", Address.files(request));
        model.put("poll", Address.with(request, "seen", shown.position()));
        model.put("asked", Asked.inWords(query, names));
        return new ModelAndView(seen == null ? "report" : "report :: answer", model);
    }

    private static Map<String, String> dimensions() {
        var words = new LinkedHashMap<String, String>();
        for (Dimension dimension : Dimension.values()) {
            words.put(dimension.label(), Words.of(dimension));
        }
        return words;
    }
}
