package io.lumbar.api.imports;

import java.time.DateTimeException;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

import io.lumbar.api.problem.EdgeProblem;
import io.lumbar.api.problem.RequestRefused;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** How a table that others made says what ours says. Everything may be absent: then the table is as documented. */
@Schema(description = "How a table says what the documented columns say (docs/import.md)")
record Mapping(
        @Schema(allowableValues = {
                ",", ";", "\t",
                "|"}, description = "Between cells. Default: the first comma, semicolon or tab of the header") @Nullable String delimiter,
        @Schema(minLength = 1, maxLength = 3, defaultValue = "|", description = "Between the parts of a list in one cell") @Nullable String listSeparator,
        @Schema(description = "Of times without an offset; without it each has one") @Nullable ZoneId timeZone,
        @Schema(maxLength = 40, description = "Such as dd-MM-yyyy; default: yyyy-MM-dd") @Nullable String dateFormat,
        @Schema(maxLength = 40, description = "Such as dd-MM-yyyy HH:mm; default: ISO 8601") @Nullable String dateTimeFormat,
        @Schema(description = "Of days without a time, where a time is needed") @Nullable LocalTime timeOfDay,
        @Schema(description = "Names in the file and what they are here") @Nullable Map<String, String> columns,
        @Schema(description = "Columns that the file has not, and what they say in every row") @Nullable Map<String, String> constants,
        @Schema(description = "By column: words in the file and what they are here") @Nullable Map<String, Map<String, String>> values,
        @Schema(description = "Names in the file that are left out") @Nullable List<String> ignore){

    /** Of a table as documented. */
    static final Mapping NONE = new Mapping(null, null, null, null, null, null, null, null, null, null);

    private static final String PART = "mapping";
    private static final List<String> DELIMITERS = List.of(",", ";", "\t", "|");
    private static final Pattern PATTERN = Pattern.compile("[dMyHms./: ,-]{1,40}");
    private static final int LONGEST_SEPARATOR = 3;

    /** @throws RequestRefused when it says what cannot be, with the path of that as field */
    void check() {
        if (delimiter != null && !DELIMITERS.contains(delimiter)) {
            throw refused(EdgeProblem.UNKNOWN_VALUE, "delimiter", "is a comma, a semicolon, a tab or |");
        }
        if (listSeparator != null && (listSeparator.isBlank() || listSeparator.length() > LONGEST_SEPARATOR)) {
            throw refused(EdgeProblem.INVALID_VALUE, "listSeparator", "has 1 to 3 characters, not all of them blank");
        }
        dates();
        moments();
        orNone(columns).forEach((theirs, ours) -> requireColumn("columns." + theirs, ours));
        orNone(constants).forEach((ours, value) -> {
            requireColumn("constants." + ours, ours);
            if (value == null || value.isBlank()) {
                throw refused(EdgeProblem.MISSING_FIELD, "constants." + ours, "has a value");
            }
        });
        orNone(values).forEach((ours, words) -> {
            requireColumn("values." + ours, ours);
            if (words == null || words.containsValue(null)) {
                throw refused(EdgeProblem.MISSING_FIELD, "values." + ours, "has a value for each word");
            }
        });
    }

    private static void requireColumn(String field, @Nullable String ours) {
        if (ours == null || Column.of(ours) == null) {
            throw refused(EdgeProblem.UNKNOWN_VALUE, field, "names one of " + Column.labels());
        }
    }

    /** How days are written; null for ISO 8601. */
    @Nullable
    DateTimeFormatter dates() {
        return formatter("dateFormat", dateFormat, "dMy");
    }

    /** How moments are written; null for ISO 8601. */
    @Nullable
    DateTimeFormatter moments() {
        return formatter("dateTimeFormat", dateTimeFormat, "dMyHm");
    }

    private static @Nullable DateTimeFormatter formatter(String field, @Nullable String pattern, String needed) {
        if (pattern == null) {
            return null;
        }
        if (!PATTERN.matcher(pattern).matches() || !pattern.contains("yyyy")
                || !needed.chars().allMatch(letter -> pattern.indexOf(letter) >= 0)) {
            throw refused(EdgeProblem.INVALID_VALUE, field, "is made of yyyy, MM and dd"
                    + (needed.length() > 3 ? ", HH and mm" : "") + " with points, dashes, slashes, colons and blanks");
        }
        try {
            return DateTimeFormatter.ofPattern(pattern.replace('y', 'u'), Locale.ROOT)
                    .withResolverStyle(ResolverStyle.STRICT);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw refused(EdgeProblem.INVALID_VALUE, field, "is a pattern of a date");
        }
    }

    /** Between the parts of a list. */
    String separator() {
        return Objects.requireNonNullElse(listSeparator, "|");
    }

    /** What the column of that name is here; null when nothing is said of it. */
    @Nullable
    String of(String theirs) {
        return orNone(columns).get(theirs);
    }

    /** Whether a column is left out. */
    boolean ignores(String theirs) {
        return ignore != null && ignore.contains(theirs);
    }

    /** What a word in a cell of the column is here. */
    String translated(Column column, String word) {
        return orNone(orNone(values).get(column.label())).getOrDefault(word, word);
    }

    static <V> Map<String, V> orNone(@Nullable Map<String, V> given) {
        return given == null ? Map.of() : given;
    }

    /** Because of what stands in {@code field} of it. */
    static RequestRefused refused(EdgeProblem problem, String field, String rule) {
        return new RequestRefused(problem, PART + "." + field, rule);
    }
}
