package io.lumbar.infrastructure.projection;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;

import org.jspecify.annotations.Nullable;
import org.postgresql.copy.CopyManager;
import org.postgresql.core.BaseConnection;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Rows for one table, written by {@code COPY}, which costs least for a batch of any size. */
public final class Copy {
    private final String statement;
    private final StringBuilder rows = new StringBuilder();

    /** @param columns separated by commas, in the order of the values */
    public Copy(String table, String columns) {
        statement = "copy " + table + " (" + columns + ") from stdin";
    }

    /** Adds a row. Collections become arrays; what they hold needs no quoting: ids, enums and codes. */
    public void row(@Nullable Object... values) {
        for (int n = 0; n < values.length; n++) {
            if (n > 0) {
                rows.append('\t');
            }
            value(values[n]);
        }
        rows.append('\n');
    }

    private void value(@Nullable Object value) {
        switch (value) {
            case null -> rows.append("\\N");
            case Instant moment -> rows.append(moment.truncatedTo(ChronoUnit.MICROS));
            case Enum<?> constant -> rows.append(constant.name());
            case Collection<?> elements -> array(elements);
            case String text -> escaped(text);
            default -> rows.append(value);
        }
    }

    private void array(Collection<?> elements) {
        char before = '{';
        for (Object element : elements) {
            rows.append(before);
            value(element);
            before = ',';
        }
        rows.append(elements.isEmpty() ? "{}" : "}");
    }

    private void escaped(String text) {
        for (int n = 0; n < text.length(); n++) {
            char letter = text.charAt(n);
            switch (letter) {
                case '\\' -> rows.append("\\\\");
                case '\n' -> rows.append("\\n");
                case '\r' -> rows.append("\\r");
                case '\t' -> rows.append("\\t");
                default -> rows.append(letter);
            }
        }
    }

    /** Writes the rows and forgets them. */
    public void write(Connection transaction) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        byte[] bytes = rows.toString().getBytes(UTF_8);
        rows.setLength(0);
        try {
            new CopyManager(transaction.unwrap(BaseConnection.class)).copyIn(statement,
                    new ByteArrayInputStream(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
