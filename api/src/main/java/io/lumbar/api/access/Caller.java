package io.lumbar.api.access;

import java.security.Principal;
import java.util.Collection;

import io.lumbar.domain.account.Rights;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** Who calls, with the rights that stood when the request came. */
interface Caller extends Principal {
    /** Through pages, by a log-in. */
    String PAGES = "pages";

    Rights rights();

    /** The id of the OAuth client that the caller uses, or {@link #PAGES}. */
    String via();

    /** The roles as the framework knows them. */
    static Collection<GrantedAuthority> authorities(Rights rights) {
        return rights.roles().stream().<GrantedAuthority>map(role -> new SimpleGrantedAuthority("ROLE_" + role.name()))
                .toList();
    }
}
