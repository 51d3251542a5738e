package io.lumbar.api.access;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;

import io.lumbar.api.access.GuessedSecrets.TriedTooOften;
import io.lumbar.api.problem.ProblemWriter;
import io.lumbar.application.Unavailable;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.ServletServerHttpResponse;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.http.converter.OAuth2ErrorHttpMessageConverter;
import org.springframework.security.oauth2.server.authorization.authentication.ClientSecretAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.stereotype.Component;

/** The library's check of a client's secret behind {@link GuessedSecrets}, and its answers with one more: to wait. */
@Component
final class ClientSecrets implements AuthenticationFailureHandler {
    private static final Set<ClientAuthenticationMethod> BY_SECRET = Set.of(
            ClientAuthenticationMethod.CLIENT_SECRET_BASIC, ClientAuthenticationMethod.CLIENT_SECRET_POST);

    private final TokenClients clients;
    private final GuessedSecrets guessed;
    private final ProblemWriter problems;
    private final OAuth2ErrorHttpMessageConverter errors = new OAuth2ErrorHttpMessageConverter();

    ClientSecrets(TokenClients clients, GuessedSecrets guessed, ProblemWriter problems) {
        this.clients = clients;
        this.guessed = guessed;
        this.problems = problems;
    }

    /** The same provider, watched where it looks at secrets. */
    AuthenticationProvider watched(AuthenticationProvider provider) {
        return provider instanceof ClientSecretAuthenticationProvider secrets ? new Watched(secrets) : provider;
    }

    @Override
    public void onAuthenticationFailure(HttpServletRequest request, HttpServletResponse response,
            AuthenticationException failure) throws IOException {
        if (failure instanceof TriedTooOften tried) {
            RateLimit.refuse(request, response, problems, tried.pause(), "Secrets were wrong too often.");
            return;
        }
        String code = failure instanceof OAuth2AuthenticationException told
                ? told.getError().getErrorCode()
                : OAuth2ErrorCodes.SERVER_ERROR;
        response.setStatus((code.equals(OAuth2ErrorCodes.INVALID_CLIENT) ? HttpStatus.UNAUTHORIZED
                : HttpStatus.BAD_REQUEST).value());
        errors.write(new OAuth2Error(code), null, new ServletServerHttpResponse(response));
    }

    private final class Watched implements AuthenticationProvider {
        private final AuthenticationProvider provider;

        Watched(AuthenticationProvider provider) {
            this.provider = provider;
        }

        @Override
        public boolean supports(Class<?> authentication) {
            return provider.supports(authentication);
        }

        @Override
        public @Nullable Authentication authenticate(Authentication given) {
            if (!(given instanceof OAuth2ClientAuthenticationToken client)
                    || !BY_SECRET.contains(client.getClientAuthenticationMethod())) {
                return provider.authenticate(given);
            }
            try {
                String name = client.getName();
                return guessed
                        .checked(clients.findByClientId(name), name, GuessedSecrets.address(given), () -> right(given))
                        .orElseThrow(() -> new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_CLIENT));
            } catch (Unavailable _) {
                throw new OAuth2AuthenticationException(OAuth2ErrorCodes.TEMPORARILY_UNAVAILABLE);
            }
        }

        private Optional<Authentication> right(Authentication given) {
            try {
                return Optional.ofNullable(provider.authenticate(given));
            } catch (OAuth2AuthenticationException e) {
                if (e.getError().getErrorCode().equals(OAuth2ErrorCodes.INVALID_CLIENT)) {
                    return Optional.empty();
                }
                throw e;
            }
        }
    }
}
