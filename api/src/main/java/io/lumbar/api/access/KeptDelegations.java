package io.lumbar.api.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.Principal;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import io.lumbar.application.Unavailable;
import io.lumbar.application.account.Delegations;
import io.lumbar.application.account.Delegations.Delegation;
import io.lumbar.domain.account.Rights;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.core.endpoint.PkceParameterNames;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationCode;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.stereotype.Component;

/**
 * What the library has to remember, kept as {@link Delegations}: hashes of codes and of refresh tokens. Access tokens are checked by their
 * signature and kept nowhere; what was given for client credentials is neither refreshed nor revoked.
 */
@Component
final class KeptDelegations implements OAuth2AuthorizationService {
    /** What was shown to find an authorization, so that it is used up where the next one is saved. */
    private static final String SHOWN = "shown";
    private static final String S256 = "S256";

    private final Delegations delegations;
    private final TokenClients clients;
    private final AccessRules rules;

    KeptDelegations(Delegations delegations, TokenClients clients, AccessRules rules) {
        this.delegations = delegations;
        this.clients = clients;
        this.rules = rules;
    }

    @Override
    public void save(OAuth2Authorization authorization) {
        if (authorization.getAuthorizationGrantType().equals(AuthorizationGrantType.CLIENT_CREDENTIALS)) {
            return;
        }
        try {
            keep(authorization);
        } catch (Unavailable _) {
            throw new OAuth2AuthenticationException(OAuth2ErrorCodes.TEMPORARILY_UNAVAILABLE);
        }
    }

    private void keep(OAuth2Authorization authorization) {
        var refresh = authorization.getRefreshToken();
        var code = authorization.getToken(OAuth2AuthorizationCode.class);
        String shown = authorization.getAttribute(SHOWN);
        if (shown == null) {
            begin(authorization, Objects.requireNonNull(code).getToken().getTokenValue());
        } else if (refresh == null || refresh.isInvalidated()) {
            delegations.end(UUID.fromString(authorization.getId()));
        } else {
            String next = refresh.getToken().getTokenValue();
            boolean first = code == null
                    ? delegations.rotate(shown, next, AppClients.REFRESH)
                    : delegations.exchange(shown, next, AppClients.REFRESH);
            if (!first) {
                throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_GRANT);
            }
        }
    }

    private void begin(OAuth2Authorization authorization, String code) {
        OAuth2AuthorizationRequest request = Objects
                .requireNonNull(authorization.getAttribute(OAuth2AuthorizationRequest.class.getName()));
        PageCaller caller = Objects.requireNonNull(authorization.getAttribute(Principal.class.getName()));
        delegations.begin(new Delegation(UUID.fromString(authorization.getId()),
                AppClients.app(request.getClientId()).orElseThrow(), caller.getName(), digest(caller.secretHash()),
                Objects.requireNonNull(request.getRedirectUri()),
                String.valueOf(request.getAdditionalParameters().get(PkceParameterNames.CODE_CHALLENGE))), code,
                AppClients.CODE);
    }

    @Override
    public void remove(OAuth2Authorization authorization) {
        delegations.end(UUID.fromString(authorization.getId()));
    }

    @Override
    public @Nullable OAuth2Authorization findById(String id) {
        throw new UnsupportedOperationException("nothing asks by id");
    }

    @Override
    public @Nullable OAuth2Authorization findByToken(String token, @Nullable OAuth2TokenType type) {
        try {
            boolean code = type != null && type.getValue().equals(OAuth2ParameterNames.CODE);
            if (!code && type != null && !type.equals(OAuth2TokenType.REFRESH_TOKEN)) {
                return null;
            }
            return (code ? delegations.byCode(token) : delegations.byRefresh(token))
                    .map(found -> authorization(found, token, code)).orElse(null);
        } catch (Unavailable _) {
            throw new OAuth2AuthenticationException(OAuth2ErrorCodes.TEMPORARILY_UNAVAILABLE);
        }
    }

    /** Null when the person logs in with another secret by now, or does not count any more. */
    private @Nullable OAuth2Authorization authorization(Delegation found, String token, boolean code) {
        RegisteredClient client = clients.findByClientId(AppClients.clientId(found.app()));
        String hash = clients.secretHash(found.caller());
        Optional<Rights> rights = rules.of(found.caller());
        if (client == null || hash == null || rights.isEmpty()
                || !MessageDigest.isEqual(digest(hash), found.secret())) {
            delegations.end(found.id());
            return null;
        }
        Instant now = Instant.now();
        var builder = OAuth2Authorization.withRegisteredClient(client).id(found.id().toString())
                .principalName(found.caller()).authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .attribute(SHOWN, token)
                .attribute(Principal.class.getName(), new PageCaller(found.caller(), hash, false, rights.get()))
                .attribute(OAuth2AuthorizationRequest.class.getName(), OAuth2AuthorizationRequest.authorizationCode()
                        .authorizationUri("/oauth2/authorize").clientId(client.getClientId())
                        .redirectUri(found.redirectUri())
                        .additionalParameters(Map.of(PkceParameterNames.CODE_CHALLENGE, found.codeChallenge(),
                                PkceParameterNames.CODE_CHALLENGE_METHOD, S256))
                        .build());
        return (code
                ? builder.token(new OAuth2AuthorizationCode(token, now.minusSeconds(1), now.plus(AppClients.CODE)))
                : builder
                        .refreshToken(new OAuth2RefreshToken(token, now.minusSeconds(1), now.plus(AppClients.REFRESH))))
                .build();
    }

    private static byte[] digest(String secretHash) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(secretHash.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
