package io.lumbar.api.imports;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.lumbar.api.problem.EdgeProblem;
import io.lumbar.api.problem.RequestRefused;
import io.lumbar.api.problem.RequestRefused.Violation;
import org.jspecify.annotations.Nullable;

/** Which cell of a row says what. */
final class Header {
    private static final int SHOWN = 100;

    private final List<String> names;
    private final List<@Nullable Column> columns;
    private final Map<Column, String> theirs;
    private final Map<Column, String> constants;

    private Header(List<String> names, List<@Nullable Column> columns, Map<Column, String> theirs,
            Map<Column, String> constants) {
        this.names = names;
        this.columns = columns;
        this.theirs = theirs;
        this.constants = constants;
    }

    /**
     * Understands the first row of a table.
     *
     * @param line where it stands
     * @throws RequestRefused when a column is unknown, twice there, or required and absent
     */
    static Header of(List<String> cells, Mapping mapping, long line) {
        List<String> names = cells.stream().map(String::strip).toList();
        var columns = new ArrayList<@Nullable Column>();
        var theirs = new EnumMap<Column, String>(Column.class);
        var places = new HashMap<Column, Integer>();
        for (int n = 0; n < names.size(); n++) {
            Column column = column(names.get(n), mapping, line);
            columns.add(column);
            Integer before = column == null ? null : places.put(column, n + 1);
            if (column == null) {
                continue;
            }
            if (before != null) {
                throw new RequestRefused(EdgeProblem.MALFORMED_CSV, shown(names.get(n)), "stands twice in line " + line
                        + " for " + column.label() + ", as columns " + before + " and " + (n + 1));
            }
            theirs.put(column, shown(names.get(n)));
        }
        Mapping.orNone(mapping.columns()).keySet().forEach(name -> {
            if (!names.contains(name)) {
                throw Mapping.refused(EdgeProblem.INVALID_VALUE, "columns." + shown(name),
                        "names a column that the file has");
            }
        });
        Map<Column, String> constants = constants(mapping, theirs);
        requireAll(theirs, constants);
        return new Header(names, columns, theirs, constants);
    }

    /** Null for a column that is left out. */
    private static @Nullable Column column(String name, Mapping mapping, long line) {
        if (name.isEmpty() || mapping.ignores(name)) {
            return null;
        }
        String ours = mapping.of(name);
        Column column = Column.of(ours == null ? name : ours);
        if (column == null) {
            throw new RequestRefused(EdgeProblem.UNKNOWN_FIELD, shown(name), "in line " + line
                    + " is not a column that is known, and no mapping says what it is or that it is left out. Known: "
                    + String.join(", ", Column.labels()));
        }
        return column;
    }

    private static Map<Column, String> constants(Mapping mapping, Map<Column, String> theirs) {
        var constants = new EnumMap<Column, String>(Column.class);
        Mapping.orNone(mapping.constants()).forEach((label, value) -> {
            Column column = Column.of(label);
            if (column == null || theirs.containsKey(column)) {
                throw Mapping.refused(EdgeProblem.INVALID_VALUE, "constants." + label,
                        "is not given for a column that the file has");
            }
            constants.put(column, value.strip());
        });
        return constants;
    }

    private static void requireAll(Map<Column, String> theirs, Map<Column, String> constants) {
        List<Violation> missing = Column.REQUIRED.stream()
                .filter(column -> !theirs.containsKey(column) && !constants.containsKey(column))
                .map(column -> new Violation(column.label(), "is required as a column or as a constant of the mapping"))
                .toList();
        if (!missing.isEmpty()) {
            throw new RequestRefused(EdgeProblem.MISSING_FIELD, "Required as columns: "
                    + String.join(", ", missing.stream().map(Violation::field).toList()) + ".", missing);
        }
    }

    private static String shown(String name) {
        return name.length() > SHOWN ? name.substring(0, SHOWN) + "…" : name;
    }

    /** How many cells each row has. */
    int size() {
        return columns.size();
    }

    /** What the cell at that place says; null when it is left out. */
    @Nullable
    Column column(int place) {
        return columns.get(place);
    }

    /** Whether nothing may stand in the cell at that place: nobody said what it would be. */
    boolean isNameless(int place) {
        return names.get(place).isEmpty();
    }

    /** What every row says that has no cell for it. */
    Map<Column, String> constants() {
        return constants;
    }

    /** What the file calls columns that it calls something else than we do. */
    Map<Column, String> renamed() {
        var renamed = new EnumMap<Column, String>(Column.class);
        theirs.forEach((column, name) -> {
            if (!name.equals(column.label())) {
                renamed.put(column, name);
            }
        });
        return renamed;
    }

    /** What the file calls the column. */
    String name(Column column) {
        return theirs.getOrDefault(column, column.label());
    }
}
