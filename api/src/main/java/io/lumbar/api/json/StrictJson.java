package io.lumbar.api.json;

import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

import io.lumbar.api.problem.EdgeProblem;
import io.lumbar.api.problem.Expected;
import io.lumbar.api.problem.RequestRefused;
import io.lumbar.api.problem.RequestRefused.Violation;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.json.JsonMapper;

/** Reads one JSON object into a record, or says which field of it is wrong and what would be right. */
@Component
public final class StrictJson {
    private static final int SHOWN = 100;

    private final JsonMapper json;

    StrictJson(JsonMapper json) {
        this.json = json;
    }

    /**
     * A line of a body as a record.
     *
     * @throws RequestRefused when it is not what the record asks for
     */
    public <T> T line(byte[] text, Class<T> type) {
        return part("line", text, type);
    }

    /**
     * A part of a body as a record.
     *
     * @param what it is, in one word
     * @throws RequestRefused when it is not what the record asks for
     */
    public <T> T part(String what, byte[] text, Class<T> type) {
        T read;
        try {
            read = json.readValue(text, type);
        } catch (JacksonException e) {
            throw refusal(what, e);
        }
        if (read == null) {
            throw nothing(what);
        }
        requireComplete(read);
        return read;
    }

    /** @throws RequestRefused when anything required is absent */
    static void requireComplete(Object body) {
        List<Violation> missing = Presence.missing(body).stream().map(path -> new Violation(path, "is required"))
                .toList();
        if (!missing.isEmpty()) {
            throw new RequestRefused(EdgeProblem.MISSING_FIELD, "Required: "
                    + missing.stream().map(Violation::field).collect(Collectors.joining(", ")) + ".", missing);
        }
    }

    /**
     * Why it could not be read.
     *
     * @param what was read, in one word
     */
    static RequestRefused refusal(String what, @Nullable Throwable cause) {
        return switch (cause) {
            case UnacceptableValue e -> refused(e.problem(), e, e.rule());
            case UnrecognizedPropertyException e -> refused(EdgeProblem.UNKNOWN_FIELD, e, "is not among "
                    + e.getKnownPropertyIds().stream().map(String::valueOf)
                            .collect(Collectors.toCollection(TreeSet::new)));
            case MismatchedInputException e when !e.getPath().isEmpty() && e.getTargetType() != null ->
                refused(EdgeProblem.WRONG_TYPE, e, "is " + Expected.of(e.getTargetType()));
            case JacksonException e -> malformed(what, e);
            case null, default -> nothing(what);
        };
    }

    /** Nothing was there to be read. */
    static RequestRefused nothing(String what) {
        return new RequestRefused(EdgeProblem.MALFORMED_JSON,
                "The " + what + " is one JSON object, but there is none.");
    }

    private static RequestRefused refused(EdgeProblem problem, JacksonException e, String rule) {
        return new RequestRefused(problem, path(e), rule);
    }

    private static RequestRefused malformed(String what, JacksonException e) {
        String path = path(e);
        TokenStreamLocation location = e.getLocation();
        String place = location == null || location.getLineNr() < 1
                ? ""
                : " at line " + location.getLineNr() + ", column " + location.getColumnNr();
        return new RequestRefused(EdgeProblem.MALFORMED_JSON,
                "The " + what + " is not one well-formed JSON object" + place
                        + (path.isEmpty() ? "" : ", near " + path) + ": no name twice, nothing behind it.");
    }

    private static String path(JacksonException e) {
        var path = new StringBuilder();
        for (JacksonException.Reference step : e.getPath()) {
            if (step.getPropertyName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step.getPropertyName());
            }
        }
        return path.length() > SHOWN ? path.substring(0, SHOWN) + "…" : path.toString();
    }
}
