package io.lumbar.infrastructure.rules;

import org.jspecify.annotations.Nullable;

/**
 * A row that is not what the events say.
 *
 * @param table in the schema {@code rules}
 * @param key of the row, its columns separated by commas
 * @param stored what differs in the row that is stored, as JSON; the whole row when it should not be there, null when it is
 *     missing
 * @param expected likewise what the events say; null when the row should not be there
 */
public record Difference(String table, String key, @Nullable String stored, @Nullable String expected) {
    @Override
    public String toString() {
        String row = table + " " + key + ": ";
        if (stored == null) {
            return row + "missing, expected " + expected;
        }
        return row + "stored " + stored + ", " + (expected == null ? "expected no such row" : "expected " + expected);
    }
}
