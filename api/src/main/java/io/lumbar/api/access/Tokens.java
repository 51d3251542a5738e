package io.lumbar.api.access;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import io.lumbar.application.account.AccountAccess;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;

/** Who gets tokens, what is in them, and when one is accepted. */
@Configuration(proxyBeanMethods = false)
class Tokens {
    /** Together with the tolerance a token is accepted for at most five minutes. */
    static final Duration LIFETIME = Duration.ofMinutes(4).plusSeconds(30);
    static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(30);
    private static final Duration REMEMBERED = Duration.ofSeconds(5);
    private static final String AUDIENCE = "lumbar";

    @Bean
    RSAKey signingKey(@Value("${lumbar.access.signing-key-file:}") String file, @Value("${lumbar.home}") Path home) {
        return SigningKey.in(file.isEmpty() ? home.resolve("signing-key.json") : Path.of(file));
    }

    @Bean
    JWKSource<SecurityContext> tokenKeys(RSAKey signingKey) {
        return new ImmutableJWKSet<>(new JWKSet(signingKey));
    }

    @Bean
    PasswordEncoder passwordEncoder() {
        return new NormalForm(PasswordEncoderFactories.createDelegatingPasswordEncoder());
    }

    @Bean
    TokenClients tokenClients(@Value("${lumbar.access.admin-cli:true}") boolean adminClient,
            @Value("${lumbar.access.admin-secret:}") String secret, @Value("${lumbar.home}") Path home,
            PasswordEncoder passwordEncoder, AccountAccess access, AppClients apps) {
        return new TokenClients(adminClient
                ? AdminClient.register(secret, home.resolve("admin-secret"), passwordEncoder)
                : null, access, apps);
    }

    /** A token tells who calls, through which client, and whom it is meant for, nothing else: what the caller may do is asked when it is used. */
    @Bean
    OAuth2TokenCustomizer<JwtEncodingContext> tokenClaims() {
        return token -> {
            token.getClaims().claim(OAuth2ParameterNames.CLIENT_ID, token.getRegisteredClient().getClientId())
                    .audience(List.of(AUDIENCE));
            OAuth2Authorization delegation = token.getAuthorization();
            if (delegation == null) {
                token.getClaims().subject(TokenClients.caller(token.getRegisteredClient()));
            } else {
                token.getClaims().claim(StandingDelegations.CLAIM, delegation.getId());
            }
        };
    }

    @Bean
    AuthorizationServerSettings authorizationServerSettings() {
        return AuthorizationServerSettings.builder().build();
    }

    /** The issuer is not checked: it is the address that the caller used, and only this installation has the key. */
    @Bean
    JwtDecoder tokenCheck(RSAKey signingKey) throws JOSEException {
        NimbusJwtDecoder decoder = NimbusJwtDecoder.withPublicKey(signingKey.toRSAPublicKey())
                .signatureAlgorithm(SignatureAlgorithm.RS256).build();
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(new JwtTimestampValidator(CLOCK_TOLERANCE),
                new JwtClaimValidator<List<String>>("aud",
                        audience -> audience != null && audience.contains(AUDIENCE))));
        return new VerifiedTokens(decoder, Clock.systemUTC(), REMEMBERED);
    }
}
