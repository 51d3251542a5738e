package io.lumbar.api.access;

import java.io.IOException;
import java.time.Duration;
import java.util.Set;

import io.lumbar.api.problem.EdgeProblem;
import io.lumbar.api.problem.ProblemWriter;
import io.lumbar.api.problem.Problems;
import io.lumbar.application.limit.Allowance;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Turns away whoever asks for more in a minute than anybody at work would: 429 with Retry-After. By address it stands before
 * any secret is looked at, by client behind that. To try a secret costs as much as twenty other requests.
 */
final class RateLimit extends OncePerRequestFilter {
    private static final Set<String> GUESSES = Set.of("/oauth2/token", "/oauth2/revoke", "/log-in", "/second-factor");
    private static final int GUESS = 20;

    private final Allowance allowance;
    private final ProblemWriter problems;
    private final boolean byClient;
    private final int perMinute;

    private RateLimit(Allowance allowance, ProblemWriter problems, boolean byClient, int perMinute) {
        this.allowance = allowance;
        this.problems = problems;
        this.byClient = byClient;
        this.perMinute = perMinute;
    }

    /** @param perMinute 0 for no limit */
    static RateLimit byAddress(Allowance allowance, ProblemWriter problems, int perMinute) {
        return new RateLimit(allowance, problems, false, perMinute);
    }

    /** @param perMinute 0 for no limit */
    static RateLimit byClient(Allowance allowance, ProblemWriter problems, int perMinute) {
        return new RateLimit(allowance, problems, true, perMinute);
    }

    /** Each of the two stands once in a chain. */
    @Override
    protected String getAlreadyFilteredAttributeName() {
        return super.getAlreadyFilteredAttributeName() + byClient;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Duration wait = perMinute == 0 ? Duration.ZERO : wait(request);
        if (wait.isZero()) {
            chain.doFilter(request, response);
        } else {
            refuse(request, response, problems, wait, "At most " + perMinute + " requests a minute are answered.");
        }
    }

    /** Tells whoever asks to wait for so long. */
    static void refuse(HttpServletRequest request, HttpServletResponse response, ProblemWriter problems, Duration wait,
            String why) throws IOException {
        response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(wait.plusSeconds(1).minusNanos(1).toSeconds()));
        problems.write(request, response, Problems.of(EdgeProblem.TOO_MANY_REQUESTS, why + " See Retry-After."));
    }

    private Duration wait(HttpServletRequest request) {
        if (!byClient) {
            boolean guess = request.getMethod().equals("POST") && GUESSES.contains(request.getRequestURI());
            return allowance.take("address " + request.getRemoteAddr(), perMinute,
                    guess ? Math.min(GUESS, perMinute) : 1);
        }
        Authentication caller = SecurityContextHolder.getContext().getAuthentication();
        return caller == null ? Duration.ZERO : allowance.take("client " + caller.getName(), perMinute, 1);
    }
}
