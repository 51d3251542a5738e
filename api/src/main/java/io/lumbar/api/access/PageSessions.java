package io.lumbar.api.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import io.lumbar.api.access.AccessConfiguration.RightsUnknown;
import io.lumbar.application.Unavailable;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.web.context.HttpRequestResponseHolder;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.stereotype.Component;

/**
 * Keeps in the session who logged in, and nothing of what they may do: that is asked at every request. A session counts
 * no more when the secret it began with was replaced, when the account was disabled, half an hour after the person
 * last asked for something (a page that looks for news by itself does not count as asking), and twelve hours after the log-in.
 */
@Component
final class PageSessions implements SecurityContextRepository {
    static final Duration IDLE = Duration.ofMinutes(30);
    /** However busy the person is: a day at work. */
    static final Duration LONGEST = Duration.ofHours(12);
    /** Of a request that a page makes by itself: which state it shows already. */
    static final String BY_ITSELF = "seen";

    private static final String CALLER = "caller";
    private static final String HASH = "hash";
    private static final String CHOOSES_FIRST = "choosesFirst";
    private static final String ASKED_AT = "askedAt";
    /** The name of a second factor that was offered to the person and is not enrolled yet. */
    static final String PENDING_FACTOR = "pendingFactor";
    private static final String FACTOR = "factor";
    private static final String BEGAN_AT = "beganAt";

    private final TokenClients clients;
    private final AccessRules rules;
    private final Clock clock;

    PageSessions(TokenClients clients, AccessRules rules, Clock clock) {
        this.clients = clients;
        this.rules = rules;
        this.clock = clock;
    }

    @Override
    public void saveContext(SecurityContext context, HttpServletRequest request, HttpServletResponse response) {
        if (context.getAuthentication() instanceof PageCaller caller) {
            HttpSession session = request.getSession();
            session.setAttribute(CALLER, caller.getName());
            session.setAttribute(HASH, caller.secretHash());
            session.setAttribute(CHOOSES_FIRST, caller.choosesFirst());
            Instant now = clock.instant();
            session.setAttribute(ASKED_AT, now);
            session.setAttribute(BEGAN_AT, now);
            session.removeAttribute(FACTOR);
            session.removeAttribute(PENDING_FACTOR);
        }
    }

    /** Lets this one session outlast the secret it began with, which the person replaced by the one of this hash. */
    void goOn(HttpServletRequest request, String hash) {
        request.changeSessionId();
        HttpSession session = request.getSession();
        session.setAttribute(HASH, hash);
        session.setAttribute(CHOOSES_FIRST, false);
    }

    /** Notes that the second factor of this name was proved, and goes on under another id. */
    void pass(HttpServletRequest request, String factor) {
        request.changeSessionId();
        request.getSession().setAttribute(FACTOR, factor);
    }

    /** Whether the second factor of this name was proved in this session. */
    boolean hasPassed(HttpServletRequest request, String factor) {
        HttpSession session = request.getSession(false);
        return session != null && factor.equals(session.getAttribute(FACTOR));
    }

    @Override
    @Deprecated
    public SecurityContext loadContext(HttpRequestResponseHolder holder) {
        HttpServletRequest request = holder.getRequest();
        HttpSession session = request.getSession(false);
        Authentication caller = session == null ? null : caller(request, session);
        var context = new SecurityContextImpl();
        if (caller != null) {
            context.setAuthentication(caller);
        }
        return context;
    }

    private @Nullable Authentication caller(HttpServletRequest request, HttpSession session) {
        if (!(session.getAttribute(CALLER) instanceof String caller)
                || !(session.getAttribute(HASH) instanceof String hash)
                || !(session.getAttribute(ASKED_AT) instanceof Instant askedAt)
                || !(session.getAttribute(BEGAN_AT) instanceof Instant beganAt)) {
            return null;
        }
        Instant now = clock.instant();
        boolean counts = askedAt.plus(IDLE).isAfter(now) && beganAt.plus(LONGEST).isAfter(now)
                && hash.equals(currentHash(caller));
        boolean choosesFirst = Boolean.TRUE.equals(session.getAttribute(CHOOSES_FIRST));
        Authentication known = counts ? rights(caller, hash, choosesFirst) : null;
        if (known == null) {
            session.invalidate();
        } else if (request.getParameter(BY_ITSELF) == null) {
            session.setAttribute(ASKED_AT, now);
        }
        return known;
    }

    private @Nullable String currentHash(String caller) {
        try {
            return clients.secretHash(caller);
        } catch (OAuth2AuthenticationException e) {
            throw new RightsUnknown(e);
        }
    }

    private @Nullable Authentication rights(String caller, String hash, boolean choosesFirst) {
        try {
            return rules.of(caller).map(rights -> new PageCaller(caller, hash, choosesFirst, rights)).orElse(null);
        } catch (Unavailable e) {
            throw new RightsUnknown(e);
        }
    }

    @Override
    public boolean containsContext(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        return session != null && session.getAttribute(CALLER) != null;
    }
}
