package io.lumbar.api.problem;

import java.io.IOException;
import java.net.URI;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.slf4j.MDC;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Writes a problem where no controller is reached: in filters, in security, on the error page. For people it is a page. */
@Component
public class ProblemWriter {

    /** Where the request's id is found in the log context. */
    public static final String REQUEST_ID = "requestId";

    private static final MediaType TYPE = MediaType.APPLICATION_PROBLEM_JSON;

    private final JsonMapper json;
    private final ProblemPage page;

    ProblemWriter(JsonMapper json, ProblemPage page) {
        this.json = json;
        this.page = page;
    }

    /** Answers {@code request} with {@code problem}, unless the answer is on its way already. */
    public void write(HttpServletRequest request, HttpServletResponse response, ProblemDetail problem)
            throws IOException {
        if (response.isCommitted()) {
            return;
        }
        response.setStatus(problem.getStatus());
        if (Pages.isProblemOne(request)) {
            page.show(request, response, about(request, problem));
            return;
        }
        response.setContentType(TYPE.toString());
        response.getOutputStream().write(json.writeValueAsBytes(about(request, problem)));
    }

    /** The same as a controller's return value, with headers of its own. */
    public static ResponseEntity<ProblemDetail> answer(HttpServletRequest request, ProblemDetail problem,
            HttpHeaders headers) {
        return ResponseEntity.status(problem.getStatus()).headers(headers).contentType(TYPE)
                .body(about(request, problem));
    }

    /** Completes the problem with what it is an instance of: the path, never the query, and the id to look for in logs. */
    private static ProblemDetail about(HttpServletRequest request, ProblemDetail problem) {
        Object failed = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        problem.setInstance(instance(failed instanceof String uri ? uri : request.getRequestURI()));
        String id = MDC.get(REQUEST_ID);
        if (id != null) {
            problem.setProperty(REQUEST_ID, id);
        }
        return problem;
    }

    private static URI instance(String path) {
        try {
            return URI.create(path);
        } catch (IllegalArgumentException e) {
            return URI.create("/");
        }
    }
}
