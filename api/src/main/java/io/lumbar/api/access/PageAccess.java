package io.lumbar.api.access;

import java.io.IOException;

import io.lumbar.api.access.AccessConfiguration.RightsUnknown;
import io.lumbar.api.access.GuessedSecrets.TriedTooOften;
import io.lumbar.api.problem.EdgeProblem;
import io.lumbar.api.problem.Pages;
import io.lumbar.api.problem.ProblemWriter;
import io.lumbar.api.problem.Problems;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;

/**
 * Pages are for browsers: a log-in, a session cookie, and so a token against cross-site requests with every form. The
 * API next to them knows no session.
 */
@Configuration(proxyBeanMethods = false)
class PageAccess {
    static final String LOG_IN = "/log-in";
    /** Of the requests that a page makes by script. */
    private static final String BY_SCRIPT = "HX-Request";

    @Bean
    @Order(2)
    SecurityFilterChain pageChain(HttpSecurity http, LogIns logIns, PageSessions sessions, ProblemWriter problems,
            RateLimits limits) {
        return limits.on(http.securityMatcher(Pages::areAskedFor)).authenticationProvider(logIns)
                .securityContext(context -> context.securityContextRepository(sessions))
                .formLogin(form -> form.loginPage(LOG_IN).usernameParameter("name").passwordParameter("password")
                        .failureHandler((_, response, failure) -> response
                                .sendRedirect(LOG_IN + "?told=" + told(failure))))
                .logout(logout -> logout.logoutUrl("/log-out").logoutSuccessUrl(LOG_IN + "?told=LOGGED_OUT"))
                .requestCache(cache -> cache.requestCache(pagesOnly()))
                .exceptionHandling(handling -> handling
                        .authenticationEntryPoint(
                                (request, response, failure) -> askToLogIn(request, response, failure, problems))
                        .accessDeniedHandler((request, response, _) -> problems.write(request, response, Problems
                                .of(EdgeProblem.FORBIDDEN,
                                        "None of your roles allows this, or the form was too old."))))
                .authorizeHttpRequests(requests -> requests
                        .dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.FORWARD).permitAll()
                        .requestMatchers(LOG_IN, "/assets/**").permitAll().anyRequest().authenticated())
                .headers(headers -> headers
                        .contentSecurityPolicy(policy -> policy.policyDirectives(Pages.CONTENT_POLICY))
                        .referrerPolicy(policy -> policy.policy(ReferrerPolicy.SAME_ORIGIN)))
                .build();
    }

    private static String told(AuthenticationException failure) {
        return switch (failure) {
            case BadCredentialsException _ -> "REFUSED";
            case TriedTooOften _ -> "WAIT";
            default -> "UNAVAILABLE";
        };
    }

    /** After the log-in the page is shown that was asked for, never what a script asked for. */
    static HttpSessionRequestCache pagesOnly() {
        var cache = new HttpSessionRequestCache();
        cache.setRequestMatcher(request -> request.getMethod().equals(HttpMethod.GET.name())
                && request.getHeader(BY_SCRIPT) == null && Pages.isHtmlAccepted(request));
        return cache;
    }

    private static void askToLogIn(HttpServletRequest request, HttpServletResponse response,
            AuthenticationException failure, ProblemWriter problems) throws IOException {
        if (failure instanceof RightsUnknown) {
            response.setHeader(HttpHeaders.RETRY_AFTER, "1");
            problems.write(request, response, Problems.of(EdgeProblem.UNAVAILABLE, "The database does not answer."));
        } else if (request.getHeader(BY_SCRIPT) != null) {
            response.setHeader("HX-Refresh", "true"); // the whole page is asked for anew, which leads to the log-in
            response.setStatus(HttpStatus.UNAUTHORIZED.value());
        } else {
            response.sendRedirect(LOG_IN);
        }
    }
}
