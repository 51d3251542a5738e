package io.lumbar.api.access;

import java.time.Duration;
import java.util.UUID;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.lumbar.api.access.AccessConfiguration.RightsUnknown;
import io.lumbar.application.Unavailable;
import io.lumbar.application.account.Delegations;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.stereotype.Component;

/** Whether what a person let an app have stands, as it is named in the app's tokens: what was revoked ends within five seconds. */
@Component
final class StandingDelegations {
    /** Name of the claim. */
    static final String CLAIM = "sid";
    private static final Duration REMEMBERED = Duration.ofSeconds(4);
    private static final int MOST = 10_000;

    private final LoadingCache<UUID, Boolean> standing;

    StandingDelegations(Delegations delegations) {
        standing = Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(REMEMBERED).build(delegations::stands);
    }

    /** A token that no app was given stands by itself. */
    boolean includes(Jwt token) {
        String delegation = token.getClaimAsString(CLAIM);
        try {
            return delegation == null || standing.get(UUID.fromString(delegation));
        } catch (Unavailable e) {
            throw new RightsUnknown(e);
        }
    }
}
