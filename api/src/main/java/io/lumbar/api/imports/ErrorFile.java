package io.lumbar.api.imports;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.lumbar.api.export.Formulas;
import io.lumbar.api.problem.Problems;
import io.lumbar.application.imports.ImportStore.Refusal;
import io.lumbar.application.imports.Imports;
import io.lumbar.domain.ImportId;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Everything that an import refused as one file, sent while it is read. */
@Component
public final class ErrorFile {
    private static final String BYTE_ORDER_MARK = "\uFEFF";
    private static final int AT_A_TIME = 1000;

    private final Imports imports;
    private final JsonMapper json;

    ErrorFile(Imports imports, JsonMapper json) {
        this.imports = imports;
        this.json = json;
    }

    private interface Sink {
        void take(Refusal refusal) throws IOException;
    }

    /**
     * As a table that spreadsheets open.
     *
     * @throws io.lumbar.domain.Rejected when there is no import of this id
     */
    public void csv(ImportId id, HttpServletResponse response) throws IOException {
        OutputStream out = begin(id, response, Upload.TABLE + ";charset=UTF-8", "csv");
        out.write(BYTE_ORDER_MARK.getBytes(UTF_8));
        try (CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(out, UTF_8)) {
            csv.writeRecord("line", "field", "type", "reason");
            each(id, refusal -> csv.writeRecord(List.of(String.valueOf(refusal.line()),
                    Formulas.escaped(refusal.field() == null ? "" : refusal.field()), Problems.TYPE + refusal.code(),
                    Formulas.escaped(refusal.reason()))));
        }
    }

    /** As JSON; see {@link #csv}. */
    void json(ImportId id, HttpServletResponse response) throws IOException {
        OutputStream out = begin(id, response, MediaType.APPLICATION_JSON_VALUE, "json");
        try (JsonGenerator written = json.createGenerator(out)) {
            written.writeStartObject();
            written.writeStringProperty("id", id.value().toString());
            written.writeArrayPropertyStart("errors");
            each(id, refusal -> written.writePOJO(ImportController.BadLine.of(refusal)));
            written.writeEndArray();
            written.writeEndObject();
        }
    }

    private OutputStream begin(ImportId id, HttpServletResponse response, String type, String ending)
            throws IOException {
        imports.progress(id);
        response.setContentType(type);
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, ContentDisposition.attachment()
                .filename("import-" + id.value() + "-errors." + ending).build().toString());
        return response.getOutputStream();
    }

    private void each(ImportId id, Sink sink) throws IOException {
        int line = 0;
        for (List<Refusal> some = imports.refusals(id, line, AT_A_TIME); !some.isEmpty(); some = imports.refusals(id,
                line, AT_A_TIME)) {
            for (Refusal refusal : some) {
                sink.take(refusal);
                line = refusal.line();
            }
        }
    }
}
