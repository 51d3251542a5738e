package io.lumbar.api.export;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import io.lumbar.api.problem.EdgeProblem;
import io.lumbar.api.problem.RequestRefused;
import org.springframework.http.MediaType;

/** What a report can be had as. */
public enum Format {
    JSON(MediaType.APPLICATION_JSON_VALUE),
    CSV(Format.CSV_TYPE),
    XLSX(Format.XLSX_TYPE),
    SVG(Format.SVG_TYPE),
    PDF(MediaType.APPLICATION_PDF_VALUE);

    static final String CSV_TYPE = "text/csv";
    static final String XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    static final String SVG_TYPE = "image/svg+xml";

    private final String type;

    Format(String type) {
        this.type = type;
    }

    /** The name in addresses, and the ending of files. */
    public String label() {
        return switch (this) {
            case JSON -> "json";
            case CSV -> "csv";
            case XLSX -> "xlsx";
            case SVG -> "svg";
            case PDF -> "pdf";
        };
    }

    /** Whether it is written in letters. */
    boolean isText() {
        return this == CSV || this == SVG || this == JSON;
    }

    MediaType type() {
        return MediaType.parseMediaType(type);
    }

    /** By its name; empty when there is none of that name. */
    static Optional<Format> of(String label) {
        return Arrays.stream(values()).filter(format -> format.label().equals(label)).findFirst();
    }

    /**
     * A file by its name.
     *
     * @throws RequestRefused when there is none of that name
     */
    public static Format ofFile(String label) {
        return of(label).filter(files()::contains).orElseThrow(() -> new RequestRefused(
                EdgeProblem.MALFORMED_PARAMETER, FormatParameter.NAME,
                "is one of " + files().stream().map(Format::label).toList()));
    }

    /** All names. */
    static List<String> labels() {
        return Arrays.stream(values()).map(Format::label).toList();
    }

    /** Those that people take along. */
    public static List<Format> files() {
        return List.of(PDF, XLSX, CSV, SVG);
    }
}
