package io.lumbar.api.access;

import java.util.Collection;
import java.util.Objects;

import io.lumbar.domain.account.Rights;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;

/** Who calls, with the rights that stood when the request came. */
final class Caller extends JwtAuthenticationToken {
    private static final long serialVersionUID = 1L;

    private final transient Rights rights;

    Caller(Jwt token, Rights rights) {
        super(token, authorities(rights), String.valueOf(token.getSubject()));
        this.rights = rights;
    }

    Rights rights() {
        return rights;
    }

    private static Collection<GrantedAuthority> authorities(Rights rights) {
        return rights.roles().stream().<GrantedAuthority>map(role -> new SimpleGrantedAuthority("ROLE_" + role.name()))
                .toList();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return super.equals(other) && other instanceof Caller caller && Objects.equals(rights, caller.rights);
    }

    @Override
    public int hashCode() {
        return super.hashCode();
    }
}
