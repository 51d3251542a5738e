package io.lumbar.api.access;

import java.io.IOException;
import java.util.Optional;

import io.lumbar.api.access.GuessedSecrets.TriedTooOften;
import io.lumbar.application.Request;
import io.lumbar.application.account.Accounts;
import io.lumbar.domain.AccountId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.core.Ordered;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
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
    public static final int SHORTEST = PasswordRules.SHORTEST;

    private final Accounts accounts;
    private final PageSessions sessions;
    private final Secrets secrets;
    private final PasswordEncoder encoder;
    private final TokenClients clients;
    private final GuessedSecrets guessed;

    Passwords(Accounts accounts, PageSessions sessions, Secrets secrets, PasswordEncoder encoder, TokenClients clients,
            GuessedSecrets guessed) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.secrets = secrets;
        this.encoder = encoder;
        this.clients = clients;
        this.guessed = guessed;
    }

    /** What became of a choice. */
    public enum Outcome {
        CHANGED, WRONG, WAIT, NOT_THE_SAME, TOO_SHORT, TOO_LONG, COMMON, AS_BEFORE
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
        if (!(http.getUserPrincipal() instanceof PageCaller caller)) {
            return Outcome.WRONG;
        }
        AccountId account = Callers.account(caller.getName()).orElseThrow();
        try {
            if (!isTheirs(account, current, http.getRemoteAddr())) {
                return Outcome.WRONG;
            }
        } catch (TriedTooOften _) {
            return Outcome.WAIT;
        }
        if (!chosen.equals(again)) {
            return Outcome.NOT_THE_SAME;
        }
        Optional<Outcome> breach = PasswordRules.breach(chosen, accounts.wordsAbout(account));
        if (breach.isPresent()) {
            return breach.get();
        }
        if (chosen.equals(current)) {
            return Outcome.AS_BEFORE;
        }
        String hash = secrets.hash(chosen);
        accounts.chooseSecret(request, account, hash);
        sessions.goOn(http, hash);
        return Outcome.CHANGED;
    }

    private boolean isTheirs(AccountId account, String current, String address) {
        RegisteredClient client = clients.findByClientId(account.value().toString());
        return client != null && guessed.checked(client, client.getClientId(), address,
                () -> Optional.of(client).filter(known -> encoder.matches(current, known.getClientSecret())))
                .isPresent();
    }
}
