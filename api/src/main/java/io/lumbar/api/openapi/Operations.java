package io.lumbar.api.openapi;

import java.lang.annotation.Annotation;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;

import io.lumbar.api.request.Answers.Written;
import io.lumbar.application.PageRequest;
import io.lumbar.application.Position;
import io.lumbar.application.Request;
import io.lumbar.domain.Id;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import org.springdoc.core.customizers.GlobalOperationCustomizer;
import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.method.HandlerMethod;

/**
 * Completes each operation with what follows from its method's signature: its id, the headers it reads and answers, the
 * problems it may end in. A method that creates carries {@code @ResponseStatus(CREATED)}, to be seen here.
 */
@Component
class Operations implements GlobalOperationCustomizer {
    private static final String OK = "200";
    private static final String LIMIT = "limit";
    private static final String CREATED = "201";
    private static final Header LOCATION = new Header().schema(Shared.type("string").format("uri-reference"));
    private static final List<Integer> ALWAYS = List.of(400, 401, 403, 406, 429, 500, 503);
    private static final List<Integer> WITH_BODY = List.of(408, 413, 415, 422);
    private static final List<Integer> OF_COMMANDS = List.of(409, 412, 422);

    @Override
    public Operation customize(Operation operation, HandlerMethod method) {
        operation.setOperationId(method.getMethod().getName());
        var problems = new TreeSet<>(ALWAYS);
        if (takes(method, Request.class)) {
            problems.addAll(OF_COMMANDS);
            refer(operation, Shared.IF_MATCH);
            refer(operation, Shared.IDEMPOTENCY_KEY);
        }
        if (operation.getParameters() != null) {
            if (operation.getParameters().stream().anyMatch(parameter -> "query".equals(parameter.getIn()))) {
                problems.add(HttpStatus.UNPROCESSABLE_CONTENT.value());
            }
            operation.getParameters().stream().filter(parameter -> LIMIT.equals(parameter.getName())).forEach(
                    limit -> limit.getSchema().minimum(BigDecimal.ONE).maximum(BigDecimal.valueOf(PageRequest.MOST)));
            operation.getParameters().stream().filter(parameter -> parameter.getSchema() != null)
                    .forEach(parameter -> leaveOut(parameter.getSchema()));
        }
        nameIds(operation, method);
        if (takes(method, Position.class)) {
            refer(operation, Shared.AFTER);
        }
        if (has(method, PathVariable.class)) {
            problems.add(HttpStatus.NOT_FOUND.value());
        }
        if (operation.getRequestBody() != null) {
            problems.addAll(WITH_BODY);
        }
        describeWrites(operation, method);
        problems.forEach(status -> operation.getResponses().addApiResponse(String.valueOf(status),
                new ApiResponse().$ref("#/components/responses/" + Shared.name(status))));
        return operation;
    }

    /** What may be left out of an address is not null there, and a list of it is empty; components of records say otherwise. */
    private static void leaveOut(Schema<?> schema) {
        if (schema.getTypes() != null) {
            schema.getTypes().remove("null");
            if (schema.getTypes().contains("array") && schema.getDefault() == null) {
                schema.setDefault(List.of());
            }
        }
    }

    /** Ids in the path. */
    private static void nameIds(Operation operation, HandlerMethod method) {
        for (MethodParameter parameter : method.getMethodParameters()) {
            if (parameter.hasParameterAnnotation(PathVariable.class)
                    && Id.class.isAssignableFrom(parameter.getParameterType())) {
                operation.getParameters().stream()
                        .filter(described -> described.getName() != null
                                && described.getName().equals(parameter.getParameter().getName()))
                        .forEach(described -> described.getSchema().format("uuid"));
            }
        }
    }

    private static void describeWrites(Operation operation, HandlerMethod method) {
        ResponseStatus status = method.getMethodAnnotation(ResponseStatus.class);
        if (!takes(method, Request.class) || (status != null && status.code() == HttpStatus.ACCEPTED)) {
            return;
        }
        ApiResponse first = operation.getResponses().values().iterator().next();
        operation.getResponses().clear();
        if (status != null && status.code() == HttpStatus.CREATED) {
            operation.getResponses().addApiResponse(CREATED, written(first, "Created; Location names it.")
                    .addHeaderObject("Location", LOCATION));
            operation.getResponses().addApiResponse(OK, written(first, "A repeat; nothing was changed."));
        } else {
            operation.getResponses().addApiResponse(OK, written(first, "Done, or a repeat that changed nothing."));
        }
    }

    /** Whether it answers as most commands do. */
    static boolean answersWrite(HandlerMethod method) {
        ResolvableType answer = ResolvableType.forMethodReturnType(method.getMethod());
        return answer.resolve() == ResponseEntity.class && answer.getGeneric(0).resolve() == Written.class;
    }

    private static ApiResponse written(ApiResponse like, String description) {
        return new ApiResponse().description(description).content(like.getContent())
                .addHeaderObject(Shared.ETAG, new Header().$ref(Shared.ETAG))
                .addHeaderObject(Shared.POSITION, new Header().$ref(Shared.POSITION));
    }

    private static void refer(Operation operation, String parameter) {
        operation.addParametersItem(new Parameter().$ref("#/components/parameters/" + parameter));
    }

    private static boolean takes(HandlerMethod method, Class<?> type) {
        return Arrays.stream(method.getMethodParameters()).anyMatch(p -> p.getParameterType() == type);
    }

    private static boolean has(HandlerMethod method, Class<? extends Annotation> annotation) {
        for (MethodParameter parameter : method.getMethodParameters()) {
            if (parameter.hasParameterAnnotation(annotation)) {
                return true;
            }
        }
        return false;
    }
}
