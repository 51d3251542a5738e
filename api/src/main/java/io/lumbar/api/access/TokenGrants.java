package io.lumbar.api.access;

import java.io.IOException;
import java.util.Optional;

import io.lumbar.api.access.GuessedSecrets.TriedTooOften;
import io.lumbar.api.problem.ProblemWriter;
import io.lumbar.application.Unavailable;
import io.lumbar.application.account.AccountAccess;
import io.lumbar.domain.AccountId;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientCredentialsAuthenticationContext;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientCredentialsAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientCredentialsAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientCredentialsAuthenticationValidator;
import org.springframework.security.oauth2.server.authorization.web.authentication.OAuth2ErrorAuthenticationFailureHandler;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** Whether an account whose secret was right gets a token: with the code of its second factor, sent as {@value #CODE}. */
@Component
final class TokenGrants implements AuthenticationFailureHandler {
    static final String CODE = "totp";

    private final SecondFactor factor;
    private final AccountAccess access;
    private final ProblemWriter problems;
    private final AuthenticationFailureHandler others = new OAuth2ErrorAuthenticationFailureHandler();

    TokenGrants(SecondFactor factor, AccountAccess access, ProblemWriter problems) {
        this.factor = factor;
        this.access = access;
        this.problems = problems;
    }

    /** Has the provider ask for the code where it gives tokens for a secret. */
    void watch(AuthenticationProvider provider) {
        if (provider instanceof OAuth2ClientCredentialsAuthenticationProvider credentials) {
            credentials.setAuthenticationValidator(
                    new OAuth2ClientCredentialsAuthenticationValidator().andThen(this::requireCode));
        }
    }

    @Override
    public void onAuthenticationFailure(HttpServletRequest request, HttpServletResponse response,
            AuthenticationException failure) throws IOException, ServletException {
        if (failure instanceof TriedTooOften tried) {
            RateLimit.refuse(request, response, problems, tried.pause(), "Codes were wrong too often.");
        } else {
            others.onAuthenticationFailure(request, response, failure);
        }
    }

    private void requireCode(OAuth2ClientCredentialsAuthenticationContext asked) {
        Optional<AccountId> account = Callers.accountOf(asked.getRegisteredClient().getClientId());
        if (account.isEmpty()) {
            return;
        }
        OAuth2ClientCredentialsAuthenticationToken token = asked.getAuthentication();
        try {
            boolean in = access.rights(account.get()).map(rights -> factor.letsIn(account.get(), rights,
                    code(token.getAdditionalParameters().get(CODE)), address())).orElse(false);
            if (!in) {
                throw new OAuth2AuthenticationException(new OAuth2Error(OAuth2ErrorCodes.INVALID_GRANT,
                        "This account needs its second factor: send the present code as " + CODE
                                + "; it is set up at the first log-in with pages.",
                        null));
            }
        } catch (Unavailable _) {
            throw new OAuth2AuthenticationException(OAuth2ErrorCodes.TEMPORARILY_UNAVAILABLE);
        }
    }

    private static @Nullable String code(@Nullable Object sent) {
        return sent instanceof String code ? code : null;
    }

    private static String address() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes asked
                ? asked.getRequest().getRemoteAddr()
                : "";
    }
}
