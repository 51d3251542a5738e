package io.lumbar.api.imports;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

import io.lumbar.api.problem.EdgeProblem;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Turns what cells say into JSON as a request would have it. What cannot be turned into a number or a truth stays a text, which
 * is refused where the history is read; only what depends on the mapping is refused here.
 */
final class Cells {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,15}([.,]\\d{1,15})?");
    private static final int DATE_LENGTH = 10;

    private final Mapping mapping;
    private final @Nullable DateTimeFormatter dates;
    private final @Nullable DateTimeFormatter moments;

    /** Cells of a table that {@code mapping} explains. */
    Cells(Mapping mapping) {
        this.mapping = mapping;
        this.dates = mapping.dates();
        this.moments = mapping.moments();
    }

    /** A cell that does not say what its column asks for. */
    static final class Bad extends Exception {
        private static final long serialVersionUID = 1L;

        private final EdgeProblem problem;

        /** @param rule what would be right, without what the cell says */
        Bad(EdgeProblem problem, String rule) {
            super(rule, null, false, false);
            this.problem = problem;
        }

        EdgeProblem problem() {
            return problem;
        }

        String rule() {
            return String.valueOf(getMessage());
        }
    }

    /**
     * A cell as JSON.
     *
     * @param text without blanks around it, not empty
     * @param time what the row says beside a day; null when it says nothing
     * @throws Bad when the mapping does not explain it
     */
    JsonNode json(Column column, String text, @Nullable String time) throws Bad {
        String word = mapping.translated(column, text);
        return switch (column.type()) {
            case TEXT -> JSON.stringNode(word);
            case NUMBER, SCORE -> NUMBER.matcher(word).matches()
                    ? JSON.numberNode(new BigDecimal(word.replace(',', '.')))
                    : JSON.stringNode(word);
            case TRUTH -> List.of("true", "false").contains(word)
                    ? JSON.booleanNode(Boolean.parseBoolean(word))
                    : JSON.stringNode(word);
            case DAY -> JSON.stringNode(day(word));
            case MOMENT -> JSON.stringNode(moment(word, time));
            case LIST -> list(column, word);
        };
    }

    /** What a cell says in our words. */
    String word(Column column, String text) {
        return mapping.translated(column, text);
    }

    private ArrayNode list(Column column, String text) {
        ArrayNode list = JSON.arrayNode();
        Arrays.stream(text.split(Pattern.quote(mapping.separator()))).map(String::strip).filter(part -> !part.isEmpty())
                .map(part -> mapping.translated(column, part))
                .flatMap(part -> Arrays.stream(part.split(Pattern.quote(mapping.separator()))))
                .map(String::strip).forEach(list::add);
        return list;
    }

    private String day(String text) throws Bad {
        if (dates == null) {
            return text;
        }
        try {
            return LocalDate.parse(text, dates).toString();
        } catch (DateTimeParseException _) {
            throw new Bad(EdgeProblem.WRONG_TYPE, "is a date as dateFormat of the mapping says");
        }
    }

    private String moment(String text, @Nullable String time) throws Bad {
        LocalDate day = dayOnly(text);
        if (day != null) {
            return zoned(LocalDateTime.of(day, timeOfDay(time)));
        }
        if (time != null) {
            throw new Bad(EdgeProblem.INVALID_VALUE, "is a date alone where time says the time of day");
        }
        if (moments != null) {
            try {
                return zoned(LocalDateTime.parse(text, moments));
            } catch (DateTimeParseException _) {
                throw new Bad(EdgeProblem.WRONG_TYPE, "is a moment as dateTimeFormat of the mapping says");
            }
        }
        String iso = text.length() > DATE_LENGTH && text.charAt(DATE_LENGTH) == ' '
                ? text.substring(0, DATE_LENGTH) + 'T' + text.substring(DATE_LENGTH + 1)
                : text;
        try {
            return OffsetDateTime.parse(iso).toString();
        } catch (DateTimeException _) {
            return local(iso);
        }
    }

    private String local(String text) throws Bad {
        try {
            return zoned(LocalDateTime.parse(text));
        } catch (DateTimeParseException _) {
            throw new Bad(EdgeProblem.WRONG_TYPE,
                    "is a moment in ISO 8601, such as 2024-03-11T10:00:00+01:00, or as the mapping says");
        }
    }

    private @Nullable LocalDate dayOnly(String text) {
        try {
            return LocalDate.parse(text, Objects.requireNonNullElse(dates, DateTimeFormatter.ISO_LOCAL_DATE));
        } catch (DateTimeParseException _) {
            return null;
        }
    }

    private LocalTime timeOfDay(@Nullable String time) throws Bad {
        if (time != null) {
            try {
                return LocalTime.parse(time);
            } catch (DateTimeParseException _) {
                throw new Bad(EdgeProblem.WRONG_TYPE, "needs a time of day such as 09:30 in time");
            }
        }
        if (mapping.timeOfDay() == null) {
            throw new Bad(EdgeProblem.WRONG_TYPE, "has a time of day, or time, or timeOfDay of the mapping, says it");
        }
        return mapping.timeOfDay();
    }

    /** An hour that the clocks leave out, or strike twice, stands for no one moment. */
    private String zoned(LocalDateTime local) throws Bad {
        if (mapping.timeZone() == null) {
            throw new Bad(EdgeProblem.WRONG_TYPE, "has an offset from UTC, or timeZone of the mapping says which");
        }
        List<ZoneOffset> offsets = mapping.timeZone().getRules().getValidOffsets(local);
        if (offsets.size() != 1) {
            throw new Bad(EdgeProblem.INVALID_VALUE, "has an offset from UTC: the clocks of the time zone "
                    + (offsets.isEmpty() ? "leave that hour out" : "strike that hour twice"));
        }
        return local.atOffset(offsets.getFirst()).toString();
    }
}
