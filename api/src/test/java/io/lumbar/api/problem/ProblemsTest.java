package io.lumbar.api.problem;

import java.util.Arrays;
import java.util.stream.Stream;

import io.lumbar.domain.DomainError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.http.ProblemDetail;

import static org.assertj.core.api.Assertions.assertThat;

class ProblemsTest {

    static Stream<DomainError> errors() {
        return ProblemSamples.errors();
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
}
