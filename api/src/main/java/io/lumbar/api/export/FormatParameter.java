package io.lumbar.api.export;

import java.util.List;
import java.util.stream.Stream;

import io.lumbar.api.problem.EdgeProblem;
import io.lumbar.api.problem.RequestRefused;
import io.lumbar.api.request.QueryParameters;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.http.MediaType;
import org.springframework.http.server.PathContainer;
import org.springframework.web.accept.ContentNegotiationStrategy;
import org.springframework.web.accept.HeaderContentNegotiationStrategy;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.ContentNegotiationConfigurer;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/** Lets {@code ?format=} say of a report, or of a list that is a file as well, what {@code Accept} says elsewhere, for those who have only an address to give. */
@Configuration(proxyBeanMethods = false)
class FormatParameter implements WebMvcConfigurer, HandlerInterceptor {
    static final String NAME = "format";
    private static final List<PathPattern> PATHS = Stream
            .of(ExportController.PATH + "/**", "/api/v1/imports/*/errors", "/api/v1/personal-reads")
            .map(PathPatternParser.defaultInstance::parse).toList();

    @Override
    public void configureContentNegotiation(ContentNegotiationConfigurer configurer) {
        configurer.strategies(List.of(FormatParameter::asked, new HeaderContentNegotiationStrategy()));
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).addPathPatterns(PATHS.stream().map(PathPattern::getPatternString).toList())
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
        PathContainer parts = PathContainer.parsePath(path);
        return PATHS.stream().anyMatch(pattern -> pattern.matches(parts));
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
