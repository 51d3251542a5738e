package io.lumbar.api.imports;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import io.lumbar.api.json.StrictJson;
import io.lumbar.api.problem.EdgeProblem;
import io.lumbar.api.problem.RequestRefused;
import io.lumbar.application.imports.Form;
import io.lumbar.application.imports.LineSlices;
import jakarta.servlet.http.HttpServletRequest;
import org.apache.tomcat.util.http.fileupload.FileItemIterator;
import org.apache.tomcat.util.http.fileupload.FileItemStream;
import org.apache.tomcat.util.http.fileupload.FileUpload;
import org.apache.tomcat.util.http.fileupload.FileUploadException;
import org.apache.tomcat.util.http.fileupload.servlet.ServletRequestContext;
import org.jspecify.annotations.Nullable;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * What is sent to be imported: lines or a table as the body, or a form with a mapping before the file. It is read while it
 * comes; nothing of it is put on a disk.
 *
 * @param form of the lines
 * @param fields other fields of the form, which come before the file
 */
record Upload(Form form, InputStream lines, Map<String, String> fields) {

    static final String LINES = "application/x-ndjson";
    static final String TABLE = "text/csv";
    static final String PARTS = MediaType.MULTIPART_FORM_DATA_VALUE;

    private static final String FILE = "file";
    private static final String MAPPING = "mapping";
    private static final Set<String> LINES_END = Set.of(".ndjson", ".jsonl");
    private static final int LONGEST_MAPPING = 64 * 1024;
    private static final int LONGEST_FIELD = 1024;

    /**
     * What {@code request} sends.
     *
     * @param more names of further fields that its form may have
     * @throws RequestRefused when it is no such thing
     * @throws IOException when it breaks off
     */
    static Upload of(HttpServletRequest request, StrictJson json, Set<String> more) throws IOException {
        MediaType type = type(request.getContentType());
        if (MediaType.MULTIPART_FORM_DATA.equalsTypeAndSubtype(type)) {
            return ofParts(request, json, more);
        }
        InputStream body = new Limited(request.getInputStream());
        return isTable(type)
                ? new Upload(Form.ROWS, new RowLines(body, Mapping.NONE), Map.of())
                : new Upload(Form.LINES, body, Map.of());
    }

    private static boolean isTable(MediaType type) {
        if (type.getCharset() != null && !UTF_8.equals(type.getCharset())) {
            throw new RequestRefused(EdgeProblem.NOT_UTF_8, "Content-Type", "names no other charset than utf-8");
        }
        return MediaType.parseMediaType(TABLE).equalsTypeAndSubtype(type);
    }

    private static MediaType type(@Nullable String text) {
        try {
            return text == null || text.isBlank() ? MediaType.APPLICATION_OCTET_STREAM : MediaType.parseMediaType(text);
        } catch (InvalidMediaTypeException _) {
            throw new RequestRefused(EdgeProblem.MALFORMED_HEADER, "Content-Type", "is a media type");
        }
    }

    private static Upload ofParts(HttpServletRequest request, StrictJson json, Set<String> more) throws IOException {
        var fields = new HashMap<String, String>();
        Mapping mapping = null;
        try {
            FileItemIterator parts = new FileUpload().getItemIterator(new ServletRequestContext(request));
            while (parts.hasNext()) {
                FileItemStream part = parts.next();
                String name = part.getFieldName();
                if (FILE.equals(name)) {
                    return ofFile(part, new Limited(new Last(part.openStream(), parts)), mapping, fields);
                } else if (MAPPING.equals(name) && mapping == null) {
                    mapping = mapping(part, json);
                } else if (more.contains(name)) {
                    fields.put(name, new String(part.openStream().readNBytes(LONGEST_FIELD), UTF_8));
                } else {
                    throw new RequestRefused(EdgeProblem.UNKNOWN_FIELD, String.valueOf(name),
                            "is mapping, once, or file");
                }
            }
        } catch (FileUploadException _) {
            throw new RequestRefused(EdgeProblem.MALFORMED_REQUEST, "The body is no form of parts.");
        }
        throw new RequestRefused(EdgeProblem.MISSING_FIELD, FILE, "is required, as the last part");
    }

    private static Upload ofFile(FileItemStream part, InputStream content, @Nullable Mapping mapping,
            Map<String, String> fields) {
        String name = part.getName() == null ? "" : part.getName().toLowerCase(Locale.ROOT);
        MediaType type = type(part.getContentType());
        boolean lines = !isTable(type) && (MediaType.parseMediaType(LINES).equalsTypeAndSubtype(type)
                || LINES_END.stream().anyMatch(name::endsWith));
        if (lines && mapping != null) {
            throw new RequestRefused(EdgeProblem.INVALID_VALUE, MAPPING, "is given for a table only");
        }
        return lines
                ? new Upload(Form.LINES, content, fields)
                : new Upload(Form.ROWS, new RowLines(content, mapping == null ? Mapping.NONE : mapping), fields);
    }

    /** A field of a form that was left blank is an empty file; then there is none. */
    private static @Nullable Mapping mapping(FileItemStream part, StrictJson json) throws IOException {
        byte[] text = part.openStream().readNBytes(LONGEST_MAPPING + 1);
        if (text.length > LONGEST_MAPPING) {
            throw new RequestRefused(EdgeProblem.BODY_TOO_LARGE,
                    "A mapping has at most " + LONGEST_MAPPING + " bytes.");
        }
        if (text.length == 0) {
            return null;
        }
        try {
            Mapping mapping = json.part(MAPPING, text, Mapping.class);
            mapping.check();
            return mapping;
        } catch (RequestRefused refused) {
            boolean placed = refused.violations().stream().allMatch(each -> each.field().startsWith(MAPPING + "."));
            throw placed ? refused : refused.within(MAPPING);
        }
    }

    /** Refuses what is longer than a body may be. */
    private static final class Limited extends FilterInputStream {
        private long left = LineSlices.MOST_BYTES;

        Limited(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int read = super.read(target, offset, length);
            left -= Math.max(read, 0);
            if (left < 0) {
                throw new RequestRefused(EdgeProblem.BODY_TOO_LARGE,
                        "A body has at most " + LineSlices.MOST_BYTES + " bytes.");
            }
            return read;
        }
    }

    /** The last part of a form: what stands behind it would be known too late. */
    private static final class Last extends FilterInputStream {
        private final FileItemIterator parts;

        Last(InputStream part, FileItemIterator parts) {
            super(part);
            this.parts = parts;
        }

        @Override
        public int read() throws IOException {
            return checked(super.read());
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            return checked(super.read(target, offset, length));
        }

        private int checked(int read) throws IOException {
            try {
                if (read < 0 && parts.hasNext()) {
                    throw new RequestRefused(EdgeProblem.MALFORMED_REQUEST, "The file is the last part of the form.");
                }
            } catch (FileUploadException e) {
                throw new IOException(e);
            }
            return read;
        }
    }
}
