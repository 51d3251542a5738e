package io.lumbar.api.request;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;

import io.lumbar.api.problem.EdgeProblem;
import io.lumbar.api.problem.ProblemWriter;
import io.lumbar.api.problem.Problems;
import io.lumbar.api.problem.RequestRefused;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Reads the whole body of an API request, up to 256 KiB and for half a minute, before anything else does: a larger one is
 * refused whether its length is announced or not, a slower one however fast its bytes are, and the body can be hashed for the idempotency key as it came. Runs after security, so
 * nobody without a token has a body kept in memory.
 */
@Component
@Order(0)
class BodyLimit extends OncePerRequestFilter {
    static final int BYTES = 256 * 1024;
    private static final int PART = 8 * 1024;
    private static final String PREFIX = "/api/";
    /** Its body is a stream of lines, each of which has this limit; the route reads it itself. */
    private static final String LINES = "/api/v1/imports";

    private final ProblemWriter problems;
    private final Duration atMost;

    BodyLimit(ProblemWriter problems, @Value("${lumbar.limits.body:PT30S}") Duration atMost) {
        this.problems = problems;
        this.atMost = atMost;
    }

    /** The body as it came. */
    static byte[] body(HttpServletRequest request) {
        for (var inner = request; inner instanceof HttpServletRequestWrapper wrapper; inner = (HttpServletRequest) wrapper
                .getRequest()) {
            if (inner instanceof Kept kept) {
                return kept.body;
            }
        }
        return new byte[0];
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getRequestURI().startsWith(PREFIX) || request.getRequestURI().equals(LINES);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        byte[] body;
        try {
            body = request.getContentLengthLong() > BYTES ? new byte[BYTES + 1] : read(request.getInputStream());
        } catch (SocketTimeoutException e) {
            tooSlow(request, response);
            return;
        } catch (IOException e) {
            problems.write(request, response,
                    Problems.of(EdgeProblem.MALFORMED_REQUEST, "The body cannot be read as its headers say."));
            return;
        }
        if (String.valueOf(request.getContentType()).contains("*")) { // Spring takes it for a defect of its own
            problems.write(request, response, Problems.of(new RequestRefused(
                    body.length > 0 ? EdgeProblem.UNSUPPORTED_MEDIA_TYPE : EdgeProblem.MALFORMED_HEADER,
                    HttpHeaders.CONTENT_TYPE, "is one type, such as application/json in UTF-8")));
            return;
        }
        if (body.length > BYTES) {
            problems.write(request, response,
                    Problems.of(EdgeProblem.BODY_TOO_LARGE, "A body has at most " + BYTES + " bytes."));
            return;
        }
        chain.doFilter(new Kept(request, body), response);
    }

    /** Every byte that comes gives Tomcat patience anew; here there is an end to it. */
    private byte[] read(InputStream in) throws IOException {
        long begun = System.nanoTime();
        var body = new ByteArrayOutputStream();
        var part = new byte[PART];
        for (int read = 0; read >= 0 && body.size() <= BYTES; read = in.read(part, 0,
                Math.min(PART, BYTES + 1 - body.size()))) {
            body.write(part, 0, read);
            if (System.nanoTime() - begun > atMost.toNanos()) {
                throw new SocketTimeoutException("the body did not end in time");
            }
        }
        return body.toByteArray();
    }

    private void tooSlow(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader(HttpHeaders.CONNECTION, "close");
        problems.write(request, response, Problems.of(EdgeProblem.REQUEST_TOO_SLOW,
                "A body comes to its end within " + atMost.toSeconds() + " seconds."));
        response.flushBuffer();
    }

    private static final class Kept extends HttpServletRequestWrapper {
        private final byte[] body;

        Kept(HttpServletRequest request, byte[] body) {
            super(request);
            this.body = body;
        }

        @Override
        public ServletInputStream getInputStream() {
            return new KeptStream(new ByteArrayInputStream(body));
        }
    }

    private static final class KeptStream extends ServletInputStream {
        private final ByteArrayInputStream bytes;

        KeptStream(ByteArrayInputStream bytes) {
            this.bytes = bytes;
        }

        @Override
        public int read() {
            return bytes.read();
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            return bytes.read(target, offset, length);
        }

        @Override
        public boolean isFinished() {
            return bytes.available() == 0;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new IllegalStateException("the body was read already");
        }
    }
}
