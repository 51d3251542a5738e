package io.lumbar.api.access;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import io.lumbar.application.Request;
import io.lumbar.application.account.Accounts;
import io.lumbar.domain.AccountId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.core.Ordered;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Lets people choose their password, which is the secret of their account. Who still has one that was given to them sees
 * no page before.
 */
@Component
public final class Passwords implements HandlerInterceptor, WebMvcConfigurer {
    /** Where it is done. */
    public static final String PAGE = "/password";
    /** The fewest characters of a password that a person chooses. */
    public static final int SHORTEST = 12;
    /** BCrypt reads no further. */
    private static final int LONGEST_BYTES = 72;

    private final Accounts accounts;
    private final PageSessions sessions;
    private final Secrets secrets;
    private final PasswordEncoder encoder;

    Passwords(Accounts accounts, PageSessions sessions, Secrets secrets, PasswordEncoder encoder) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.secrets = secrets;
        this.encoder = encoder;
    }

    /** What became of a choice. */
    public enum Outcome {
        CHANGED, WRONG, NOT_THE_SAME, TOO_SHORT, TOO_LONG, AS_BEFORE
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).order(Ordered.HIGHEST_PRECEDENCE); // whatever the roles allow
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws IOException {
        String path = request.getRequestURI();
        if (isToBeChosen(request) && !path.equals(PAGE) && !path.equals("/log-in") && !path.startsWith("/assets/")) {
            response.sendRedirect(PAGE);
            return false;
        }
        return true;
    }

    /** Whether whoever asks has a password that was given and not chosen. */
    public static boolean isToBeChosen(HttpServletRequest request) {
        return request.getUserPrincipal() instanceof PageCaller caller && caller.choosesFirst();
    }

    /** Whether whoever asks can choose one; who runs the installation gives it where the others are given. */
    public static boolean canBeChosen(HttpServletRequest request) {
        return request.getUserPrincipal() instanceof PageCaller caller && Callers.account(caller.getName()).isPresent();
    }

    /**
     * Takes the place of the password before, and ends all other sessions of the account.
     *
     * @param current the one before
     * @param again the chosen one once more
     */
    public Outcome choose(HttpServletRequest http, Request request, String current, String chosen, String again) {
        if (!(http.getUserPrincipal() instanceof PageCaller caller)
                || !encoder.matches(current, caller.secretHash())) {
            return Outcome.WRONG;
        }
        if (!chosen.equals(again)) {
            return Outcome.NOT_THE_SAME;
        }
        if (chosen.length() < SHORTEST) {
            return Outcome.TOO_SHORT;
        }
        if (chosen.getBytes(StandardCharsets.UTF_8).length > LONGEST_BYTES) {
            return Outcome.TOO_LONG;
        }
        if (chosen.equals(current)) {
            return Outcome.AS_BEFORE;
        }
        AccountId account = Callers.account(caller.getName()).orElseThrow();
        String hash = secrets.hash(chosen);
        accounts.chooseSecret(request, account, hash);
        sessions.goOn(http, hash);
        return Outcome.CHANGED;
    }
}
