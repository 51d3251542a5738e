package io.lumbar.api.json;

import io.lumbar.api.problem.EdgeProblem;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DatabindException;

/** A value that a scalar cannot be read from. Jackson adds the path on the way out. */
final class UnacceptableValue extends DatabindException {
    private static final long serialVersionUID = 1L;

    private final EdgeProblem problem;
    private final String rule;

    UnacceptableValue(JsonParser parser, EdgeProblem problem, String rule) {
        super(parser, rule);
        this.problem = problem;
        this.rule = rule;
    }

    EdgeProblem problem() {
        return problem;
    }

    /** Follows the field's name in a sentence. */
    String rule() {
        return rule;
    }
}
