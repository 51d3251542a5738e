package io.lumbar.api.json;

import java.time.DateTimeException;
import java.util.function.Function;

import io.lumbar.api.problem.EdgeProblem;
import io.lumbar.api.problem.Expected;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdScalarDeserializer;

/** Reads a value that is written as a text of one form: an id, a time, a constant. */
final class FormReader<T> extends StdScalarDeserializer<T> {
    private final transient Function<String, T> parser;

    FormReader(Class<?> type, Function<String, T> parser) {
        super(type);
        this.parser = parser;
    }

    @Override
    public T deserialize(JsonParser json, DeserializationContext context) {
        if (!json.hasToken(JsonToken.VALUE_STRING)) {
            throw new UnacceptableValue(json, EdgeProblem.WRONG_TYPE, rule());
        }
        try {
            return parser.apply(json.getString());
        } catch (Scalars.OutOfRange e) {
            throw new UnacceptableValue(json, EdgeProblem.INVALID_VALUE, e.rule());
        } catch (DateTimeException | IllegalArgumentException e) {
            throw new UnacceptableValue(json,
                    handledType().isEnum() ? EdgeProblem.UNKNOWN_VALUE : EdgeProblem.WRONG_TYPE, rule());
        }
    }

    private String rule() {
        return "is " + Expected.of(handledType());
    }
}
