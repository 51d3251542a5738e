package io.lumbar.api.access;

import java.security.Principal;
import java.util.Collection;

import io.lumbar.domain.account.Rights;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** Who calls, with the rights that stood when the request came. */
interface Caller extends Principal {

    Rights rights();

    /** The roles as the framework knows them. */
    static Collection<GrantedAuthority> authorities(Rights rights) {
        return rights.roles().stream().<GrantedAuthority>map(role -> new SimpleGrantedAuthority("ROLE_" + role.name()))
                .toList();
    }
}
