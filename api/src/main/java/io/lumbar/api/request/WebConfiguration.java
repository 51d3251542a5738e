package io.lumbar.api.request;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

import io.lumbar.api.json.Ids;
import io.lumbar.api.json.Scalars;
import io.lumbar.domain.Id;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.convert.converter.Converter;
import org.springframework.core.convert.converter.ConverterFactory;
import org.springframework.format.FormatterRegistry;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Makes paths and query parameters read scalars exactly as bodies do. */
@Configuration(proxyBeanMethods = false)
class WebConfiguration implements WebMvcConfigurer {
    private final NotedAnswers answers;

    WebConfiguration(NotedAnswers answers) {
        this.answers = answers;
    }

    @Override
    public void addFormatters(FormatterRegistry registry) {
        registry.addConverter(String.class, UUID.class, Scalars::uuid);
        registry.addConverter(String.class, Instant.class, Scalars::instant);
        registry.addConverter(String.class, LocalDate.class, Scalars::date);
        registry.addConverter(String.class, LocalTime.class, Scalars::timeOfDay);
        registry.addConverterFactory(new ToConstant());
        Ids.makers().forEach((type, maker) -> addId(registry, type, maker));
    }

    private static <T extends Id> void addId(FormatterRegistry registry, Class<T> type,
            Function<UUID, ? extends Id> maker) {
        registry.addConverter(String.class, type, text -> type.cast(maker.apply(Scalars.uuid(text))));
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new RequestArguments());
        resolvers.add(new ParameterRecords());
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new QueryParameters());
        registry.addInterceptor(answers);
    }

    /** Constants by their exact names; Spring's own takes an empty text for none. */
    @SuppressWarnings("rawtypes")
    private static final class ToConstant implements ConverterFactory<String, Enum> {
        @Override
        public <E extends Enum> Converter<String, E> getConverter(Class<E> type) {
            return text -> type.cast(Scalars.constant(type, text));
        }
    }
}
