package io.lumbar.api.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class VerifiedTokensTest {
    private final AtomicInteger checks = new AtomicInteger();

    private VerifiedTokens tokens(Duration validFor, Duration remembered) {
        Instant now = Instant.now();
        return new VerifiedTokens(token -> {
            checks.incrementAndGet();
            if (token.equals("forged")) {
                throw new BadJwtException("forged");
            }
            return Jwt.withTokenValue(token).header("alg", "RS256").subject(token).expiresAt(now.plus(validFor))
                    .build();
        }, Clock.systemUTC(), remembered);
    }

    @Test
    void checks_a_signature_once_in_a_while() {
        VerifiedTokens tokens = tokens(Duration.ofMinutes(5), Duration.ofMinutes(1));

        assertThat(tokens.decode("anna").getSubject()).isEqualTo("anna");
        assertThat(tokens.decode("anna").getSubject()).isEqualTo("anna");
        assertThat(tokens.decode("ben").getSubject()).isEqualTo("ben");
        assertThat(checks).hasValue(2);
    }

    @Test
    void checks_again_when_the_while_is_over() {
        VerifiedTokens tokens = tokens(Duration.ofMinutes(5), Duration.ofMillis(50));
        tokens.decode("anna");

        Awaitility.await().untilAsserted(() -> {
            tokens.decode("anna");
            assertThat(checks).hasValueGreaterThan(1);
        });
    }

    @Test
    void remembers_no_token_beyond_its_own_end() {
        VerifiedTokens tokens = tokens(Duration.ZERO, Duration.ofMinutes(1));
        tokens.decode("anna");
        tokens.decode("anna");

        assertThat(checks).hasValue(2);
    }

    @Test
    void checks_a_forged_token_each_time() {
        VerifiedTokens tokens = tokens(Duration.ofMinutes(5), Duration.ofMinutes(1));

        assertThatThrownBy(() -> tokens.decode("forged")).isInstanceOf(BadJwtException.class);
        assertThatThrownBy(() -> tokens.decode("forged")).isInstanceOf(BadJwtException.class);
        assertThat(checks).hasValue(2);
    }
}
