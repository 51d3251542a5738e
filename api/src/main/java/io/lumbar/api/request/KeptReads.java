package io.lumbar.api.request;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;

import io.lumbar.application.privacy.ReadLog;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Stands between every answer and the network: before a byte leaves, what was noted of people until then is kept. Where that
 * fails, nothing leaves any more, until the answer is begun anew with a problem instead.
 */
@Component
@Order(2)
class KeptReads extends OncePerRequestFilter {
    private final ReadLog log;

    KeptReads(ReadLog log) {
        this.log = log;
    }

    @Override
    protected boolean shouldNotFilterErrorDispatch() {
        return false;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        chain.doFilter(request, new Guarded(request, response));
    }

    private final class Guarded extends HttpServletResponseWrapper {
        private final HttpServletRequest request;
        private @Nullable ServletOutputStream out;
        private @Nullable PrintWriter writer;
        private boolean stopped;

        Guarded(HttpServletRequest request, HttpServletResponse response) {
            super(response);
            this.request = request;
        }

        private void keep() {
            if (stopped) {
                throw new IllegalStateException("the answer was given up");
            }
            ReadNotes notes = ReadNotes.of(request);
            if (notes != null) {
                stopped = true;
                notes.keepIn(log);
                stopped = false;
            }
        }

        @Override
        public ServletOutputStream getOutputStream() throws IOException {
            if (out == null) {
                out = new Bytes(super.getOutputStream());
            }
            return out;
        }

        @Override
        public PrintWriter getWriter() throws IOException {
            if (writer == null) {
                writer = new PrintWriter(new Text(super.getWriter()));
            }
            return writer;
        }

        @Override
        public void reset() {
            super.reset();
            begin();
        }

        @Override
        public void resetBuffer() {
            super.resetBuffer();
            begin();
        }

        private void begin() {
            stopped = false;
            ReadNotes notes = ReadNotes.of(request);
            if (notes != null) {
                notes.forget();
            }
        }

        private final class Bytes extends ServletOutputStream {
            private final ServletOutputStream bytes;

            Bytes(ServletOutputStream bytes) {
                this.bytes = bytes;
            }

            @Override
            public void write(int b) throws IOException {
                keep();
                bytes.write(b);
            }

            @Override
            public void write(byte[] some, int from, int length) throws IOException {
                keep();
                bytes.write(some, from, length);
            }

            @Override
            public void flush() throws IOException {
                bytes.flush();
            }

            @Override
            public void close() throws IOException {
                bytes.close();
            }

            @Override
            public boolean isReady() {
                return bytes.isReady();
            }

            @Override
            public void setWriteListener(WriteListener listener) {
                bytes.setWriteListener(listener);
            }
        }

        private final class Text extends Writer {
            private final PrintWriter text;

            Text(PrintWriter text) {
                this.text = text;
            }

            @Override
            public void write(char[] some, int from, int length) {
                keep();
                text.write(some, from, length);
            }

            @Override
            public void flush() {
                text.flush();
            }

            @Override
            public void close() {
                text.close();
            }
        }
    }
}
