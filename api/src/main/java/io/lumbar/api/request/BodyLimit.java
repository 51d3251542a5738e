package io.lumbar.api.request;

import java.io.ByteArrayInputStream;
import java.io.IOException;

import io.lumbar.api.problem.EdgeProblem;
import io.lumbar.api.problem.ProblemWriter;
import io.lumbar.api.problem.Problems;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Reads the whole body of an API request, up to 256 KiB, before anything else does: a larger one is refused whether its
 * length is announced or not, and the body can be hashed for the idempotency key as it came. Runs after security, so
 * nobody without a token has a body kept in memory.
 */
@Component
@Order(0)
class BodyLimit extends OncePerRequestFilter {
    static final int BYTES = 256 * 1024;
    private static final String PREFIX = "/api/";
    /** Its body is a stream of lines, each of which has this limit; the route reads it itself. */
    private static final String LINES = "/api/v1/imports";

    private final ProblemWriter problems;

    BodyLimit(ProblemWriter problems) {
        this.problems = problems;
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
        byte[] body = request.getContentLengthLong() > BYTES
                ? new byte[BYTES + 1]
                : request.getInputStream().readNBytes(BYTES + 1);
        if (body.length > BYTES) {
            problems.write(request, response,
                    Problems.of(EdgeProblem.BODY_TOO_LARGE, "A body has at most " + BYTES + " bytes."));
            return;
        }
        chain.doFilter(new Kept(request, body), response);
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
