package io.lumbar.api.access;

import io.lumbar.application.Unavailable;
import io.lumbar.application.account.AccountAccess;
import io.lumbar.domain.AccountId;
import io.lumbar.domain.AppId;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;

/** Who may ask for a token: the client of the installation, every account that is enabled, under its id, and apps. */
final class TokenClients implements RegisteredClientRepository {
    private final @Nullable RegisteredClient admin;
    private final AccountAccess access;
    private final AppClients apps;

    /** @param admin the client of the installation; null when it is disabled */
    TokenClients(@Nullable RegisteredClient admin, AccountAccess access, AppClients apps) {
        this.admin = admin;
        this.access = access;
        this.apps = apps;
    }

    /**
     * A client that gets tokens by its credentials.
     *
     * @param hash of its secret
     */
    static RegisteredClient client(String id, String hash) {
        return RegisteredClient.withId(id).clientId(id).clientSecret(hash)
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_POST)
                .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
                .tokenSettings(TokenSettings.builder().accessTokenTimeToLive(Tokens.LIFETIME).build()).build();
    }

    /** How the client is named in a token. */
    static String caller(RegisteredClient client) {
        return Callers.accountOf(client.getClientId()).map(Callers::of)
                .orElseGet(() -> Callers.CLIENT + client.getClientId());
    }

    /**
     * The hash of the secret that counts for {@code caller}; null for one who is unknown or does not count any more.
     *
     * @throws OAuth2AuthenticationException when it cannot be told now
     */
    @Nullable
    String secretHash(String caller) {
        RegisteredClient client = findByClientId(caller.substring(caller.indexOf(':') + 1));
        return client == null ? null : client.getClientSecret();
    }

    @Override
    public void save(RegisteredClient client) {
        throw new UnsupportedOperationException("accounts are opened by the clinics' administrators");
    }

    @Override
    public @Nullable RegisteredClient findById(String id) {
        return findByClientId(id);
    }

    @Override
    public @Nullable RegisteredClient findByClientId(String id) {
        if (id.equals(AdminClient.ID)) {
            return admin;
        }
        return AppClients.app(id).map(this::app).orElseGet(() -> Callers.accountOf(id).map(this::account).orElse(null));
    }

    private @Nullable RegisteredClient app(AppId app) {
        try {
            return apps.client(app).orElse(null);
        } catch (Unavailable _) {
            throw new OAuth2AuthenticationException(OAuth2ErrorCodes.TEMPORARILY_UNAVAILABLE);
        }
    }

    private @Nullable RegisteredClient account(AccountId account) {
        try {
            return access.hash(account).map(hash -> client(account.value().toString(), hash)).orElse(null);
        } catch (Unavailable _) {
            throw new OAuth2AuthenticationException(OAuth2ErrorCodes.TEMPORARILY_UNAVAILABLE);
        }
    }
}
