package io.lumbar.api.problem;

import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import io.lumbar.domain.ClientId;
import io.lumbar.domain.DomainError;
import io.lumbar.domain.Id;
import io.lumbar.domain.StreamId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.http.ProblemDetail;

import static org.assertj.core.api.Assertions.assertThat;

class ProblemsTest {

    static Stream<DomainError> errors() {
        return leaves(DomainError.class).map(ProblemsTest::sample);
    }

    @ParameterizedTest
    @MethodSource("errors")
    void answers_each_domain_error_with_a_documented_type(DomainError error) {
        ProblemDetail problem = Problems.of(error);

        assertThat(problem.getType()).hasToString("/problems/" + error.code());
        assertThat(problem.getStatus()).isIn(403, 404, 409, 412, 422);
        assertThat(problem.getTitle()).isNotBlank();
        assertThat(problem.getDetail()).isEqualTo(error.message());
        assertThat(documented(error.code())).startsWith(problem.getStatus() + ".");
    }

    @ParameterizedTest
    @EnumSource
    void documents_each_problem_of_the_edge_with_its_status(EdgeProblem problem) {
        assertThat(documented(problem.code())).startsWith(problem.status().value() + ".");
    }

    @Test
    void documents_nothing_that_does_not_exist() {
        var codes = Stream.concat(errors().map(DomainError::code),
                Arrays.stream(EdgeProblem.values()).map(EdgeProblem::code));

        assertThat(ProblemPages.sections()).containsOnlyKeys(codes.distinct().toList());
    }

    @Test
    void finds_every_error_the_domain_has() {
        assertThat(errors()).hasSizeGreaterThan(20).doesNotHaveDuplicates();
        assertThat(errors().map(DomainError::code)).doesNotHaveDuplicates();
    }

    private static String documented(String code) {
        String section = ProblemPages.sections().get(code);
        assertThat(section).as("heading ## %s in docs/problems.md", code).isNotNull();
        return String.valueOf(section).lines().skip(1).findFirst().orElseThrow();
    }

    private static Stream<Class<?>> leaves(Class<?> type) {
        return type.isSealed() ? Arrays.stream(type.getPermittedSubclasses()).flatMap(ProblemsTest::leaves)
                : Stream.of(type);
    }

    private static DomainError sample(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        try {
            var constructor = type.getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
            return (DomainError) constructor
                    .newInstance(Arrays.stream(components).map(c -> value(c.getType())).toArray());
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("no sample", e);
        }
    }

    private static Object value(Class<?> type) {
        UUID id = new UUID(0x7000, 1);
        if (Id.class == type) {
            return new ClientId(id);
        }
        if (Id.class.isAssignableFrom(type)) {
            try {
                return type.getDeclaredConstructor(UUID.class).newInstance(id);
            } catch (ReflectiveOperationException e) {
                throw new LinkageError("no sample", e);
            }
        }
        if (type.isEnum()) {
            return type.getEnumConstants()[0];
        }
        return switch (type.getSimpleName()) {
            case "String" -> "x";
            case "long", "int" -> 1;
            case "Instant" -> Instant.EPOCH;
            case "LocalDate" -> LocalDate.EPOCH;
            case "List" -> List.of();
            case "StreamId" -> StreamId.of(new ClientId(id));
            default -> throw new AssertionError("no sample of " + type);
        };
    }
}
