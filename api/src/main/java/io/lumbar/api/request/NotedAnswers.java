package io.lumbar.api.request;

import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import io.lumbar.application.privacy.ReadLog;
import io.lumbar.domain.ClientId;
import io.lumbar.domain.EpisodeId;
import io.lumbar.domain.Subject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;

/**
 * Notes whom an answer is about and keeps it before the answer is written, so that an answer that cannot be kept is an
 * ordinary problem and not half an answer.
 */
@ControllerAdvice
class NotedAnswers implements ResponseBodyAdvice<Object>, HandlerInterceptor {
    private final ReadLog log;

    NotedAnswers(ReadLog log) {
        this.log = log;
    }

    @Override
    public boolean supports(MethodParameter answer, Class<? extends HttpMessageConverter<?>> converter) {
        return answer.getContainingClass().getName().startsWith("io.lumbar.");
    }

    @Override
    public @Nullable Object beforeBodyWrite(@Nullable Object body, MethodParameter answer, MediaType type,
            Class<? extends HttpMessageConverter<?>> converter, ServerHttpRequest request,
            ServerHttpResponse response) {
        ReadNotes notes = ReadNotes.current();
        if (body instanceof ProblemDetail problem) {
            note(problem, notes);
        } else if (!notes.isWhole()) {
            AnswerShape.note(body, notes);
        }
        requireWhose(answer, notes);
        notes.keepIn(log);
        return body;
    }

    /** Who registers somebody is told who it was that is registered already. */
    private static void note(ProblemDetail problem, ReadNotes notes) {
        Map<String, Object> facts = problem.getProperties();
        if (facts != null && facts.get("clientId") instanceof UUID client) {
            notes.add(Subject.of(new ClientId(client)), "clientId");
        }
    }

    /** What is asked for by the id of a client or of an episode is about somebody. */
    private static void requireWhose(MethodParameter answer, ReadNotes notes) {
        if (answer.hasMethodAnnotation(GetMapping.class) && !notes.isAboutSomeClient()
                && Arrays.stream(Objects.requireNonNull(answer.getMethod()).getParameters())
                        .anyMatch(asked -> asked.isAnnotationPresent(PathVariable.class)
                                && (asked.getType() == EpisodeId.class || asked.getType() == ClientId.class))) {
            throw new IllegalStateException(answer.getMethod() + " does not say about whom it answers");
        }
    }

    /** Before a page is written. */
    @Override
    public void postHandle(HttpServletRequest request, HttpServletResponse response, Object handler,
            @Nullable ModelAndView page) {
        ReadNotes notes = ReadNotes.of(request);
        if (notes != null && page != null) {
            notes.keepIn(log);
        }
    }
}
