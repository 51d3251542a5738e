package io.lumbar.api.request;

import java.security.Principal;
import java.util.Set;

import io.lumbar.api.access.RouteAccess;
import io.lumbar.application.Position;
import io.lumbar.application.Request;
import io.lumbar.application.Scope;
import io.lumbar.domain.account.Role;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Gives a controller the {@link Request} that a command goes with, the {@link Position} that a read is to include, or the
 * {@link Scope} that it is kept to.
 */
final class RequestArguments implements HandlerMethodArgumentResolver {
    private static final Set<Class<?>> TYPES = Set.of(Request.class, Position.class, Scope.class);

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return TYPES.contains(parameter.getParameterType());
    }

    @Override
    public @Nullable Object resolveArgument(MethodParameter parameter, @Nullable ModelAndViewContainer container,
            NativeWebRequest web, @Nullable WebDataBinderFactory binders) {
        HttpServletRequest request = web.getNativeRequest(HttpServletRequest.class);
        if (request == null) {
            throw new IllegalStateException("not a servlet request");
        }
        if (parameter.getParameterType() == Scope.class) {
            return RouteAccess.scopeOf(request);
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
                request.isUserInRole(Role.MANAGER.name()), RouteAccess.scopeOf(request),
                RouteAccess.clientOf(caller));
    }
}
