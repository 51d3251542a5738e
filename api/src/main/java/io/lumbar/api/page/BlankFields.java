package io.lumbar.api.page;

import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.core.Ordered;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Leads a form whose fields were partly left blank to the address without them: browsers send them all the same, and the
 * address that a manager passes on should hold only what was asked. So is dropped what marks a page shown after the log-in.
 */
@Component
class BlankFields implements HandlerInterceptor, WebMvcConfigurer {

    private static final Set<Class<?>> WITH_FORMS = Set.of(PageController.class, StartController.class,
            OutlookPage.class, ImportPages.class, PersonalReadsPage.class, AccountPages.class);

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).order(Ordered.HIGHEST_PRECEDENCE + 2);
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws IOException {
        Map<String, String[]> fields = request.getParameterMap();
        if (!(handler instanceof HandlerMethod method) || !WITH_FORMS.contains(method.getBeanType())
                || !request.getMethod().equals("GET") || fields.values().stream().noneMatch(BlankFields::isBlank)) {
            return true;
        }
        response.sendRedirect(Address.withoutBlanks(request));
        return false;
    }

    private static boolean isBlank(String[] values) {
        return Arrays.asList(values).contains("");
    }
}
