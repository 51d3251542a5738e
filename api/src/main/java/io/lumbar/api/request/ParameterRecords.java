package io.lumbar.api.request;

import java.lang.reflect.Constructor;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.beans.BeanUtils;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.annotation.RequestParamMethodArgumentResolver;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/**
 * Gives a controller a record that is marked as {@link ParameterObject}: each component is read as if the method itself had
 * declared it as {@link RequestParam}. Spring's model attributes would also be read from headers, such as {@code From}, and
 * be refused in another way.
 */
final class ParameterRecords implements HandlerMethodArgumentResolver {
    private final RequestParamMethodArgumentResolver each = new RequestParamMethodArgumentResolver(false);

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return isRecord(parameter);
    }

    @Override
    public Object resolveArgument(MethodParameter parameter, @Nullable ModelAndViewContainer container,
            NativeWebRequest web, @Nullable WebDataBinderFactory binders) throws Exception {
        Constructor<?> maker = maker(parameter);
        var values = new @Nullable Object[maker.getParameterCount()];
        for (int n = 0; n < values.length; n++) {
            values[n] = each.resolveArgument(new MethodParameter(maker, n), container, web, binders);
        }
        return BeanUtils.instantiateClass(maker, values);
    }

    /** The parameters of a method that are read from the address, those of its records in their place. */
    static Stream<MethodParameter> declared(MethodParameter[] parameters) {
        return Arrays.stream(parameters)
                .flatMap(parameter -> isRecord(parameter) ? components(maker(parameter)) : Stream.of(parameter))
                .filter(parameter -> parameter.hasParameterAnnotation(RequestParam.class));
    }

    private static Stream<MethodParameter> components(Constructor<?> maker) {
        return IntStream.range(0, maker.getParameterCount()).mapToObj(n -> new MethodParameter(maker, n));
    }

    private static Constructor<?> maker(MethodParameter parameter) {
        return BeanUtils.getResolvableConstructor(parameter.getParameterType());
    }

    private static boolean isRecord(MethodParameter parameter) {
        return parameter.getParameterType().isAnnotationPresent(ParameterObject.class);
    }
}
