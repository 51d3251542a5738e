package io.lumbar.api.export;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

import io.lumbar.api.report.Names;
import io.lumbar.api.report.ShownReport;
import io.lumbar.application.report.Disclosure;
import io.lumbar.application.report.Outlook;
import io.lumbar.application.report.ReportQuery;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.thymeleaf.ITemplateEngine;

/** Sends reports as files. */
@Component
public final class Exporter {
    private final ITemplateEngine templates;

    Exporter(ITemplateEngine templates) {
        this.templates = templates;
    }

    /**
     * Answers with the report as a file.
     *
     * @param format any but JSON, which is the answer itself and no file made of it
     * @param definition version of it; null for the newest
     * @throws IOException whoever asked has gone
     */
    public void send(Format format, ShownReport report, ReportQuery query, @Nullable Integer definition, Names names,
            HttpServletResponse response)
            throws IOException {
        send(format, Exported.of(report, query, definition, names), response);
    }

    /**
     * The same with what became of people like somebody.
     *
     * @param outlook {@linkplain Disclosure#EXPORTED as it may leave the house}
     * @throws IOException whoever asked has gone
     */
    public void send(Format format, Outlook outlook, Names names, HttpServletResponse response) throws IOException {
        send(format, Exported.of(outlook, names), response);
    }

    private void send(Format format, Exported exported, HttpServletResponse response) throws IOException {
        response.setContentType(format.isText()
                ? new MediaType(format.type(), StandardCharsets.UTF_8).toString()
                : format.type().toString());
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment().filename(exported.file(format)).build().toString());
        write(format, exported, response.getOutputStream());
    }

    private void write(Format format, Exported exported, OutputStream out) throws IOException {
        switch (format) {
            case CSV -> CsvExport.write(exported, out);
            case XLSX -> XlsxExport.write(exported, out);
            case SVG -> SvgExport.write(exported, out);
            case PDF -> PdfExport.write(exported, templates, out);
            case JSON -> throw new IllegalArgumentException("JSON is no file");
        }
    }
}
