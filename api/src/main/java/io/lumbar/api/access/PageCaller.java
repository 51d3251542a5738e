package io.lumbar.api.access;

import java.util.Objects;

import io.lumbar.domain.account.Rights;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;

/** Who calls by a log-in session. */
final class PageCaller extends AbstractAuthenticationToken implements Caller {
    private static final long serialVersionUID = 1L;

    private final String caller;
    private final String secretHash;
    private final boolean choosesFirst;
    private final transient Rights rights;

    /**
     * Somebody who logged in.
     *
     * @param caller kind and stable id, see {@link Callers}
     * @param secretHash of the secret by which they did
     * @param choosesFirst whether that was given to them, so that they choose another before they see any page
     */
    PageCaller(String caller, String secretHash, boolean choosesFirst, Rights rights) {
        super(Caller.authorities(rights));
        this.caller = caller;
        this.secretHash = secretHash;
        this.choosesFirst = choosesFirst;
        this.rights = rights;
        setAuthenticated(true);
    }

    String secretHash() {
        return secretHash;
    }

    boolean choosesFirst() {
        return choosesFirst;
    }

    @Override
    public Rights rights() {
        return rights;
    }

    @Override
    public String via() {
        return PAGES;
    }

    @Override
    public String getName() {
        return caller;
    }

    @Override
    public Object getPrincipal() {
        return caller;
    }

    @Override
    public @Nullable Object getCredentials() {
        return null;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return super.equals(other) && other instanceof PageCaller page && Objects.equals(rights, page.rights);
    }

    @Override
    public int hashCode() {
        return super.hashCode();
    }
}
