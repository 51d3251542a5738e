package io.lumbar.api.request;

import java.io.IOException;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.lumbar.api.problem.ProblemWriter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Gives every request an id that is found in its answer, its log lines and the metadata of its events. The caller's own
 * is kept when it is a UUID, with hyphens or without; any other is replaced, because no clinical record should fail for
 * the sake of a trace.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class RequestIds extends OncePerRequestFilter {
    static final String HEADER = "X-Request-Id";
    private static final String ATTRIBUTE = RequestIds.class.getName();
    private static final Pattern FORM = Pattern.compile(
            "(\\p{XDigit}{8})-?(\\p{XDigit}{4})-?(\\p{XDigit}{4})-?(\\p{XDigit}{4})-?(\\p{XDigit}{12})");

    /** The id of this request. */
    static UUID of(HttpServletRequest request) {
        return (UUID) request.getAttribute(ATTRIBUTE);
    }

    @Override
    protected boolean shouldNotFilterErrorDispatch() {
        return false;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        UUID id = request.getAttribute(ATTRIBUTE) instanceof UUID known ? known : id(request.getHeader(HEADER));
        request.setAttribute(ATTRIBUTE, id);
        response.setHeader(HEADER, id.toString());
        try (var _ = MDC.putCloseable(ProblemWriter.REQUEST_ID, id.toString())) {
            chain.doFilter(request, response);
        }
    }

    private static UUID id(@Nullable String given) {
        if (given != null) {
            Matcher form = FORM.matcher(given);
            if (form.matches()) {
                return UUID.fromString(form.replaceFirst("$1-$2-$3-$4-$5"));
            }
        }
        return UUID.randomUUID();
    }
}
