package io.lumbar.api.access;

import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;

import io.lumbar.api.access.GuessedSecrets.TriedTooOften;
import io.lumbar.application.Ids;
import io.lumbar.application.Request;
import io.lumbar.application.account.AccountAccess;
import io.lumbar.application.account.Accounts;
import io.lumbar.application.account.SecondFactors;
import io.lumbar.domain.AccountId;
import io.lumbar.domain.SecretId;
import io.lumbar.domain.account.Rights;
import io.lumbar.domain.account.Role;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.security.web.savedrequest.SavedRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * The code of a telephone beside the password. Privacy officers and administrators need one before they see any page, and so does
 * everybody who has set one up. Whoever runs the installation has none: their secret stands in a file of the machine, and so
 * do the keys of everything.
 */
@Component
public final class SecondFactor implements HandlerInterceptor, WebMvcConfigurer {
    /** Where it is asked for and set up. */
    public static final String PAGE = "/second-factor";

    private static final Set<Role> REQUIRED = Set.of(Role.PRIVACY_OFFICER, Role.ADMIN);

    private final SecondFactors factors;
    private final Accounts accounts;
    private final AccountAccess access;
    private final GuessedSecrets guessed;
    private final PageSessions sessions;
    private final OneTimeCodes codes = new OneTimeCodes();
    private final Ids ids;
    private final Clock clock;

    SecondFactor(SecondFactors factors, Accounts accounts, AccountAccess access, GuessedSecrets guessed,
            PageSessions sessions, Ids ids, Clock clock) {
        this.factors = factors;
        this.accounts = accounts;
        this.access = access;
        this.guessed = guessed;
        this.sessions = sessions;
        this.ids = ids;
        this.clock = clock;
    }

    /** What became of a code. */
    public enum Outcome {
        RIGHT, WRONG, WAIT
    }

    /** How somebody stands. */
    public enum Standing {
        /** Their code is asked for. */
        ASKED,
        /** They set one up before they see any page. */
        NEEDED,
        /** They may set one up. */
        POSSIBLE,
        /** Their code was right. */
        PASSED,
        /** Whoever runs the installation. */
        NONE
    }

    /**
     * What is to be taken over by a telephone.
     *
     * @param key for typing
     * @param address for the picture
     */
    public record Offer(String key, String address) {}

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).order(Ordered.HIGHEST_PRECEDENCE + 1); // behind the password, before any role
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws IOException {
        String path = request.getRequestURI();
        if (path.equals(PAGE) || path.equals("/log-in") || path.startsWith(PAGE + "/") || path.startsWith("/assets/")
                || Passwords.isToBeChosen(request)) {
            return true;
        }
        Standing standing = standing(request);
        if (standing == Standing.ASKED || standing == Standing.NEEDED) {
            response.sendRedirect(PAGE);
            return false;
        }
        return true;
    }

    /** How whoever asks stands. */
    public Standing standing(HttpServletRequest request) {
        if (!(request.getUserPrincipal() instanceof PageCaller caller)) {
            return Standing.NONE;
        }
        Optional<AccountId> account = Callers.account(caller.getName());
        if (account.isEmpty()) {
            return Standing.NONE;
        }
        Optional<SecretId> factor = factors.of(account.get());
        if (factor.isPresent()) {
            return sessions.hasPassed(request, factor.get().value().toString()) ? Standing.PASSED : Standing.ASKED;
        }
        return isRequired(caller.rights()) ? Standing.NEEDED : Standing.POSSIBLE;
    }

    private static boolean isRequired(Rights rights) {
        return rights.roles().stream().anyMatch(REQUIRED::contains);
    }

    /** Where the person wanted to go before the code was asked for. */
    public static String next(HttpServletRequest request, HttpServletResponse response) {
        SavedRequest asked = PageAccess.pagesOnly().getRequest(request, response);
        return asked == null ? "/" : asked.getRedirectUrl();
    }

    /** Lets the session see pages when the code is right. */
    public Outcome pass(HttpServletRequest request, String code) {
        AccountId account = account(request);
        Optional<SecretId> factor = factors.of(account);
        if (factor.isEmpty()) {
            return Outcome.WRONG;
        }
        Outcome outcome = check(factor.get(), code, request.getRemoteAddr());
        if (outcome == Outcome.RIGHT) {
            sessions.pass(request, factor.get().value().toString());
        }
        return outcome;
    }

    /** What a telephone takes over: the same in one session until it was taken over. */
    public Offer offer(HttpServletRequest request) {
        AccountId account = account(request);
        byte[] key = pending(request).flatMap(factors::key).orElseGet(() -> {
            byte[] made = OneTimeCodes.newKey();
            var factor = new SecretId(ids.next());
            factors.keep(factor, account, made);
            request.getSession().setAttribute(PageSessions.PENDING_FACTOR, factor.value().toString());
            return made;
        });
        return new Offer(OneTimeCodes.text(key).replaceAll("(?<=\\G.{4})(?!$)", " "),
                OneTimeCodes.address(key, account.value().toString().substring(0, 8)));
    }

    /**
     * Enrols what was offered, when the telephone shows its code.
     *
     * @return codes for when it is lost, told this once; null when the code was wrong
     */
    public @Nullable List<String> enrol(HttpServletRequest http, Request request, String code) {
        Standing standing = standing(http);
        Optional<SecretId> factor = pending(http);
        if (standing == Standing.ASKED || standing == Standing.NONE || factor.isEmpty()
                || !isOfTelephone(factor.get(), code)) {
            return null;
        }
        List<String> onPaper = OneTimeCodes.onPaper();
        factors.keepRecoveryCodes(factor.get(), onPaper.stream().map(SecondFactor::normal).toList());
        accounts.enrolSecondFactor(request, account(http), factor.get());
        http.getSession().removeAttribute(PageSessions.PENDING_FACTOR);
        sessions.pass(http, factor.get().value().toString());
        return onPaper;
    }

    /** How many codes are left for when the telephone is lost. */
    public int codesLeft(HttpServletRequest request) {
        return factors.of(account(request)).map(factors::recoveryCodesLeft).orElse(0);
    }

    /**
     * Whether a program may have a token for an account whose secret was right: with the code where a second factor is enrolled,
     * and not by a password that a person chose where one is needed and is not.
     *
     * @param code null when none was sent
     * @throws TriedTooOften it was not looked at
     */
    boolean letsIn(AccountId account, Rights rights, @Nullable String code, String address) {
        Optional<SecretId> factor = factors.of(account);
        if (factor.isPresent()) {
            return code != null && checked(factor.get(), code, address);
        }
        return !isRequired(rights) || !access.hasChosenSecret(account);
    }

    private Outcome check(SecretId factor, String code, String address) {
        try {
            return checked(factor, code, address) ? Outcome.RIGHT : Outcome.WRONG;
        } catch (TriedTooOften _) {
            return Outcome.WAIT;
        }
    }

    private boolean checked(SecretId factor, String code, String address) {
        return guessed.checked("second factor " + factor.value(), address,
                () -> isOfTelephone(factor, code) || factors.useRecoveryCode(factor, normal(code)));
    }

    private boolean isOfTelephone(SecretId factor, String code) {
        Optional<byte[]> key = factors.key(factor);
        OptionalLong step = key.isEmpty() ? OptionalLong.empty()
                : codes.step(key.get(), code.replaceAll("\\s", ""), clock.instant());
        return step.isPresent() && factors.use(factor, step.getAsLong());
    }

    private static Optional<SecretId> pending(HttpServletRequest request) {
        return Optional.ofNullable((String) request.getSession().getAttribute(PageSessions.PENDING_FACTOR))
                .map(id -> new SecretId(UUID.fromString(id)));
    }

    private static AccountId account(HttpServletRequest request) {
        return Callers.account(Objects.requireNonNull(request.getUserPrincipal()).getName()).orElseThrow();
    }

    /** However it was copied from paper. */
    private static String normal(String code) {
        return code.replaceAll("[^A-Za-z2-7]", "").toUpperCase(Locale.ROOT);
    }
}
