package io.lumbar.api.access;

import java.util.Objects;
import java.util.Set;

import io.lumbar.api.access.RouteTable.Row;
import io.lumbar.application.Unavailable;
import io.lumbar.domain.account.Rights;
import jakarta.servlet.DispatcherType;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.core.convert.converter.Converter;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationServerMetadata;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.savedrequest.RequestCache;

/**
 * What is open and what needs a token. Open are health (load balancers have no token), the token endpoint itself, and
 * what holds no data: the OpenAPI document, Swagger UI and the explanations of problems, all of which are in the public
 * source anyway and are needed to learn how to get a token.
 */
@Configuration(proxyBeanMethods = false)
class AccessConfiguration {
    private static final String TOKEN = "/oauth2/token";
    private static final String AUTHORIZE = "/oauth2/authorize";
    private static final String REVOKE = "/oauth2/revoke";
    private static final String KEYS = "/oauth2/jwks";
    private static final String METADATA = "/.well-known/oauth-authorization-server";
    private static final String[] OPEN = {"/actuator/health/**", "/problems/**", "/openapi/**", "/openapi.yaml",
            "/swagger-ui/**", "/swagger-ui.html"};
    /** What the library announces and this server does not have. */
    private static final Set<String> NOT_HERE = Set.of("introspection_endpoint",
            "device_authorization_endpoint", "pushed_authorization_request_endpoint",
            "introspection_endpoint_auth_methods_supported", "tls_client_certificate_bound_access_tokens",
            "dpop_signing_alg_values_supported");
    private static final String CONTENT_POLICY = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline';"
            + " img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /** The request as a whole is measured; to measure each of its filters costs more than some requests do. */
    @Bean
    SecurityObservationSettings observations() {
        return SecurityObservationSettings.noObservations();
    }

    @Bean
    @Order(1)
    SecurityFilterChain tokenChain(HttpSecurity http, RateLimits limits, ClientSecrets secrets, TokenGrants grants) {
        return common(http.securityMatcher(TOKEN, REVOKE, KEYS, METADATA), limits)
                .oauth2AuthorizationServer(server -> server
                        .clientAuthentication(client -> client.errorResponseHandler(secrets)
                                .authenticationProviders(providers -> providers.replaceAll(secrets::watched)))
                        .tokenEndpoint(token -> token.errorResponseHandler(grants)
                                .authenticationProviders(providers -> providers.forEach(grants::watch)))
                        .authorizationServerMetadataEndpoint(endpoint -> endpoint
                                .authorizationServerMetadataCustomizer(AccessConfiguration::announce)))
                .authorizeHttpRequests(requests -> requests.anyRequest().authenticated()).build();
    }

    /** Where apps send people: the only place of OAuth 2 that looks at the session of pages. */
    @Bean
    @Order(0)
    SecurityFilterChain authorizeChain(HttpSecurity http, PageSessions sessions, SecondFactor factor,
            RateLimits limits) {
        RequestCache asked = PageAccess.pagesOnly();
        return limits.on(http.securityMatcher(AUTHORIZE))
                .securityContext(context -> context.securityContextRepository(sessions))
                .oauth2AuthorizationServer(server -> {}).csrf(AbstractHttpConfigurer::disable)
                .requestCache(cache -> cache.requestCache(asked))
                .addFilterBefore(new Authorizing(factor, asked), AuthorizationFilter.class)
                .exceptionHandling(handling -> handling.authenticationEntryPoint(
                        (_, response, _) -> response.sendRedirect(PageAccess.LOG_IN)))
                .authorizeHttpRequests(requests -> requests
                        .dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.FORWARD).permitAll()
                        .anyRequest().authenticated())
                .headers(headers -> headers
                        .contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT_POLICY))
                        .referrerPolicy(policy -> policy.policy(ReferrerPolicy.NO_REFERRER)))
                .build();
    }

    @Bean
    @Order(3)
    SecurityFilterChain apiChain(HttpSecurity http, AccessRules rules, StandingDelegations standing, RouteTable table,
            AccessProblems problems,
            RateLimits limits) {
        Row management = Objects.requireNonNull(table.of(RouteTable.MANAGEMENT));
        return common(http, limits)
                .oauth2ResourceServer(
                        server -> server.jwt(jwt -> jwt.jwtAuthenticationConverter(caller(rules, standing)))
                                .authenticationEntryPoint(problems).accessDeniedHandler(problems))
                .exceptionHandling(handling -> handling.authenticationEntryPoint(problems)
                        .accessDeniedHandler(problems))
                .authorizeHttpRequests(requests -> requests
                        .dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.FORWARD).permitAll()
                        .requestMatchers(OPEN).permitAll()
                        .requestMatchers("/actuator/**").access((caller, _) -> decision(caller.get(), management))
                        .anyRequest().access((caller, _) -> new AuthorizationDecision(hasAnyRole(caller.get()))))
                .build();
    }

    private static void announce(OAuth2AuthorizationServerMetadata.Builder metadata) {
        metadata.claims(claims -> claims.keySet().removeAll(NOT_HERE)).grantTypes(grants -> {
            grants.clear();
            grants.add(AuthorizationGrantType.CLIENT_CREDENTIALS.getValue());
            grants.add(AuthorizationGrantType.AUTHORIZATION_CODE.getValue());
            grants.add(AuthorizationGrantType.REFRESH_TOKEN.getValue());
        }).tokenEndpointAuthenticationMethods(methods -> methods.removeIf(
                method -> !method.equals("client_secret_basic") && !method.equals("client_secret_post")));
    }

    /** No session, so nothing that a browser would send along by itself, so nothing for cross-site requests to abuse. */
    private static HttpSecurity common(HttpSecurity http, RateLimits limits) {
        return limits.on(http)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(AbstractHttpConfigurer::disable).requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .headers(headers -> headers
                        .contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT_POLICY))
                        .referrerPolicy(policy -> policy.policy(ReferrerPolicy.NO_REFERRER)));
    }

    private static Converter<Jwt, AbstractAuthenticationToken> caller(AccessRules rules, StandingDelegations standing) {
        return token -> {
            Rights rights = rights(rules, String.valueOf(token.getSubject()));
            if (!standing.includes(token)) {
                throw new InvalidBearerTokenException("The app may not go on");
            }
            return new TokenCaller(token, rights);
        };
    }

    private static Rights rights(AccessRules rules, String caller) {
        try {
            return rules.of(caller)
                    .orElseThrow(() -> new InvalidBearerTokenException("The account does not count any more"));
        } catch (Unavailable e) {
            throw new RightsUnknown(e);
        }
    }

    /** Who calls is known, what they may do is not: neither is let in nor turned away for good. */
    static final class RightsUnknown extends AuthenticationException {
        private static final long serialVersionUID = 1L;

        RightsUnknown(RuntimeException cause) {
            super("the rights of the caller cannot be read", cause);
        }
    }

    private static AuthorizationDecision decision(@Nullable Authentication caller, Row row) {
        return new AuthorizationDecision(caller instanceof Caller known
                && RouteAccess.scope(row, known.rights()) != null);
    }

    /** What is found behind this is for {@link RouteAccess} to say. */
    private static boolean hasAnyRole(@Nullable Authentication caller) {
        return caller instanceof Caller known && !known.rights().roles().isEmpty();
    }
}
