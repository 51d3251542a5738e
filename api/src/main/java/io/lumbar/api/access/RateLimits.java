package io.lumbar.api.access;

import io.lumbar.api.problem.ProblemWriter;
import io.lumbar.application.limit.Allowance;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.stereotype.Component;

/** Puts the limits of requests a minute into a chain: by address before any secret is looked at, by client once it is known. */
@Component
class RateLimits {
    private final Allowance allowance;
    private final ProblemWriter problems;
    private final int byAddress;
    private final int byClient;

    RateLimits(Allowance allowance, ProblemWriter problems, @Value("${lumbar.limits.by-address:12000}") int byAddress,
            @Value("${lumbar.limits.by-client:6000}") int byClient) {
        this.allowance = allowance;
        this.problems = problems;
        this.byAddress = byAddress;
        this.byClient = byClient;
    }

    /** The chain with both. */
    HttpSecurity on(HttpSecurity http) {
        return http.addFilterAfter(RateLimit.byAddress(allowance, problems, byAddress), HeaderWriterFilter.class)
                .addFilterBefore(RateLimit.byClient(allowance, problems, byClient), AuthorizationFilter.class);
    }
}
