package io.lumbar.api.problem;

import java.io.IOException;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/** Answers what the container or a filter broke off before any controller was reached, such as a path like {@code //}. */
@Controller
class ErrorPage implements ErrorController {
    private final ProblemWriter writer;

    ErrorPage(ProblemWriter writer) {
        this.writer = writer;
    }

    @RequestMapping("/error")
    void error(HttpServletRequest request, HttpServletResponse response) throws IOException {
        int status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code ? code : 404;
        EdgeProblem problem = switch (HttpStatus.resolve(status)) {
            case UNAUTHORIZED -> EdgeProblem.UNAUTHENTICATED;
            case FORBIDDEN -> EdgeProblem.FORBIDDEN;
            case NOT_FOUND -> EdgeProblem.NO_SUCH_ROUTE;
            case METHOD_NOT_ALLOWED -> EdgeProblem.METHOD_NOT_ALLOWED;
            case REQUEST_TIMEOUT -> EdgeProblem.REQUEST_TOO_SLOW;
            case CONTENT_TOO_LARGE -> EdgeProblem.BODY_TOO_LARGE;
            case SERVICE_UNAVAILABLE -> EdgeProblem.UNAVAILABLE;
            case HttpStatus other when other.is4xxClientError() -> EdgeProblem.MALFORMED_REQUEST;
            case null, default -> EdgeProblem.INTERNAL_ERROR;
        };
        BareHeaders.add(Pages.isProblemOne(request), response::containsHeader, response::setHeader);
        writer.write(request, response, Problems.of(problem, problem.title() + "."));
    }
}
