package io.lumbar.application.account;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.util.List;
import java.util.Set;

import io.lumbar.domain.AppId;
import io.lumbar.domain.DomainError.AlreadyExists;
import io.lumbar.domain.DomainError.NotFound;
import io.lumbar.domain.Rejected;
import io.lumbar.domain.Require;

/**
 * The programs that people log in with: each gets tokens in a person's name once they logged in with the pages and it proves that it
 * is the one that asked (OAuth 2 with PKCE). All belong to the clinic, so nobody is asked for consent.
 */
public final class Apps {
    private static final int LONGEST_NAME = 100;
    private static final int MOST_URIS = 10;
    private static final int LONGEST_URI = 1_000;
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "[::1]");

    private final AppStore store;

    public Apps(AppStore store) {
        this.store = store;
    }

    /**
     * A program.
     *
     * @param redirectUris where a person may be led back to
     */
    public record App(AppId id, String name, List<String> redirectUris, Instant registeredAt) {}

    /**
     * Registers a program, or says anew what it is.
     *
     * @param secretHash of the secret that it gets if it is new
     * @return whether it is new, so that the secret counts
     * @throws Rejected when a value breaks its rule, or the program was removed
     */
    public boolean put(AppId id, String name, List<String> redirectUris, String secretHash, String actor) {
        Require.text("name", name, LONGEST_NAME);
        Require.notEmpty("redirectUris", redirectUris);
        if (redirectUris.size() > MOST_URIS) {
            throw Require.invalid("redirectUris", "must be at most " + MOST_URIS);
        }
        Require.eachOnce("redirectUris", redirectUris, uri -> uri);
        for (int n = 0; n < redirectUris.size(); n++) {
            requireRedirect("redirectUris[" + n + "]", redirectUris.get(n));
        }
        boolean isNew = store.app(id).isEmpty();
        if (!store.put(id, name, redirectUris, secretHash, actor)) {
            throw new Rejected(new AlreadyExists("app", id));
        }
        return isNew;
    }

    /** @throws Rejected when there is none, or it was removed */
    public App app(AppId id) {
        return store.app(id).orElseThrow(() -> new Rejected(new NotFound("app", id)));
    }

    /** Those that count, by name. */
    public List<App> all() {
        return store.all();
    }

    /** Lets a program count for nothing any more, for ever, and ends what it was let have. */
    public void remove(AppId id, String actor) {
        app(id);
        store.remove(id, actor);
    }

    /** RFC 9700, 2.1: exact, without a fragment, and encrypted unless it stays on the machine. */
    private static void requireRedirect(String field, String uri) {
        Require.text(field, uri, LONGEST_URI);
        try {
            var parsed = new URI(uri);
            boolean safe = "https".equals(parsed.getScheme())
                    || ("http".equals(parsed.getScheme()) && LOOPBACK.contains(parsed.getHost()));
            if (safe && parsed.getHost() != null && parsed.getFragment() == null && parsed.getUserInfo() == null
                    && !parsed.getHost().equals("localhost")) {
                return;
            }
        } catch (URISyntaxException _) {
            // the same refusal
        }
        throw Require.invalid(field, "must be an https address, or http on 127.0.0.1 or [::1], without a fragment");
    }
}
