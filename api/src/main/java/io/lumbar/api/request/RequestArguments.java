package io.lumbar.api.request;

import java.security.Principal;

import io.lumbar.application.Position;
import io.lumbar.application.Request;
import io.lumbar.domain.account.Role;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.HandlerMapping;

/** Gives a controller the {@link Request} that a command goes with, or the {@link Position} that a read is to include. */
final class RequestArguments implements HandlerMethodArgumentResolver {

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Request.class || parameter.getParameterType() == Position.class;
    }

    @Override
    public @Nullable Object resolveArgument(MethodParameter parameter, @Nullable ModelAndViewContainer container,
            NativeWebRequest web, @Nullable WebDataBinderFactory binders) {
        HttpServletRequest request = web.getNativeRequest(HttpServletRequest.class);
        if (request == null) {
            throw new IllegalStateException("not a servlet request");
        }
        return parameter.getParameterType() == Request.class ? request(request) : Conditions.after(request);
    }

    private static Request request(HttpServletRequest request) {
        Principal caller = request.getUserPrincipal();
        if (caller == null) {
            throw new IllegalStateException("a request without caller passed security");
        }
        String route = String.valueOf(request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE));
        return new Request(caller.getName(), RequestIds.of(request), Conditions.expectedVersion(request),
                Conditions.idempotency(request, route, BodyLimit.body(request)),
                request.isUserInRole(Role.MANAGER.name()));
    }
}
