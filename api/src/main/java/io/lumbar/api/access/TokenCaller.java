package io.lumbar.api.access;

import java.util.Objects;

import io.lumbar.domain.account.Rights;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;

/** Who calls by a token. */
final class TokenCaller extends JwtAuthenticationToken implements Caller {
    private static final long serialVersionUID = 1L;

    private final transient Rights rights;

    TokenCaller(Jwt token, Rights rights) {
        super(token, Caller.authorities(rights), String.valueOf(token.getSubject()));
        this.rights = rights;
    }

    @Override
    public Rights rights() {
        return rights;
    }

    /** A token of an earlier release does not tell; its client was the caller. */
    @Override
    public String via() {
        String client = getToken().getClaimAsString(OAuth2ParameterNames.CLIENT_ID);
        return client == null ? getName().substring(getName().indexOf(':') + 1) : client;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return super.equals(other) && other instanceof TokenCaller caller && Objects.equals(rights, caller.rights);
    }

    @Override
    public int hashCode() {
        return super.hashCode();
    }
}
