package io.lumbar.api.imports;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

import io.lumbar.application.imports.Origin;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Finds the row and the column that a part of a history was made of. */
final class RowPlaces implements Origin {
    private final RowsLine line;
    private final ObjectNode history;

    RowPlaces(RowsLine line, ObjectNode history) {
        this.line = line;
        this.history = history;
    }

    /**
     * An element that a row was made into.
     *
     * @param row its number among those of the list
     * @param rest path within the element; empty for the whole of it
     */
    record Element(String list, int row, int index, String rest) {}

    /** The element that {@code field} lies in; empty when it is told once of the episode. */
    Optional<Element> element(@Nullable String field) {
        if (field == null) {
            return Optional.empty();
        }
        return line.rows().keySet().stream().filter(list -> field.startsWith(list + "[")).findFirst()
                .map(list -> element(list, field)).filter(element -> element.row >= 0);
    }

    private Element element(String list, String field) {
        int end = field.indexOf(']', list.length());
        int index = Integer.parseInt(field.substring(list.length() + 1, end));
        int before = elements(list).size() - rows(list).size();
        String rest = field.substring(end + 1);
        return new Element(list, index - before, index, rest.startsWith(".") ? rest.substring(1) : rest);
    }

    private List<Integer> rows(String list) {
        return Objects.requireNonNull(line.rows().get(list));
    }

    private ArrayNode elements(String list) {
        return (ArrayNode) history.at("/" + list.replace('.', '/'));
    }

    @Override
    public Place of(int number, @Nullable String field) {
        if (field == null) {
            return new Place(line.line(), null);
        }
        return element(field).map(this::ofRow).orElseGet(() -> ofEpisode(field));
    }

    private Place ofRow(Element element) {
        RowKind kind = RowKind.adding(element.list);
        String rest = element.rest.replaceFirst("\\[\\d+]$", "");
        Column column = rest.isEmpty() ? null
                : first(each -> each.instrument() == null && rest.equals(each.path(kind)));
        if (column == null && rest.endsWith("score")) {
            String instrument = history.at(("/" + element.list + "/" + element.index + "/"
                    + rest.replaceFirst("score$", "instrument")).replace('.', '/').replace('[', '/').replace("]", ""))
                    .asString();
            column = first(each -> each.path(kind) != null && instrument.equals(String.valueOf(each.instrument())));
        }
        return new Place(rows(element.list).get(element.row), column == null ? null : name(column));
    }

    private Place ofEpisode(String field) {
        Column column = exactly(field);
        if (column == null) {
            Column within = first(each -> each.path() != null && each.path().startsWith(field + "."));
            int at = within == null ? line.line() : lineOf(within);
            column = within == null || !field.contains(".") ? lastNamed(field) : within;
            return new Place(column == null ? at : lineOf(column), column == null ? null : name(column));
        }
        return new Place(lineOf(column), name(column));
    }

    private @Nullable Column exactly(String field) {
        if (field.startsWith(Column.BASELINE + "[")) {
            String given = history.at("/" + field.substring(0, field.indexOf(']')).replace('.', '/').replace('[', '/')
                    + "/instrument").asString();
            return first(each -> Column.BASELINE.equals(each.path())
                    && given.equals(String.valueOf(each.instrument())));
        }
        for (String path = field; !path.isEmpty(); path = path.endsWith("]")
                ? path.substring(0, path.lastIndexOf('['))
                : "") {
            String whole = path;
            Column column = first(each -> whole.equals(each.path()) && each.instrument() == null);
            if (column != null) {
                return column;
            }
        }
        return null;
    }

    /** What a rule names in its own way, such as the clinic of a client. */
    private static @Nullable Column lastNamed(String field) {
        String name = field.substring(field.lastIndexOf('.') + 1);
        return first(each -> each.path() != null && (each.path().equals(name) || each.path().endsWith("." + name)));
    }

    private int lineOf(Column column) {
        return line.told().getOrDefault(column, line.line());
    }

    private String name(Column column) {
        return line.renamed().getOrDefault(column, column.label());
    }

    private static @Nullable Column first(Predicate<Column> wanted) {
        return Arrays.stream(Column.values()).filter(wanted).findFirst().orElse(null);
    }
}
