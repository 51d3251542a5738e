package io.lumbar.api.problem;

import java.util.Locale;
import java.util.stream.Stream;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

/** Tells requests of people in front of a browser from those of programs. */
public final class Pages {
    /** What a page may load, and from where. */
    public static final String CONTENT_POLICY = "default-src 'self'; img-src 'self' data:; object-src 'none';"
            + " base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
    /** What programs ask for, also when somebody looks at it with a browser. */
    private static final String[] FOR_PROGRAMS = {"/api/", "/oauth2/", "/actuator", "/openapi", "/swagger-ui",
            "/problems/", "/.well-known/"};
    private static final String[] FOR_PEOPLE = {"/log-in", "/log-out", "/password", "/second-factor", "/accounts",
            "/apps", "/reports/",
            "/outlook",
            "/imports", "/assets/"};

    private Pages() {}

    /** Whether a page, or something that belongs to one, is asked for: one that there is, or any other by a browser. */
    public static boolean areAskedFor(HttpServletRequest request) {
        String path = request.getRequestURI();
        return path.equals("/") || startsWithAny(path, FOR_PEOPLE)
                || (!startsWithAny(path, FOR_PROGRAMS) && isHtmlAccepted(request)
                        && request.getHeader(HttpHeaders.AUTHORIZATION) == null);
    }

    /** Whether whoever asks would rather read a page than anything else. */
    public static boolean isHtmlAccepted(HttpServletRequest request) {
        String accepted = request.getHeader(HttpHeaders.ACCEPT);
        return accepted != null && accepted.toLowerCase(Locale.ROOT).contains(MediaType.TEXT_HTML_VALUE);
    }

    /** Whether a problem is to be told as a page. */
    static boolean isProblemOne(HttpServletRequest request) {
        Object failed = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        return isHtmlAccepted(request) && areAskedFor(request)
                && !(failed instanceof String path && startsWithAny(path, FOR_PROGRAMS));
    }

    private static boolean startsWithAny(String path, String[] beginnings) {
        return Stream.of(beginnings).anyMatch(path::startsWith);
    }
}
