package io.lumbar.api.access;

import java.time.Duration;
import java.util.Optional;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.lumbar.application.account.AccountAccess;
import io.lumbar.domain.account.Rights;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * What each caller is to the clinics. It goes by the caller's id, never by what a token says, so that a role that is
 * taken away is gone within seconds and not when the token ends. A caller who is not known may do nothing.
 */
@Component
public final class AccessRules {
    /** With the time that a request takes it is five seconds at most until a change is felt. */
    private static final Duration REMEMBERED = Duration.ofSeconds(4);
    private static final int MOST = 10_000;

    private final Optional<Rights> admin;
    private final LoadingCache<String, Optional<Rights>> accounts;

    /** @param adminClient whether the client of the installation counts */
    AccessRules(AccountAccess access, @Value("${lumbar.access.admin-cli:true}") boolean adminClient) {
        this.admin = adminClient ? Optional.of(Rights.ALL) : Optional.empty();
        this.accounts = Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(REMEMBERED)
                .build(caller -> Callers.account(caller).flatMap(access::rights));
    }

    /** What {@code caller} is; empty for one who is unknown or was disabled. */
    public Optional<Rights> of(String caller) {
        return caller.equals(AdminClient.CALLER) ? admin : accounts.get(caller);
    }
}
