package io.lumbar.api.page;

import java.time.Duration;

import org.springframework.context.annotation.Configuration;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * What pages load. Libraries come from jars under the version in their path, so browsers may keep them; our own files are
 * asked for again and sent only when they changed.
 */
@Configuration(proxyBeanMethods = false)
class PageResources implements WebMvcConfigurer {
    static final String HTMX = "/assets/htmx/2.0.10/";
    static final String PICO = "/assets/pico/2.1.1/";
    static final String ECHARTS = "/assets/echarts/6.0.0/";

    private static final Duration FOR_EVER = Duration.ofDays(365);

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        library(registry, HTMX, "webjars/htmx.org/2.0.10/dist/");
        library(registry, PICO, "webjars/picocss__pico/2.1.1/css/");
        library(registry, ECHARTS, "_static/echarts/6.0.0/dist/");
        registry.addResourceHandler("/assets/**").addResourceLocations("classpath:/static/assets/")
                .setCacheControl(CacheControl.noCache());
    }

    private static void library(ResourceHandlerRegistry registry, String path, String folder) {
        registry.addResourceHandler(path + "*.min.*").addResourceLocations("classpath:/META-INF/resources/" + folder)
                .setCacheControl(CacheControl.maxAge(FOR_EVER).cachePublic().immutable());
    }
}
