package io.lumbar.api.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;

/**
 * Remembers for five seconds which tokens were verified, never beyond a token's own end: a caller sends the same token
 * again and again, and the signature costs more to check than many a request costs to answer. What was not accepted is
 * not remembered.
 */
final class VerifiedTokens implements JwtDecoder {
    private static final int MOST = 10_000;

    private final JwtDecoder decoder;
    private final Cache<String, Jwt> verified;

    VerifiedTokens(JwtDecoder decoder, Clock clock, Duration atMost) {
        this.decoder = decoder;
        this.verified = Caffeine.newBuilder().maximumSize(MOST)
                .expireAfter(Expiry.<String, Jwt>creating((_, token) -> remaining(token, clock.instant(), atMost)))
                .build();
    }

    @Override
    public Jwt decode(String token) {
        Jwt known = verified.getIfPresent(token);
        if (known != null) {
            return known;
        }
        Jwt checked = decoder.decode(token);
        verified.put(token, checked);
        return checked;
    }

    private static Duration remaining(Jwt token, Instant now, Duration atMost) {
        Instant end = token.getExpiresAt();
        if (end == null) {
            return Duration.ZERO;
        }
        Duration left = Duration.between(now, end);
        return left.isNegative() ? Duration.ZERO : left.compareTo(atMost) < 0 ? left : atMost;
    }
}
