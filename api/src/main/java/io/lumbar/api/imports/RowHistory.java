package io.lumbar.api.imports;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import de.siegmar.fastcsv.reader.CsvRecord;
import io.lumbar.api.imports.RowsLine.Bad;
import io.lumbar.api.problem.EdgeProblem;
import io.lumbar.application.imports.LineSlices;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The rows of one episode, as they come. */
final class RowHistory {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Header header;
    private final Cells cells;
    private final int firstLine;
    private final Map<Column, Told> told = new EnumMap<>(Column.class);
    private final ObjectNode history = JSON.objectNode();
    private final Map<String, List<Integer>> rows = new TreeMap<>();
    private final Map<Integer, Bad> bad = new TreeMap<>();
    private int length;

    RowHistory(Header header, Cells cells, int firstLine) {
        this.header = header;
        this.cells = cells;
        this.firstLine = firstLine;
    }

    /** What a column of the episode says, and where it does first. */
    private record Told(String text, int line) {}

    private void refuse(int line, EdgeProblem problem, @Nullable Column column, String rule) {
        bad.putIfAbsent(line, new Bad(line, problem.code(), column == null ? null : header.name(column),
                (column == null ? "The line " : header.name(column) + " ") + rule + "."));
    }

    /** Takes a row in; {@code line} is where it begins. */
    void add(CsvRecord row, int line) {
        length += row.getFields().stream().mapToInt(String::length).sum();
        if (length > LineSlices.LONGEST_LINE) {
            refuse(firstLine, EdgeProblem.BODY_TOO_LARGE, null, "and the others of its episode are too long together");
            return;
        }
        Map<Column, String> said = said(row, line);
        RowKind kind = kind(said, line);
        if (kind != null) {
            addOfEpisode(said, line);
            addOfRow(kind, said, line);
        }
    }

    private Map<Column, String> said(CsvRecord row, int line) {
        var said = new EnumMap<Column, String>(Column.class);
        for (int n = 0; n < header.size(); n++) {
            String text = row.getField(n).strip();
            Column column = header.column(n);
            if (column != null && !text.isEmpty()) {
                said.put(column, text);
            } else if (!text.isEmpty() && header.isNameless(n)) {
                refuse(line, EdgeProblem.MALFORMED_CSV, null, "has something in column " + (n + 1)
                        + ", which has no name in the header");
            }
        }
        return said;
    }

    private @Nullable RowKind kind(Map<Column, String> said, int line) {
        String text = said.getOrDefault(Column.RECORD, header.constants().get(Column.RECORD));
        if (text == null) {
            refuse(line, EdgeProblem.MISSING_FIELD, Column.RECORD, "is required");
            return null;
        }
        RowKind kind = RowKind.of(cells.word(Column.RECORD, text));
        if (kind == null) {
            refuse(line, EdgeProblem.UNKNOWN_VALUE, Column.RECORD, "is one of " + List.of(RowKind.values()));
        }
        return kind;
    }

    private void addOfEpisode(Map<Column, String> said, int line) {
        said.forEach((column, text) -> {
            if (column.path() != null && column != Column.RECORD) {
                Told before = told.putIfAbsent(column, new Told(text, line));
                if (before != null && !before.text.equals(text)) {
                    refuse(line, EdgeProblem.INVALID_VALUE, column,
                            "says the same in every row of an episode, and line " + before.line
                                    + " says something else");
                }
            }
        });
    }

    private void addOfRow(RowKind kind, Map<Column, String> said, int line) {
        var element = JSON.objectNode();
        var scores = new ArrayList<Column>();
        var own = new EnumMap<Column, String>(Column.class);
        header.constants().forEach((column, text) -> {
            if (column.path(kind) != null) {
                own.put(column, text);
            }
        });
        said.forEach((column, text) -> {
            if (column.path(kind) != null) {
                own.put(column, text);
            } else if (column.path() == null) {
                refuse(line, EdgeProblem.INVALID_VALUE, column, "is left empty where " + header.name(Column.RECORD)
                        + " says " + kind);
            }
        });
        own.forEach((column, text) -> {
            String path = column.path(kind);
            if (column.type() == Column.Type.SCORE) {
                scores.add(column);
            } else if (path != null && !path.isEmpty()) {
                put(element, path, column, text, own.get(Column.TIME), line);
            }
        });
        place(kind, element, scores, own, line);
    }

    private void place(RowKind kind, ObjectNode element, List<Column> scores, Map<Column, String> own, int line) {
        String list = kind.list();
        if (list == null) {
            return;
        }
        if (kind == RowKind.MEASUREMENT) {
            if (scores.isEmpty()) {
                refuse(line, EdgeProblem.MISSING_FIELD, Column.NPRS, "or another score is required");
            }
            for (Column score : scores) {
                ObjectNode measured = element.deepCopy();
                score(measured, score, String.valueOf(own.get(score)), line);
                append(list, measured, line);
            }
            return;
        }
        scores.forEach(column -> score(element.withArray("measurements").addObject(), column,
                String.valueOf(own.get(column)), line));
        append(list, element, line);
    }

    private void append(String list, ObjectNode element, int line) {
        ((ArrayNode) at(history, list, JSON.arrayNode())).add(element);
        rows.computeIfAbsent(list, _ -> new ArrayList<>()).add(line);
    }

    private void score(ObjectNode sheet, Column column, String text, int line) {
        sheet.put("instrument", String.valueOf(column.instrument()));
        put(sheet, "score", column, text, null, line);
    }

    private void put(ObjectNode owner, String path, Column column, String text, @Nullable String time, int line) {
        try {
            at(owner, path, cells.json(column, text, time));
        } catch (Cells.Bad e) {
            refuse(line, e.problem(), column, e.rule());
        }
    }

    /** The node at {@code path}, which is {@code value} when there is none yet. */
    private static JsonNode at(ObjectNode root, String path, JsonNode value) {
        ObjectNode owner = root;
        String[] names = path.split("\\.");
        for (int n = 0; n < names.length - 1; n++) {
            owner = names[n].endsWith("[0]") ? first(owner, names[n].replace("[0]", ""))
                    : owner.withObject("/" + names[n]);
        }
        String last = names[names.length - 1];
        if (!owner.has(last)) {
            owner.set(last, value);
        }
        return owner.get(last);
    }

    private static ObjectNode first(ObjectNode owner, String list) {
        ArrayNode elements = owner.withArray(list);
        return elements.isEmpty() ? elements.addObject() : (ObjectNode) elements.get(0);
    }

    /** All of it. */
    RowsLine line() {
        ObjectNode whole = whole();
        var lines = new EnumMap<Column, Integer>(Column.class);
        told.forEach((column, said) -> {
            if (said.line != firstLine) {
                lines.put(column, said.line);
            }
        });
        return new RowsLine(firstLine, bad.isEmpty() ? whole : null, bad.isEmpty() ? rows : Map.of(), lines,
                header.renamed(), List.copyOf(bad.values()));
    }

    /** What is told once stands before what rows tell, in lists too. */
    private ObjectNode whole() {
        ObjectNode whole = JSON.objectNode();
        at(whole, "client.consents", JSON.arrayNode());
        at(whole, "episode.screening.positive", JSON.arrayNode());
        ArrayNode baseline = (ArrayNode) at(whole, Column.BASELINE, JSON.arrayNode());
        for (Column column : Column.values()) {
            String path = column.path();
            Told said = told.get(column);
            String text = said == null ? header.constants().get(column) : said.text;
            if (path == null || path.isEmpty() || text == null) {
                continue;
            }
            int line = said == null ? firstLine : said.line;
            if (column.type() == Column.Type.SCORE) {
                score(baseline.addObject(), column, text, line);
            } else {
                place(whole, path, column, text, line);
            }
        }
        if (!whole.at("/client/consents/0").isMissingNode()) {
            ((ObjectNode) whole.at("/client/consents/0")).put("purpose", "TREATMENT");
        }
        rows.forEach((list, _) -> ((ArrayNode) at(whole, list, JSON.arrayNode()))
                .addAll((ArrayNode) at(history, list, JSON.arrayNode())));
        return whole;
    }

    private void place(ObjectNode whole, String path, Column column, String text, int line) {
        try {
            JsonNode value = cells.json(column, text, null);
            if (column == Column.POSITIVE_SIGNS) {
                ((ArrayNode) whole.at("/episode/screening/positive")).addAll((ArrayNode) value);
            } else {
                at(whole, path, value);
            }
        } catch (Cells.Bad e) {
            refuse(line, e.problem(), column, e.rule());
        }
    }
}
