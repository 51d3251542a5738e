package io.lumbar.api.access;

import java.io.IOException;

import io.lumbar.api.access.AccessConfiguration.RightsUnknown;
import io.lumbar.api.problem.EdgeProblem;
import io.lumbar.api.problem.ProblemWriter;
import io.lumbar.api.problem.Problems;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpHeaders;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.server.resource.web.BearerTokenAuthenticationEntryPoint;
import org.springframework.security.oauth2.server.resource.web.access.BearerTokenAccessDeniedHandler;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.stereotype.Component;

/** Answers 401 and 403 as problems, with the header that tells OAuth2 clients what to do. */
@Component
final class AccessProblems implements AuthenticationEntryPoint, AccessDeniedHandler {
    private final BearerTokenAuthenticationEntryPoint challenge = new BearerTokenAuthenticationEntryPoint();
    private final BearerTokenAccessDeniedHandler scope = new BearerTokenAccessDeniedHandler();
    private final ProblemWriter problems;

    AccessProblems(ProblemWriter problems) {
        this.problems = problems;
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException e)
            throws IOException {
        if (e instanceof RightsUnknown) {
            response.setHeader(HttpHeaders.RETRY_AFTER, "1");
            problems.write(request, response, Problems.of(EdgeProblem.UNAVAILABLE, "The database does not answer."));
            return;
        }
        challenge.commence(request, response, e);
        problems.write(request, response, Problems.of(EdgeProblem.UNAUTHENTICATED,
                "Get an access token from /oauth2/token and send it as Authorization: Bearer."));
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException e)
            throws IOException {
        scope.handle(request, response, e);
        problems.write(request, response,
                Problems.of(EdgeProblem.FORBIDDEN, "None of the caller's roles allows this."));
    }
}
