package io.lumbar.application.imports;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

import io.lumbar.application.imports.ImportStore.Received;
import io.lumbar.domain.DomainError.InvalidValue;
import io.lumbar.domain.Rejected;

/**
 * Cuts a body into slices of whole lines, so small that what a slice leads to is stored well within a second. No more
 * than one slice is in memory.
 */
public final class LineSlices {

    /** Bytes of a line; what is beyond them is not kept, and the line is refused. As much as one request may have. */
    public static final int LONGEST_LINE = 256 * 1024;

    /** Lines of a body. */
    public static final int MOST_LINES = 100_000;

    /** Bytes of a body. */
    public static final long MOST_BYTES = 512L * 1024 * 1024;

    /** Most lines of a slice. */
    static final int LINES = 40;

    private static final int BYTES = 256 * 1024;
    private static final int BUFFER = 64 * 1024;

    private final Consumer<Received> sink;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream(BUFFER);
    private int slices;
    private int firstLine = 1;
    private int line = 1;
    private int length;
    private boolean blank = true;
    private int told;

    private LineSlices(Consumer<Received> sink) {
        this.sink = sink;
    }

    /**
     * Reads to the end.
     *
     * @throws TooLarge when there are more lines or bytes than a body may have
     * @throws Rejected when there are none
     */
    static void cut(InputStream in, Consumer<Received> sink) throws IOException {
        var slices = new LineSlices(sink);
        byte[] buffer = new byte[BUFFER];
        long bytes = 0;
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            bytes += read;
            if (bytes > MOST_BYTES) {
                throw new TooLarge("A body has at most " + MOST_BYTES + " bytes.");
            }
            for (int i = 0; i < read; i++) {
                slices.take(buffer[i]);
            }
        }
        slices.end();
    }

    private void take(byte next) {
        if (next != '\n') {
            if (length <= LONGEST_LINE) {
                body.write(next);
                length++;
            }
            blank = blank && length <= LONGEST_LINE && (next == ' ' || next == '\t' || next == '\r');
            return;
        }
        endLine();
        if (told >= LINES || body.size() >= BYTES) {
            hand();
        } else {
            body.write('\n');
        }
    }

    private void endLine() {
        if (line > MOST_LINES) {
            throw new TooLarge("A body has at most " + MOST_LINES + " lines.");
        }
        told += blank ? 0 : 1;
        line++;
        length = 0;
        blank = true;
    }

    private void hand() {
        if (told > 0) {
            sink.accept(new Received(slices++, firstLine, told, body.toByteArray()));
        }
        body.reset();
        told = 0;
        firstLine = line;
    }

    private void end() {
        endLine();
        hand();
        if (slices == 0) {
            throw new Rejected(new InvalidValue("body", "must have one line at least"));
        }
    }

    /** A body that has too many lines or bytes. */
    public static final class TooLarge extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooLarge(String message) {
            super(message, null, false, false);
        }
    }

    /** A line that is not blank. */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    record Line(int number, byte[] text) {}

    /** The lines of a slice, without blank ones. */
    static List<Line> of(Received slice) {
        var lines = new ArrayList<Line>();
        byte[] body = slice.body();
        int number = slice.firstLine();
        int start = 0;
        for (int end = 0; end <= body.length; end++) {
            if (end == body.length || body[end] == '\n') {
                byte[] text = Arrays.copyOfRange(body, start, end);
                if (!isBlank(text)) {
                    lines.add(new Line(number, text));
                }
                number++;
                start = end + 1;
            }
        }
        return lines;
    }

    /** A line that was cut is not blank: what it held is not known, and it is refused for its length. */
    private static boolean isBlank(byte[] text) {
        if (text.length > LONGEST_LINE) {
            return false;
        }
        for (byte each : text) {
            if (each != ' ' && each != '\t' && each != '\r') {
                return false;
            }
        }
        return true;
    }
}
