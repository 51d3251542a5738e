package io.lumbar.api.problem;

import java.util.List;

/** A request that never reaches the domain. Like a rejection it is an answer, not a failure: no stack trace. */
public final class RequestRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final EdgeProblem problem;
    private final transient List<Violation> violations;

    /**
     * What is wrong with one field, parameter or header.
     *
     * @param field path such as {@code baseline[0].score}, or the name of the parameter or header
     * @param rule what would be right; follows the field's name in a sentence
     */
    public record Violation(String field, String rule) {}

    /** Refuses with a sentence for a person, without personal data. */
    public RequestRefused(EdgeProblem problem, String detail) {
        this(problem, detail, List.of());
    }

    /** Refuses because {@code field} breaks {@code rule}. */
    public RequestRefused(EdgeProblem problem, String field, String rule) {
        this(problem, field + " " + rule + ".", List.of(new Violation(field, rule)));
    }

    /** Refuses because of several fields at once. */
    public RequestRefused(EdgeProblem problem, String detail, List<Violation> violations) {
        super(detail, null, false, false);
        this.problem = problem;
        this.violations = List.copyOf(violations);
    }

    /** The same, of fields that stand within {@code place}. */
    public RequestRefused within(String place) {
        List<Violation> placed = violations.stream()
                .map(violation -> new Violation(place + "." + violation.field, violation.rule)).toList();
        return placed.size() == 1
                ? new RequestRefused(problem, placed.getFirst().field, placed.getFirst().rule)
                : new RequestRefused(problem, detail(), placed);
    }

    /** What is wrong with the request. */
    public EdgeProblem problem() {
        return problem;
    }

    /** A sentence for a person, without personal data. */
    public String detail() {
        return String.valueOf(getMessage());
    }

    /** What is wrong with which field; empty when no field is to blame. */
    public List<Violation> violations() {
        return violations;
    }
}
