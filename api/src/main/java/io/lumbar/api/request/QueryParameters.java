package io.lumbar.api.request;

import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

import io.lumbar.api.json.Scalars;
import io.lumbar.api.problem.EdgeProblem;
import io.lumbar.api.problem.RequestRefused;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Refuses a query parameter that the route does not declare, one that is repeated where a single value is meant, an
 * empty one or an empty place in a list, and control characters: a filter that is spelt wrongly would otherwise answer for
 * everything.
 */
public final class QueryParameters implements HandlerInterceptor {
    /** Request attribute: the name of a parameter by which the route was found, so that it need not declare it. */
    public static final String READ = QueryParameters.class.getName() + ".read";

    private final Map<HandlerMethod, Map<String, Boolean>> declared = new ConcurrentHashMap<>();

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method && method.getBeanType().getName().startsWith("io.lumbar.")
                && request.getDispatcherType() != DispatcherType.ERROR) {
            Map<String, Boolean> known = declared.computeIfAbsent(method, QueryParameters::declared);
            Object read = request.getAttribute(READ);
            request.getParameterMap().forEach((name, values) -> {
                if (!name.equals(read)) {
                    check(name, values, known);
                }
            });
        }
        return true;
    }

    private static void check(String name, String[] values, Map<String, Boolean> known) {
        Boolean repeatable = known.get(name);
        if (repeatable == null) {
            throw new RequestRefused(EdgeProblem.UNKNOWN_PARAMETER, name, known.isEmpty()
                    ? "is not known: this route has no query parameters"
                    : "is not among " + new TreeSet<>(known.keySet()));
        }
        if (!repeatable && values.length > 1) {
            throw new RequestRefused(EdgeProblem.MALFORMED_PARAMETER, name, "is given once");
        }
        Arrays.stream(values).map(value -> brokenRule(value, repeatable)).filter(Objects::nonNull).findFirst()
                .ifPresent(rule -> {
                    throw new RequestRefused(EdgeProblem.MALFORMED_PARAMETER, name, rule);
                });
    }

    private static @Nullable String brokenRule(String value, boolean repeatable) {
        if (value.isEmpty()) {
            return "has a value";
        }
        return repeatable && Arrays.stream(value.split(",", -1)).anyMatch(String::isBlank)
                ? "has a value before and after each comma"
                : Scalars.brokenRule(value, false);
    }

    /** Name of each parameter and whether it may be repeated. */
    private static Map<String, Boolean> declared(HandlerMethod method) {
        var names = new TreeMap<String, Boolean>();
        ParameterRecords.declared(method.getMethodParameters()).forEach(parameter -> {
            String name = Objects.requireNonNull(parameter.getParameterAnnotation(RequestParam.class)).name();
            names.put(name.isEmpty() ? parameter.getParameter().getName() : name,
                    repeatable(parameter.getParameterType()));
        });
        return names;
    }

    private static boolean repeatable(Class<?> type) {
        return Collection.class.isAssignableFrom(type) || type.isArray();
    }
}
