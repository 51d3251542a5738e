package io.lumbar.api.imports;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;

/** A table that people fill in: its header has every column, its two rows are one episode as it may be. */
public final class Template {
    private static final String FILE = "lumbar-import-template.csv";

    private Template() {}

    /** Answers with it as a file. */
    public static void send(HttpServletResponse response) throws IOException {
        response.setContentType(Upload.TABLE + ";charset=UTF-8");
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment().filename(FILE).build().toString());
        try (InputStream file = Template.class.getResourceAsStream("/import/template.csv")) {
            Objects.requireNonNull(file).transferTo(response.getOutputStream());
        }
    }
}
