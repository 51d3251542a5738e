package io.lumbar.api.access;

import java.time.Duration;
import java.util.Optional;

import io.lumbar.application.account.AppStore;
import io.lumbar.domain.AppId;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;
import org.springframework.stereotype.Component;

/** Apps as the library knows clients: with a secret, with PKCE always, with refresh tokens that count once, without consent. */
@Component
public final class AppClients {
    /** As long as a page may lie idle. */
    static final Duration REFRESH = PageSessions.IDLE;
    static final Duration CODE = Duration.ofMinutes(1);
    private static final String PREFIX = "app-";

    private final AppStore apps;

    AppClients(AppStore apps) {
        this.apps = apps;
    }

    /** How the app is named in requests of OAuth 2. */
    public static String clientId(AppId app) {
        return PREFIX + app.value();
    }

    /** The app of a client id; empty when it cannot name any. */
    static Optional<AppId> app(String clientId) {
        if (!clientId.startsWith(PREFIX)) {
            return Optional.empty();
        }
        return Callers.accountOf(clientId.substring(PREFIX.length())).map(id -> new AppId(id.value()));
    }

    /** @throws io.lumbar.application.Unavailable when it cannot be told now */
    Optional<RegisteredClient> client(AppId id) {
        return apps.app(id).flatMap(app -> apps.secretHash(id).map(hash -> RegisteredClient.withId(clientId(id))
                .clientId(clientId(id)).clientName(app.name()).clientSecret(hash)
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_POST)
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .authorizationGrantType(AuthorizationGrantType.REFRESH_TOKEN)
                .redirectUris(uris -> uris.addAll(app.redirectUris()))
                .clientSettings(
                        ClientSettings.builder().requireProofKey(true).requireAuthorizationConsent(false).build())
                .tokenSettings(TokenSettings.builder().accessTokenTimeToLive(Tokens.LIFETIME)
                        .authorizationCodeTimeToLive(CODE).refreshTokenTimeToLive(REFRESH).reuseRefreshTokens(false)
                        .build())
                .build()));
    }
}
