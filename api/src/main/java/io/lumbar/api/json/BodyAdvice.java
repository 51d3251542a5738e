package io.lumbar.api.json;

import java.lang.reflect.Type;

import io.lumbar.api.problem.ProblemWriter;
import io.lumbar.api.problem.Problems;
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

/** Reads the request's body, or says which field of it is wrong and what would be right. */
@ControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE) // before the advice that answers every exception
class BodyAdvice extends RequestBodyAdviceAdapter {
    private static final String BODY = "body";

    @Override
    public boolean supports(MethodParameter parameter, Type type,
            Class<? extends HttpMessageConverter<?>> converter) {
        return true;
    }

    @Override
    public Object afterBodyRead(@Nullable Object body, HttpInputMessage message, MethodParameter parameter, Type type,
            Class<? extends HttpMessageConverter<?>> converter) {
        if (body == null) {
            throw StrictJson.nothing(BODY);
        }
        StrictJson.requireComplete(body);
        return body;
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> unreadable(HttpMessageNotReadableException unreadable, HttpServletRequest request) {
        return ProblemWriter.answer(request, Problems.of(StrictJson.refusal(BODY, unreadable.getCause())),
                new HttpHeaders());
    }
}
