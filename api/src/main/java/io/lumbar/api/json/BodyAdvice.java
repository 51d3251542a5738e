package io.lumbar.api.json;

import java.lang.reflect.Type;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

import io.lumbar.api.problem.EdgeProblem;
import io.lumbar.api.problem.Expected;
import io.lumbar.api.problem.ProblemWriter;
import io.lumbar.api.problem.Problems;
import io.lumbar.api.problem.RequestRefused;
import io.lumbar.api.problem.RequestRefused.Violation;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.servlet.mvc.method.annotation.RequestBodyAdviceAdapter;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Reads the request's body, or says which field of it is wrong and what would be right. */
@ControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE) // before the advice that answers every exception
class BodyAdvice extends RequestBodyAdviceAdapter {
    private static final int SHOWN = 100;

    @Override
    public boolean supports(MethodParameter parameter, Type type,
            Class<? extends HttpMessageConverter<?>> converter) {
        return true;
    }

    @Override
    public Object afterBodyRead(@Nullable Object body, HttpInputMessage message, MethodParameter parameter, Type type,
            Class<? extends HttpMessageConverter<?>> converter) {
        if (body == null) {
            throw nothing();
        }
        List<Violation> missing = Presence.missing(body).stream().map(path -> new Violation(path, "is required"))
                .toList();
        if (!missing.isEmpty()) {
            throw new RequestRefused(EdgeProblem.MISSING_FIELD, "Required: "
                    + missing.stream().map(Violation::field).collect(Collectors.joining(", ")) + ".", missing);
        }
        return body;
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> unreadable(HttpMessageNotReadableException unreadable, HttpServletRequest request) {
        return ProblemWriter.answer(request, Problems.of(refusal(unreadable)), new HttpHeaders());
    }

    private static RequestRefused refusal(HttpMessageNotReadableException unreadable) {
        return switch (unreadable.getCause()) {
            case UnacceptableValue e -> refused(e.problem(), e, e.rule());
            case UnrecognizedPropertyException e -> refused(EdgeProblem.UNKNOWN_FIELD, e, "is not among "
                    + e.getKnownPropertyIds().stream().map(String::valueOf)
                            .collect(Collectors.toCollection(TreeSet::new)));
            case MismatchedInputException e when !e.getPath().isEmpty() && e.getTargetType() != null ->
                refused(EdgeProblem.WRONG_TYPE, e, "is " + Expected.of(e.getTargetType()));
            case JacksonException e -> malformed(e);
            case null, default -> nothing();
        };
    }

    private static RequestRefused nothing() {
        return new RequestRefused(EdgeProblem.MALFORMED_JSON, "The body is one JSON object, but there is none.");
    }

    private static RequestRefused refused(EdgeProblem problem, JacksonException e, String rule) {
        return new RequestRefused(problem, path(e), rule);
    }

    private static RequestRefused malformed(JacksonException e) {
        String path = path(e);
        TokenStreamLocation location = e.getLocation();
        String place = location == null || location.getLineNr() < 1
                ? ""
                : " at line " + location.getLineNr() + ", column " + location.getColumnNr();
        return new RequestRefused(EdgeProblem.MALFORMED_JSON,
                "The body is not one well-formed JSON object" + place + (path.isEmpty() ? "" : ", near " + path)
                        + ": no name twice, nothing behind it.");
    }

    private static String path(JacksonException e) {
        var path = new StringBuilder();
        for (JacksonException.Reference step : e.getPath()) {
            if (step.getPropertyName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step.getPropertyName());
            }
        }
        return path.length() > SHOWN ? path.substring(0, SHOWN) + "…" : path.toString();
    }
}
