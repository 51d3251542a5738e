package io.lumbar.api.access;

import java.security.Principal;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import io.lumbar.api.access.RouteTable.Row;
import io.lumbar.application.Scope;
import io.lumbar.domain.account.Rights;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Holds every request that a controller of ours would answer against {@link RouteTable}, before anything of it is read. */
@Component
public final class RouteAccess implements HandlerInterceptor, WebMvcConfigurer {
    private static final String SCOPE = RouteAccess.class.getName() + ".scope";
    private static final Row NOBODY = new Row(false, Map.of());

    private final RouteTable table;
    private final Map<HandlerMethod, Row> rows = new ConcurrentHashMap<>();

    RouteAccess(RouteTable table) {
        this.table = table;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).order(Ordered.HIGHEST_PRECEDENCE + 2);
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method && method.getBeanType().getName().startsWith("io.lumbar.")
                && request.getDispatcherType() != DispatcherType.ERROR) {
            Row row = rows.computeIfAbsent(method, _ -> row(request));
            if (!row.open()) {
                request.setAttribute(SCOPE, scope(row, request.getUserPrincipal()));
            }
        }
        return true;
    }

    /** A method answers one route; a HEAD goes where its GET goes. */
    private Row row(HttpServletRequest request) {
        String method = request.getMethod().equals("HEAD") ? "GET" : request.getMethod();
        Row row = table.of(method + " " + request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE));
        return row == null ? NOBODY : row;
    }

    /** What there is for the caller of a request that was let in. */
    public static Scope scopeOf(HttpServletRequest request) {
        if (request.getAttribute(SCOPE) instanceof Scope scope) {
            return scope;
        }
        throw new IllegalStateException("a request passed without a scope");
    }

    /** Through which OAuth client {@code caller} asks, or that it is through pages; null when it is not known. */
    public static @Nullable String clientOf(Principal caller) {
        return caller instanceof Caller known ? known.via() : null;
    }

    /** Whether whoever asks may call {@code route}, too. */
    public boolean lets(HttpServletRequest request, String route) {
        Row row = table.of(route);
        return row != null && request.getUserPrincipal() instanceof Caller caller
                && scope(row, caller.rights()) != null;
    }

    private static Scope scope(Row row, @Nullable Principal principal) {
        Scope scope = principal instanceof Caller caller ? scope(row, caller.rights()) : null;
        if (scope == null) {
            throw new AccessDeniedException("the table does not allow it");
        }
        return scope;
    }

    /** How far the roles together reach on the route; null where none may call it. */
    static @Nullable Scope scope(Row row, Rights rights) {
        Set<Reach> reaches = rights.roles().stream().map(row.reaches()::get)
                .filter(reach -> reach != null && (reach != Reach.EVERY || rights.everyClinic()))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Reach.class)));
        if (reaches.isEmpty()) {
            return null;
        }
        return new Scope(rights.everyClinic(), Set.copyOf(rights.clinics()),
                reaches.equals(EnumSet.of(Reach.OWN)) ? rights.therapist() : null);
    }
}
