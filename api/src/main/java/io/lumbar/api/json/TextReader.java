package io.lumbar.api.json;

import io.lumbar.api.problem.EdgeProblem;
import io.lumbar.api.problem.Expected;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.std.StdScalarDeserializer;

/** Reads a text that every part of the system can keep: PostgreSQL stores no U+0000, and UTF-8 no half surrogates. */
final class TextReader extends StdScalarDeserializer<String> {

    /** The longest text in one line, in UTF-16 units. */
    static final int ONE_LINE = FreeText.LINE_LENGTH;

    private final int maxLength;
    private final boolean lines;

    TextReader(int maxLength, boolean lines) {
        super(String.class);
        this.maxLength = maxLength;
        this.lines = lines;
    }

    @Override
    public ValueDeserializer<?> createContextual(DeserializationContext context, @Nullable BeanProperty property) {
        boolean free = property != null && property.getAnnotation(FreeText.class) != null;
        return free == lines ? this : new TextReader(free ? FreeText.MAX_LENGTH : ONE_LINE, free);
    }

    @Override
    public String deserialize(JsonParser json, DeserializationContext context) {
        if (!json.hasToken(JsonToken.VALUE_STRING)) {
            throw new UnacceptableValue(json, EdgeProblem.WRONG_TYPE, "is " + Expected.of(String.class));
        }
        String text = json.getString();
        if (text.length() > maxLength) {
            throw new UnacceptableValue(json, EdgeProblem.INVALID_VALUE, "has at most " + maxLength + " characters");
        }
        String broken = Scalars.brokenRule(text, lines);
        if (broken != null) {
            throw new UnacceptableValue(json, EdgeProblem.FORBIDDEN_CHARACTER, broken);
        }
        return text;
    }
}
