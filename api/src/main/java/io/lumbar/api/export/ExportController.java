package io.lumbar.api.export;

import java.io.IOException;
import java.time.Instant;

import io.lumbar.api.report.Names;
import io.lumbar.api.report.OutlookController;
import io.lumbar.api.report.Question;
import io.lumbar.api.report.ShownReport;
import io.lumbar.api.report.ShownReports;
import io.lumbar.application.Position;
import io.lumbar.application.Scope;
import io.lumbar.application.clinic.ClinicList;
import io.lumbar.application.report.Disclosure;
import io.lumbar.application.report.Outlooks;
import io.lumbar.application.therapist.TherapistList;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.accept.ContentNegotiationManager;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.NativeWebRequest;

/**
 * Every report in every format but JSON, which its own operation answers at the same address. {@link FilesOfReports} says so
 * in the OpenAPI document.
 */
@RestController
@RequestMapping(ExportController.PATH)
class ExportController {
    static final String PATH = "/api/v1/reports";

    private final ShownReports reports;
    private final Outlooks outlooks;
    private final ClinicList clinics;
    private final TherapistList therapists;
    private final Exporter exporter;
    private final ContentNegotiationManager negotiation;

    ExportController(ShownReports reports, Outlooks outlooks, ClinicList clinics, TherapistList therapists,
            Exporter exporter,
            ContentNegotiationManager negotiation) {
        this.reports = reports;
        this.outlooks = outlooks;
        this.clinics = clinics;
        this.therapists = therapists;
        this.exporter = exporter;
        this.negotiation = negotiation;
    }

    @GetMapping(path = "/{name}", produces = {Format.CSV_TYPE, Format.XLSX_TYPE, Format.SVG_TYPE,
            MediaType.APPLICATION_PDF_VALUE})
    @Hidden
    void export(@PathVariable String name, @RequestParam(required = false) @Nullable String format, Question question,
            @RequestParam(required = false) @Nullable Instant asOf, @Nullable Position after, Scope scope,
            NativeWebRequest request, HttpServletResponse response)
            throws IOException, HttpMediaTypeNotAcceptableException {
        ShownReport report = reports.named(name);
        exporter.send(asked(request), report, question.query(asOf, after, scope), question.definition(),
                Names.in(scope, clinics, therapists), response);
    }

    /** A route of its own, since therapists may ask for it. */
    @GetMapping(path = "/therapists", produces = {Format.CSV_TYPE, Format.XLSX_TYPE, Format.SVG_TYPE,
            MediaType.APPLICATION_PDF_VALUE})
    @Hidden
    void exportTherapists(@RequestParam(required = false) @Nullable String format, Question question,
            @RequestParam(required = false) @Nullable Instant asOf, @Nullable Position after, Scope scope,
            NativeWebRequest request, HttpServletResponse response)
            throws IOException, HttpMediaTypeNotAcceptableException {
        export("therapists", format, question, asOf, after, scope, request, response);
    }

    /** What became of people like one who is described. */
    @PostMapping(path = "/outlook", produces = {Format.CSV_TYPE, Format.XLSX_TYPE, Format.SVG_TYPE,
            MediaType.APPLICATION_PDF_VALUE})
    @Hidden
    void exportOutlook(@RequestBody OutlookController.Described body,
            @RequestParam(required = false) @Nullable String format,
            @RequestParam(required = false) @Nullable Instant asOf, @Nullable Position after, Scope scope,
            NativeWebRequest request, HttpServletResponse response)
            throws IOException, HttpMediaTypeNotAcceptableException {
        exporter.send(asked(request), outlooks.of(scope, body.person(), asOf, after, Disclosure.EXPORTED),
                Names.in(scope, clinics, therapists), response);
    }

    /** The file that the caller likes best. */
    private Format asked(NativeWebRequest request) throws HttpMediaTypeNotAcceptableException {
        return negotiation.resolveMediaTypes(request).stream()
                .flatMap(type -> Format.files().stream().filter(format -> type.includes(format.type()))).findFirst()
                .orElse(Format.PDF);
    }
}
