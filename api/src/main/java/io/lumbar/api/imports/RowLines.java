package io.lumbar.api.imports;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.lumbar.api.imports.RowsLine.Bad;
import io.lumbar.api.problem.EdgeProblem;
import io.lumbar.api.problem.RequestRefused;
import io.lumbar.application.imports.LineSlices;
import org.jspecify.annotations.Nullable;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Turns a table into lines while it is read: each the history of one episode ({@link RowsLine}), made of rows that follow one
 * another. No more than the rows of one episode are in memory, and the names of all episodes. A table that cannot be understood
 * as a whole breaks off with a {@link RequestRefused}.
 */
final class RowLines extends InputStream {
    private static final String DELIMITERS = ",;\t";
    private static final char MARK = '\uFEFF';
    private static final int MOST_CELLS = 16 * 1024;
    private static final int LONGEST_RECORD = 4 * 1024 * 1024;
    private static final int LONGEST_HEADER = 64 * 1024;
    private static final int LONGEST_NAME = 200;
    /** Of what is told beside a history: so much less is left for the history itself. */
    private static final int LONGEST = LineSlices.LONGEST_LINE;

    private final InputStream table;
    private final Mapping mapping;
    private final Map<String, Integer> seen = new HashMap<>();
    private @Nullable Iterator<CsvRecord> rows;
    private @Nullable CsvRecord next;
    private @Nullable Header header;
    private @Nullable Cells cells;
    private long lastLine;
    private InputStream line = InputStream.nullInputStream();

    /**
     * Lines of a table.
     *
     * @param table comma separated values in UTF-8
     * @param mapping was checked already
     */
    RowLines(InputStream table, Mapping mapping) {
        this.table = table;
        this.mapping = mapping;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int read = line.read(target, offset, length);
        while (read < 0 && hasNext()) {
            line = new ByteArrayInputStream(nextLine());
            read = line.read(target, offset, length);
        }
        return read;
    }

    private boolean hasNext() throws IOException {
        if (rows == null) {
            begin();
        }
        return next != null;
    }

    private void begin() throws IOException {
        var text = new BufferedReader(new InputStreamReader(table, UTF_8.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT).onUnmappableCharacter(CodingErrorAction.REPORT)));
        try {
            skipMark(text);
            rows = CsvReader.builder().fieldSeparator(delimiter(text)).skipEmptyLines(true)
                    .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                    .missingFieldStrategy(FieldMismatchStrategy.IGNORE).allowUnclosedQuote(false)
                    .maxBufferSize(LONGEST_RECORD)
                    .build(CsvRecordHandler.builder().maxFields(MOST_CELLS).maxFieldSize(LONGEST_RECORD)
                            .maxRecordSize(LONGEST_RECORD).build(), text)
                    .iterator();
        } catch (CharacterCodingException _) {
            throw notUtf8();
        }
        advance();
        if (next == null) {
            throw new RequestRefused(EdgeProblem.MALFORMED_CSV, "The table has no header.");
        }
        header = Header.of(next.getFields(), mapping, next.getStartingLineNumber());
        cells = new Cells(mapping);
        advanceToContent();
        if (next == null) {
            throw new RequestRefused(EdgeProblem.MALFORMED_CSV, "The table has a header and no row.");
        }
    }

    private static void skipMark(Reader text) throws IOException {
        text.mark(1);
        if (text.read() != MARK) {
            text.reset();
        }
    }

    /** The first that the header has outside quotes, unless the mapping says which. */
    private char delimiter(Reader text) throws IOException {
        if (mapping.delimiter() != null) {
            return mapping.delimiter().charAt(0);
        }
        text.mark(LONGEST_HEADER);
        char found = DELIMITERS.charAt(0);
        boolean quoted = false;
        for (int n = 0; n < LONGEST_HEADER; n++) {
            int each = text.read();
            quoted = quoted != (each == '"');
            if (each < 0 || (!quoted && each == '\n')) {
                break;
            }
            if (!quoted && DELIMITERS.indexOf(each) >= 0) {
                found = (char) each;
                break;
            }
        }
        text.reset();
        return found;
    }

    /** Goes on to the next row that has anything in it. */
    private void advanceToContent() throws IOException {
        do {
            advance();
        } while (next != null && next.getFields().stream().allMatch(String::isBlank));
    }

    private void advance() throws IOException {
        try {
            next = rows != null && rows.hasNext() ? rows.next() : null;
        } catch (CsvParseException | UncheckedIOException | NoSuchElementException e) {
            throw broken(e);
        }
        if (next != null) {
            lastLine = next.getStartingLineNumber();
            requireWhole(next);
        }
    }

    private void requireWhole(CsvRecord row) {
        if (header != null && row.getFieldCount() != header.size()) {
            throw new RequestRefused(EdgeProblem.MALFORMED_CSV, "Line " + lastLine + " has " + row.getFieldCount()
                    + " cells, and the header " + header.size() + ".");
        }
    }

    /** A client that hung up is no fault of the table. */
    private RequestRefused broken(RuntimeException failure) throws IOException {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CharacterCodingException) {
                return notUtf8();
            }
            if (cause instanceof RequestRefused refused) {
                return refused;
            }
            if (cause instanceof IOException e) {
                throw e;
            }
        }
        return new RequestRefused(EdgeProblem.MALFORMED_CSV, "The table cannot be read behind line " + lastLine
                + ": a quote is not closed or stands within a cell, or there are more than " + MOST_CELLS
                + " cells or " + LONGEST_RECORD + " characters in a row.");
    }

    private RequestRefused notUtf8() {
        return new RequestRefused(EdgeProblem.NOT_UTF_8, "The table is not in UTF-8, somewhere behind line " + lastLine
                + ". Spreadsheets call it CSV UTF-8.");
    }

    /** The rows of the episode that the next row is of. */
    private byte[] nextLine() throws IOException {
        CsvRecord first = row();
        int firstLine = (int) first.getStartingLineNumber();
        String episode = said(first, Column.EPISODE);
        String clinic = said(first, Column.CLINIC);
        requireNew(firstLine, episode, clinic);
        var history = new RowHistory(header(), cells(), firstLine);
        do {
            history.add(row(), (int) row().getStartingLineNumber());
            advanceToContent();
        } while (next != null && said(next, Column.EPISODE).equals(episode) && isAt(clinic, next));
        return written(history.line());
    }

    /** A row whose episode is not known, or came to its end before, would be missing there: half a history is none. */
    private void requireNew(int firstLine, String episode, String clinic) {
        String column = header().name(Column.EPISODE);
        if (episode.isEmpty()) {
            throw new RequestRefused(EdgeProblem.MISSING_FIELD, column, "is required, and absent in line " + firstLine);
        }
        Integer before = seen.get(name(clinic, episode));
        seen.put(name(clinic, episode), firstLine);
        seen.put(name("", episode), firstLine); // a row that goes on need not say where
        if (before != null) {
            throw new RequestRefused(EdgeProblem.ROWS_APART, column, "has all its rows one after the other, but line "
                    + firstLine + " goes on with what began in line " + before
                    + " and had come to its end. Sort the table by it");
        }
    }

    private boolean isAt(String clinic, CsvRecord row) {
        String said = said(row, Column.CLINIC);
        return said.isEmpty() || said.equals(clinic);
    }

    private static String name(String clinic, String episode) {
        String name = clinic + ' ' + episode;
        return name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name;
    }

    /** What the row says in that column; empty when it says nothing. */
    private String said(CsvRecord row, Column column) {
        for (int n = 0; n < header().size(); n++) {
            if (header().column(n) == column) {
                return row.getField(n).strip();
            }
        }
        return header().constants().getOrDefault(column, "");
    }

    private byte[] written(RowsLine history) {
        byte[] text = json(history);
        return text.length <= LONGEST + 1 ? text
                : json(new RowsLine(history.line(), null, Map.of(), Map.of(), Map.of(),
                        List.of(new Bad(history.line(), EdgeProblem.BODY_TOO_LARGE.code(), null,
                                "The rows of the episode are too long together."))));
    }

    private static byte[] json(RowsLine history) {
        return (RowsLine.JSON.writeValueAsString(history) + '\n').getBytes(UTF_8);
    }

    private CsvRecord row() {
        if (next == null) {
            throw new IllegalStateException("there is no row");
        }
        return next;
    }

    private Header header() {
        if (header == null) {
            throw new IllegalStateException("no header was read");
        }
        return header;
    }

    private Cells cells() {
        if (cells == null) {
            throw new IllegalStateException("no header was read");
        }
        return cells;
    }
}
