package io.lumbar.api.access;

import java.security.Principal;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.lumbar.api.access.RouteTable.Row;
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
final class RouteAccess implements HandlerInterceptor, WebMvcConfigurer {
    private static final Row NOBODY = new Row(false, Map.of());

    private final RouteTable table;
    private final Map<HandlerMethod, Row> rows = new ConcurrentHashMap<>();

    RouteAccess(RouteTable table) {
        this.table = table;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).order(Ordered.HIGHEST_PRECEDENCE);
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method && method.getBeanType().getName().startsWith("io.lumbar.")
                && request.getDispatcherType() != DispatcherType.ERROR) {
            Row row = rows.computeIfAbsent(method, _ -> row(request));
            if (!row.open() && !permits(row, request.getUserPrincipal())) {
                throw new AccessDeniedException("the table does not allow it");
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

    private static boolean permits(Row row, @Nullable Principal principal) {
        return principal instanceof Caller caller && permits(row, caller.rights());
    }

    /** Whether one of the roles may call the route, as far as it reaches. */
    static boolean permits(Row row, Rights rights) {
        return rights.roles().stream().map(row.reaches()::get)
                .anyMatch(reach -> reach != null && (reach != Reach.EVERY || rights.everyClinic()));
    }
}
