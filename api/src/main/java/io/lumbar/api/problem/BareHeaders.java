package io.lumbar.api.problem;

import java.util.function.BiConsumer;
import java.util.function.Predicate;

import org.springframework.http.HttpHeaders;

/** What browsers are told with answers that security's own filters do not reach. */
final class BareHeaders {
    private static final String NOTHING = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private BareHeaders() {}

    /** Sets those that {@code there} are not yet. */
    static void add(boolean page, Predicate<String> there, BiConsumer<String, String> set) {
        if (there.test("X-Content-Type-Options")) {
            return;
        }
        set.accept("X-Content-Type-Options", "nosniff");
        set.accept("X-Frame-Options", "DENY");
        set.accept("Referrer-Policy", "no-referrer");
        set.accept(HttpHeaders.CACHE_CONTROL, "no-store");
        set.accept("Content-Security-Policy", page ? Pages.CONTENT_POLICY : NOTHING);
    }
}
