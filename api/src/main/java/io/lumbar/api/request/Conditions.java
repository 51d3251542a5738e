package io.lumbar.api.request;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.lumbar.api.problem.EdgeProblem;
import io.lumbar.api.problem.RequestRefused;
import io.lumbar.application.Position;
import io.lumbar.application.Request.Idempotency;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/** Reads the headers that say on which conditions a request is to be carried out. */
final class Conditions {
    static final String IDEMPOTENCY_KEY = "Idempotency-Key";
    static final String AFTER = "Lumbar-After";

    /** A strong entity tag around a version; the numbers have no sign and no leading zero, so each has one spelling. */
    private static final Pattern VERSION = Pattern.compile("\"(0|[1-9]\\d{0,17})\"");
    private static final Pattern KEY = Pattern.compile("[!-~]{1,200}");
    private static final Pattern POSITION = Pattern.compile("\\d{1,5}-\\d{1,20}-\\d{1,19}");
    private static final byte SEPARATOR = 0;

    private Conditions() {}

    /** The version that must stand; null when the header is absent or {@code *}. */
    static @Nullable Long expectedVersion(HttpServletRequest request) {
        String tag = single(request, HttpHeaders.IF_MATCH);
        if (tag == null || tag.equals("*")) {
            return null;
        }
        Matcher version = VERSION.matcher(tag);
        if (!version.matches()) {
            throw new RequestRefused(EdgeProblem.MALFORMED_HEADER, HttpHeaders.IF_MATCH,
                    "is * or one version in double quotes such as \"7\"");
        }
        return Long.valueOf(version.group(1));
    }

    /**
     * The idempotency key with what it stands for; null when the caller gave none.
     *
     * @param route path template of the request
     * @param body as it came
     */
    static @Nullable Idempotency idempotency(HttpServletRequest request, String route, byte[] body) {
        String key = single(request, IDEMPOTENCY_KEY);
        if (key == null) {
            return null;
        }
        if (!KEY.matcher(key).matches()) {
            throw new RequestRefused(EdgeProblem.MALFORMED_HEADER, IDEMPOTENCY_KEY,
                    "has 1 to 200 printable ASCII characters without blanks");
        }
        return new Idempotency(request.getMethod() + " " + route, key, fingerprint(request, body));
    }

    /** The position up to which a read is to include what was written; null when the header is absent. */
    static @Nullable Position after(HttpServletRequest request) {
        String value = single(request, AFTER);
        if (value != null && !POSITION.matcher(value).matches()) {
            throw new RequestRefused(EdgeProblem.MALFORMED_HEADER, AFTER,
                    "is the value of a Lumbar-Position header");
        }
        return value == null ? null : new Position(value);
    }

    private static @Nullable String single(HttpServletRequest request, String header) {
        List<String> values = Collections.list(request.getHeaders(header));
        if (values.size() > 1) {
            throw new RequestRefused(EdgeProblem.MALFORMED_HEADER, header, "is given once");
        }
        return values.isEmpty() ? null : values.getFirst().strip();
    }

    private static String fingerprint(HttpServletRequest request, byte[] body) {
        try {
            MessageDigest hash = MessageDigest.getInstance("SHA-256");
            hash.update(request.getMethod().getBytes(StandardCharsets.UTF_8));
            hash.update(SEPARATOR);
            hash.update(request.getRequestURI().getBytes(StandardCharsets.UTF_8));
            hash.update(SEPARATOR);
            return HexFormat.of().formatHex(hash.digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
