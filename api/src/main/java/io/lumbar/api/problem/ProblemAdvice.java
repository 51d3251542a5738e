package io.lumbar.api.problem;

import java.util.stream.Collectors;

import io.lumbar.application.PositionNotReached;
import io.lumbar.application.Unavailable;
import io.lumbar.domain.Rejected;
import jakarta.servlet.http.HttpServletRequest;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.NoHandlerFoundException;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** Answers whatever a request ended with: the domain's refusal, the edge's, Spring's, or an unforeseen failure. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
class ProblemAdvice {
    private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);
    private static final String RETRY_SECONDS = "1";

    @ExceptionHandler
    ResponseEntity<ProblemDetail> rejected(Rejected rejected, HttpServletRequest request) {
        return ProblemWriter.answer(request, Problems.of(rejected.error()), new HttpHeaders());
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> refused(RequestRefused refused, HttpServletRequest request) {
        return ProblemWriter.answer(request, Problems.of(refused), new HttpHeaders());
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> late(PositionNotReached late, HttpServletRequest request) {
        return retry(EdgeProblem.POSITION_NOT_REACHED,
                "What was recorded up to " + late.awaited().value() + " is stored but not in the lists yet.", request);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> unavailable(Unavailable unavailable, HttpServletRequest request) {
        LOG.warn("{} {} was {}", request.getMethod(), request.getRequestURI(), unavailable.getMessage());
        return retry(EdgeProblem.UNAVAILABLE, "The database does not answer.", request);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> mismatch(MethodArgumentTypeMismatchException mismatch, HttpServletRequest request) {
        Class<?> type = mismatch.getRequiredType();
        if (mismatch.getParameter().hasParameterAnnotation(PathVariable.class)) {
            return refused(type != null && type.isEnum()
                    ? new RequestRefused(EdgeProblem.UNKNOWN_VALUE, mismatch.getName(), "is " + Expected.of(type))
                    : new RequestRefused(EdgeProblem.MALFORMED_ID, mismatch.getName(), "is a UUID"), request);
        }
        return refused(new RequestRefused(EdgeProblem.MALFORMED_PARAMETER, mismatch.getName(),
                type == null ? "has another format" : "is " + Expected.of(type)), request);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> missing(MissingServletRequestParameterException missing, HttpServletRequest request) {
        return refused(
                new RequestRefused(EdgeProblem.MALFORMED_PARAMETER, missing.getParameterName(), "is required"),
                request);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> method(HttpRequestMethodNotSupportedException e, HttpServletRequest request) {
        return ProblemWriter.answer(request,
                Problems.of(EdgeProblem.METHOD_NOT_ALLOWED, e.getMethod() + " is not among the allowed methods."),
                e.getHeaders());
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> mediaType(HttpMediaTypeNotSupportedException e, HttpServletRequest request) {
        return ProblemWriter.answer(request,
                Problems.of(new RequestRefused(EdgeProblem.UNSUPPORTED_MEDIA_TYPE, "Content-Type", "is "
                        + (e.getSupportedMediaTypes().stream().anyMatch(MediaType.APPLICATION_JSON::includes)
                                ? MediaType.APPLICATION_JSON
                                : e.getSupportedMediaTypes().stream().map(MediaType::toString)
                                        .collect(Collectors.joining(" or ")))
                        + " in UTF-8")),
                e.getHeaders());
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> accept(HttpMediaTypeNotAcceptableException e, HttpServletRequest request) {
        return ProblemWriter.answer(request, Problems.of(new RequestRefused(EdgeProblem.NOT_ACCEPTABLE, "Accept",
                "names one of " + e.getSupportedMediaTypes())), new HttpHeaders());
    }

    @ExceptionHandler({NoResourceFoundException.class, NoHandlerFoundException.class})
    ResponseEntity<ProblemDetail> noRoute(HttpServletRequest request) {
        return ProblemWriter.answer(request, Problems.of(EdgeProblem.NO_SUCH_ROUTE, "No route has this path."),
                new HttpHeaders());
    }

    /** The address has parts that are no text; what it says is not repeated, neither here nor in the log. */
    @ExceptionHandler({InvalidParameterException.class, RequestRejectedException.class})
    ResponseEntity<ProblemDetail> unreadable(HttpServletRequest request) {
        return ProblemWriter.answer(request,
                Problems.of(EdgeProblem.MALFORMED_REQUEST, "The query or a header cannot be read."), new HttpHeaders());
    }

    /** Security answers this one itself, further out. */
    @ExceptionHandler
    void denied(AccessDeniedException denied) {
        throw denied;
    }

    /** The caller hung up: nobody is there to be answered. */
    @ExceptionHandler
    void gone(AsyncRequestNotUsableException gone) {
        LOG.debug("The caller did not wait for the answer", gone);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> other(Exception failure, HttpServletRequest request) {
        if (failure instanceof ErrorResponse response && response.getStatusCode().is4xxClientError()) {
            return ProblemWriter.answer(request,
                    Problems.of(EdgeProblem.MALFORMED_REQUEST, "The request is malformed."),
                    response.getHeaders());
        }
        LOG.error("{} {} failed", request.getMethod(), request.getRequestURI(), failure);
        return ProblemWriter.answer(request,
                Problems.of(EdgeProblem.INTERNAL_ERROR, "The request was not completed; it was logged."),
                new HttpHeaders());
    }

    /** What {@code failure} is answered with where it is not answered as JSON. */
    ResponseEntity<ProblemDetail> answer(Exception failure, HttpServletRequest request) {
        return switch (failure) {
            case Rejected e -> rejected(e, request);
            case RequestRefused e -> refused(e, request);
            case PositionNotReached e -> late(e, request);
            case Unavailable e -> unavailable(e, request);
            case MethodArgumentTypeMismatchException e -> mismatch(e, request);
            case MissingServletRequestParameterException e -> missing(e, request);
            case HttpRequestMethodNotSupportedException e -> method(e, request);
            case HttpMediaTypeNotAcceptableException e -> accept(e, request);
            case InvalidParameterException _,RequestRejectedException _ -> unreadable(request);
            case NoResourceFoundException _,NoHandlerFoundException _ -> noRoute(request);
            default -> other(failure, request);
        };
    }

    private static ResponseEntity<ProblemDetail> retry(EdgeProblem problem, String detail, HttpServletRequest request) {
        var headers = new HttpHeaders();
        headers.set(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
        return ProblemWriter.answer(request, Problems.of(problem, detail), headers);
    }
}
