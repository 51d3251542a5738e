package io.lumbar.api.json;

import java.math.BigDecimal;
import java.util.function.Function;

import io.lumbar.api.problem.EdgeProblem;
import io.lumbar.api.problem.Expected;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdScalarDeserializer;

/** Reads a number from a JSON number; a whole one only from one without fraction and exponent. */
final class NumberReader<T> extends StdScalarDeserializer<T> {
    private final boolean fraction;
    private final transient Function<JsonParser, T> reader;

    private NumberReader(Class<T> type, boolean fraction, Function<JsonParser, T> reader) {
        super(type);
        this.fraction = fraction;
        this.reader = reader;
    }

    static <T> NumberReader<T> whole(Class<T> type, Function<Long, T> narrow) {
        return new NumberReader<>(type, false, json -> narrow.apply(Scalars.whole(json.getBigIntegerValue())));
    }

    static <T> NumberReader<T> decimal(Class<T> type, Function<BigDecimal, T> narrow) {
        return new NumberReader<>(type, true, json -> narrow.apply(Scalars.decimal(json.getDecimalValue())));
    }

    @Override
    public T deserialize(JsonParser json, DeserializationContext context) {
        if (!json.hasToken(JsonToken.VALUE_NUMBER_INT) && !(fraction && json.hasToken(JsonToken.VALUE_NUMBER_FLOAT))) {
            throw new UnacceptableValue(json, EdgeProblem.WRONG_TYPE, "is " + Expected.of(handledType()));
        }
        try {
            return reader.apply(json);
        } catch (Scalars.OutOfRange e) {
            throw new UnacceptableValue(json, EdgeProblem.INVALID_VALUE, e.rule());
        }
    }
}
