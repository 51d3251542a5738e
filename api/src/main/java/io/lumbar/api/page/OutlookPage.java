package io.lumbar.api.page;

import java.io.IOException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.lumbar.api.export.Exporter;
import io.lumbar.api.export.Format;
import io.lumbar.api.problem.EdgeProblem;
import io.lumbar.api.problem.RequestRefused;
import io.lumbar.api.report.Names;
import io.lumbar.api.report.OutlookShown;
import io.lumbar.api.report.Shown;
import io.lumbar.api.report.ShownReports;
import io.lumbar.api.report.Words;
import io.lumbar.application.Scope;
import io.lumbar.application.clinic.ClinicList;
import io.lumbar.application.report.Disclosure;
import io.lumbar.application.report.Outlook;
import io.lumbar.application.report.Outlooks;
import io.lumbar.application.therapist.TherapistList;
import io.lumbar.domain.Cause;
import io.lumbar.domain.ClinicId;
import io.lumbar.domain.outcome.Chronicity;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import tools.jackson.databind.json.JsonMapper;

/** What became of people like one who comes. */
@Controller
class OutlookPage {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Outlooks outlooks;
    private final ShownReports reports;
    private final ClinicList clinics;
    private final TherapistList therapists;
    private final LookingBack lookingBack;
    private final Exporter exporter;

    OutlookPage(Outlooks outlooks, ShownReports reports, ClinicList clinics, TherapistList therapists,
            LookingBack lookingBack, Exporter exporter) {
        this.outlooks = outlooks;
        this.reports = reports;
        this.clinics = clinics;
        this.therapists = therapists;
        this.lookingBack = lookingBack;
        this.exporter = exporter;
    }

    /**
     * Who comes is asked for; the answer follows when clinic, chronicity and cause are told, as a file with {@code format}.
     */
    @GetMapping(path = "/outlook", produces = MediaType.TEXT_HTML_VALUE)
    @Nullable
    ModelAndView outlook(@RequestParam(required = false) @Nullable ClinicId clinic,
            @RequestParam(required = false) @Nullable Chronicity chronicity,
            @RequestParam(required = false) @Nullable Integer baselineNprs,
            @RequestParam(required = false) @Nullable Cause cause,
            @RequestParam(required = false) @Nullable LocalDate asOf,
            @RequestParam(required = false) @Nullable String format, Scope scope, HttpServletRequest request,
            HttpServletResponse response) throws IOException {
        var person = clinic == null || chronicity == null || cause == null
                ? null
                : new Outlooks.Person(clinic, chronicity, baselineNprs, cause);
        Names names = Names.in(scope, clinics, therapists);
        if (format != null) {
            Format file = Format.ofFile(format);
            exporter.send(file, outlooks.of(scope, told(person), lookingBack.endOf(asOf), null, Disclosure.EXPORTED),
                    names, response);
            return null;
        }
        var model = new LinkedHashMap<String, @Nullable Object>();
        model.put("reports", reports.all());
        model.put("ahead", true);
        model.put("clinics", names.clinics());
        model.put("chronicities", words(Chronicity.values()));
        model.put("causes", words(Cause.values()));
        model.put("clinic", clinic == null ? only(names.clinics()) : clinic.value().toString());
        model.put("chronicity", chronicity == null ? null : chronicity.name());
        model.put("baselineNprs", baselineNprs);
        model.put("cause", cause == null ? null : cause.name());
        model.put("asOf", asOf);
        model.put("today", lookingBack.today());
        if (person != null) {
            Outlook outlook = outlooks.of(scope, person, lookingBack.endOf(asOf), null, Disclosure.ON_SCREEN);
            Shown shown = OutlookShown.of(outlook);
            model.put("shown", shown);
            model.put("inWords", outlook.inWords());
            model.put("alike", OutlookShown.likeness(outlook, names));
            model.put("drawings", shown.charts().stream().map(JSON::writeValueAsString).toList());
            model.put("files", Address.files(request));
        }
        return new ModelAndView("outlook", model);
    }

    /** Nothing can be taken along of somebody of whom nothing was told. */
    private static Outlooks.Person told(Outlooks.@Nullable Person person) {
        if (person == null) {
            throw new RequestRefused(EdgeProblem.MALFORMED_PARAMETER, "format",
                    "needs clinic, chronicity and cause beside it");
        }
        return person;
    }

    /** Where there is but one, it need not be chosen. */
    private static @Nullable String only(Map<String, String> clinics) {
        return clinics.size() == 1 ? List.copyOf(clinics.keySet()).getFirst() : null;
    }

    private static <E extends Enum<E>> Map<String, String> words(E[] values) {
        var words = new LinkedHashMap<String, String>();
        Arrays.stream(values).forEach(value -> words.put(value.name(), Words.of(value.name())));
        return words;
    }
}
