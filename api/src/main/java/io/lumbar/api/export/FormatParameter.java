package io.lumbar.api.export;

import java.util.List;

import io.lumbar.api.problem.EdgeProblem;
import io.lumbar.api.problem.RequestRefused;
import io.lumbar.api.request.QueryParameters;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.http.MediaType;
import org.springframework.web.accept.ContentNegotiationStrategy;
import org.springframework.web.accept.HeaderContentNegotiationStrategy;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.ContentNegotiationConfigurer;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Lets {@code ?format=} say of a report, or of the errors of an import, what {@code Accept} says elsewhere, for those who have only an address to give. */
@Configuration(proxyBeanMethods = false)
class FormatParameter implements WebMvcConfigurer, HandlerInterceptor {
    static final String NAME = "format";
    private static final String LISTS = "/api/v1/imports/";
    private static final String ERRORS = "/errors";

    @Override
    public void configureContentNegotiation(ContentNegotiationConfigurer configurer) {
        configurer.strategies(List.of(FormatParameter::asked, new HeaderContentNegotiationStrategy()));
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).addPathPatterns(ExportController.PATH + "/**", LISTS + "*" + ERRORS)
                .order(Ordered.HIGHEST_PRECEDENCE + 1);
    }

    /** While a route is looked for nothing can be refused; a format that there is not is refused here. */
    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (request.getParameter(NAME) != null && request.getAttribute(QueryParameters.READ) == null) {
            throw new RequestRefused(EdgeProblem.MALFORMED_PARAMETER, NAME, "is one of " + Format.labels());
        }
        return true;
    }

    private static boolean isChosen(String path) {
        return path.startsWith(ExportController.PATH + "/") || (path.startsWith(LISTS) && path.endsWith(ERRORS));
    }

    private static List<MediaType> asked(NativeWebRequest web) {
        HttpServletRequest request = web.getNativeRequest(HttpServletRequest.class);
        if (request == null || !isChosen(request.getRequestURI())) {
            return ContentNegotiationStrategy.MEDIA_TYPE_ALL_LIST;
        }
        String[] formats = request.getParameterValues(NAME);
        Format format = formats == null || formats.length > 1 ? null : Format.of(formats[0]).orElse(null);
        if (format == null) {
            return ContentNegotiationStrategy.MEDIA_TYPE_ALL_LIST;
        }
        request.setAttribute(QueryParameters.READ, NAME);
        return List.of(format.type());
    }
}
