package io.lumbar.api.problem;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;

/** Answers people by a page where programs get the same problem from {@link ProblemAdvice} as JSON. */
@Component
class PageProblems implements HandlerExceptionResolver, Ordered {
    private final ProblemAdvice advice;
    private final ProblemWriter writer;

    PageProblems(ProblemAdvice advice, ProblemWriter writer) {
        this.advice = advice;
        this.writer = writer;
    }

    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE;
    }

    @Override
    public @Nullable ModelAndView resolveException(HttpServletRequest request, HttpServletResponse response,
            @Nullable Object handler, Exception failure) {
        // Security answers a denial itself, further out.
        if (failure instanceof AccessDeniedException || !Pages.isProblemOne(request)) {
            return null;
        }
        ResponseEntity<ProblemDetail> answer = advice.answer(failure, request);
        answer.getHeaders().forEach((name, values) -> {
            if (!name.equalsIgnoreCase("Content-Type")) {
                values.forEach(value -> response.addHeader(name, value));
            }
        });
        try {
            writer.write(request, response, Objects.requireNonNull(answer.getBody()));
            return new ModelAndView();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
